"""Real processes to kill, stop and race."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from postgres import PostgresServer
from reelhouse.config import Settings, load_settings

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
        return self._ask(do="start", home=str(home), **options)["pid"]

    def wait(self, pid: int) -> int:
        """Its exit code; negative is the signal that ended it. One that hangs is killed and fails the test."""
        watchdog = threading.Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
        watchdog.start()
        code = self._ask(do="wait", pid=pid)["code"]
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

    def _ask(self, **question: Any) -> dict[str, int]:
        assert self._program.stdin
        assert self._program.stdout
        self._program.stdin.write(json.dumps(question) + "\n")
        self._program.stdin.flush()
        answer: dict[str, int] = json.loads(self._program.stdout.readline())
        return answer


@contextmanager
def running(program: str) -> Iterator[subprocess.Popen[str]]:
    path = Path(__file__).with_name(program)
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environ["PYTHONPATH"] = os.pathsep.join([str(path.parents[1]), environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ
    ) as started:
        yield started


@pytest.fixture(scope="session")
def stepping() -> Iterator[subprocess.Popen[str]]:
    with running("steps_program.py") as started:
        yield started


@pytest.fixture(scope="session")
def posting() -> Iterator[subprocess.Popen[str]]:
    with running("posts_program.py") as started:
        yield started


@pytest.fixture(scope="session")
def backing_up() -> Iterator[subprocess.Popen[str]]:
    with running("backups_program.py") as started:
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


@pytest.fixture(params=["sqlite", "postgresql"])
def home(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A home with a database of its own, in a file or on a server."""
    folder = tmp_path / "home"
    folder.mkdir()
    if request.param == "postgresql":
        postgres: PostgresServer = request.getfixturevalue("postgres")
        (folder / "settings.yaml").write_text(f"database: {postgres.new_database()}\n", encoding="utf-8")
    return folder


@pytest.fixture
def settings(home: Path) -> Settings:
    return load_settings({"REELHOUSE_HOME": str(home)})
