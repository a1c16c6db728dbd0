"""Real processes to kill, stop and race."""

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from disks import small_disk
from forking import ask, running
from houses import House
from reelhouse.config import Settings
from reelhouse.storage import open_store

HERE = Path(__file__).parent
#: Seconds; an episode takes a tenth of one.
PATIENCE = 60


class Episodes:
    """Starts episodes in processes of their own."""

    def __init__(self, program: subprocess.Popen[str], folder: Path) -> None:
        self._program = program
        self._folder = folder

    def start(self, home: Path, **options: Any) -> int:
        """Start one and tell its process number."""
        home.mkdir(exist_ok=True)
        return ask(self._program, do="start", home=str(home), **options)["pid"]

    def wait(self, pid: int) -> int:
        """Its exit code; negative is the signal that ended it. One that hangs is killed and fails the test."""
        watchdog = threading.Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
        watchdog.start()
        code = ask(self._program, do="wait", pid=pid)["code"]
        if watchdog.finished.is_set():
            pytest.fail(f"an episode was not done after {PATIENCE} seconds")
        watchdog.cancel()
        return code

    def run(self, home: Path, **options: Any) -> int:
        """Start one and wait for its end."""
        return self.wait(self.start(home, **options))

    def gate(self, name: str) -> Path:
        """A place where an episode says that it is there, and waits."""
        path = self._folder / name
        os.mkfifo(path)
        return path


@pytest.fixture(scope="session")
def stepping() -> Iterator[subprocess.Popen[str]]:
    with running(HERE / "steps_program.py") as started:
        yield started


@pytest.fixture(scope="module")
def workers() -> Iterator[subprocess.Popen[str]]:
    with running(HERE / "workers_program.py") as started:
        yield started


@pytest.fixture(scope="module")
def shooting() -> Iterator[subprocess.Popen[str]]:
    with running(HERE / "shooting_program.py") as started:
        yield started


@pytest.fixture(scope="session")
def posting() -> Iterator[subprocess.Popen[str]]:
    with running(HERE / "posts_program.py") as started:
        yield started


@pytest.fixture(scope="session")
def making() -> Iterator[subprocess.Popen[str]]:
    with running(HERE / "making_program.py") as started:
        yield started


@pytest.fixture(scope="session")
def backing_up() -> Iterator[subprocess.Popen[str]]:
    with running(HERE / "backups_program.py") as started:
        yield started


@pytest.fixture
def backups(backing_up: subprocess.Popen[str], tmp_path: Path) -> Episodes:
    return Episodes(backing_up, tmp_path)


@pytest.fixture
def episodes(stepping: subprocess.Popen[str], tmp_path: Path) -> Episodes:
    return Episodes(stepping, tmp_path)


@pytest.fixture
def posts(posting: subprocess.Popen[str], tmp_path: Path) -> Episodes:
    return Episodes(posting, tmp_path)


@pytest.fixture
def makes(making: subprocess.Popen[str], tmp_path: Path) -> Episodes:
    return Episodes(making, tmp_path)


@pytest.fixture
def house(workers: subprocess.Popen[str], home: Path, settings: Settings) -> Iterator[House]:
    with open_store(settings) as store:
        opened = House(workers, home, store)
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    with small_disk(tmp_path / "small", 4) as folder:
        yield folder
