"""Kill -9 at random moments: the house, its workers and the encoders that they started; everything is made once."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from forking import ask, running
from reelhouse.config import Settings, load_settings
from reelhouse.operations.make import Request
from reelhouse.operations.queueing import retry_episode, start_episode
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.register import FAILED
from runs import SHORT, contents, copy_home

#: Seconds for everything that is left after the last kill.
PATIENCE = 300
DRAFT = ("renditions=draft",)


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    with running(Path(__file__).with_name("house_program.py")) as started:
        yield started


@pytest.fixture
def warm(warm_home: Path, reelhouse: Run, tmp_path: Path) -> Path:
    """A home that has the backgrounds and the music."""
    (tmp_path / "warm.md").write_text(SHORT, encoding="utf-8")
    done = reelhouse("make", "stories", tmp_path / "warm.md", "--out", tmp_path / "warm", "--set", *DRAFT)
    assert done.returncode == 0, done.stderr
    return warm_home


@pytest.fixture
def besieged(home: Path, warm: Path, tmp_path: Path) -> Path:
    """A home on either database; the one in a file is warm already."""
    return home if (home / "settings.yaml").exists() else copy_home(warm, tmp_path / "besieged")


class Siege:
    """Processes that die again and again, and the episodes that they make."""

    def __init__(self, program: subprocess.Popen[str], home: Path, folder: Path, seed: int) -> None:
        self._program = program
        self._folder = folder
        self._home = home
        self._dice = random.Random(seed)
        self._alive: dict[str, int] = {}
        self.settings: Settings = load_settings({"REELHOUSE_HOME": str(home)})
        self.names: list[str] = []
        self.killed: list[str] = []

    def ask(self) -> None:
        """Ask for an episode that nobody asked for before."""
        number = len(self.names)
        story = self._folder / f"story-{number}.md"
        story.write_text(SHORT.replace("old key", f"key number {number}"), encoding="utf-8")
        request = Request("stories", str(story), self._folder / f"out-{number}", choose=DRAFT)
        self.names.append(start_episode(request, self.settings))

    def kill(self, store: Store) -> None:
        """Wait for a random moment, and kill something that runs then."""
        self._start()
        until = time.monotonic() + PATIENCE
        while self._dice.random() < 0.9 and not store.workers.living():  # else while they begin
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(self._dice.uniform(0.0, 3.0))
        victim = self._dice.choice(["worker", "serve", "encoder"])
        encoders = self.encoders()
        if victim == "encoder" and not encoders:
            victim = self._dice.choice(["worker", "serve"])
        with suppress(ProcessLookupError):
            os.kill(self._dice.choice(encoders) if victim == "encoder" else self._alive[victim], signal.SIGKILL)
        if victim != "encoder":
            self._wait(victim)
        self.killed.append(victim)
        self.retry(store)

    def retry(self, store: Store) -> None:
        """What an encoder's death left failed is a person's to try again."""
        for failure in store.legs.failures():
            assert failure.kind == "ProgramFailed", failure
            assert failure.remedy
            retry_episode(self.settings, failure.episode)

    def finish(self, store: Store) -> None:
        """Leave them alone until everything is made, and end well."""
        self._start()
        until = time.monotonic() + PATIENCE
        while set(standings := store.legs.standings(self.names).values()) != {"done"}:
            assert time.monotonic() < until, standings
            if FAILED in standings:
                self.retry(store)
            time.sleep(0.2)
        for face in ("worker", "serve"):
            os.kill(self._alive[face], signal.SIGTERM)
            assert self._wait(face) == 0

    def close(self) -> None:
        for face in list(self._alive):
            os.kill(self._alive[face], signal.SIGKILL)
            self._wait(face)

    def encoders(self) -> list[int]:
        """Encoders that work for this home."""
        return [int(process.name) for process in Path("/proc").glob("[0-9]*") if self._encodes(process)]

    def _encodes(self, process: Path) -> bool:
        try:
            command = (process / "cmdline").read_bytes()
            return b"ffmpeg" in command.partition(b"\0")[0] and str(self._home).encode() in command
        except OSError:
            return False

    def _start(self) -> None:
        for face in {"worker", "serve"} - set(self._alive):
            self._alive[face] = ask(self._program, do="start", home=str(self._home), face=face)["pid"]

    def _wait(self, face: str) -> int:
        return ask(self._program, do="wait", pid=self._alive.pop(face))["code"]


def finished(store: Store) -> dict[str, tuple[Any, ...]]:
    """Every finished step, with what changes when it is made again."""
    step = tables.step.c
    with store.database.reading() as connection:
        rows = connection.execute(tables.step.select().where(step.state == "made")).all()
    return {row.key: (row.name, row.fence, row.made_at) for row in rows}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("home", "kills"),
    [
        pytest.param("sqlite", 50, id="on a file"),
        pytest.param("postgresql", 50, id="on a server"),
    ],
    indirect=["home"],
)
def test_killed_at_random_moments(
    program: subprocess.Popen[str], besieged: Path, warm: Path, tmp_path: Path, reelhouse: Run, kills: int
) -> None:
    seed = int(os.environ.get("REELHOUSE_TEST_SEED", random.SystemRandom().randrange(10**9)))
    print(f"REELHOUSE_TEST_SEED={seed} rolls the same dice again")  # noqa: T201 - shown when it fails
    siege = Siege(program, besieged, tmp_path, seed)
    with open_store(siege.settings) as store:
        try:
            siege.ask()
            while len(siege.killed) < kills:
                before = finished(store)
                siege.kill(store)
                after = finished(store)
                assert {key: after.get(key) for key in before} == before
                if set(store.legs.standings(siege.names).values()) == {"done"}:
                    siege.ask()
            siege.finish(store)
        finally:
            siege.close()
    assert siege.encoders() == []
    assert list((besieged / "scratch").iterdir()) == []
    results = [contents(tmp_path / f"out-{number}") for number in range(len(siege.names))]
    assert {len(result) for result in results} == {len(results[0])}

    quiet = copy_home(warm, tmp_path / "quiet")
    done = reelhouse(
        "make", "stories", tmp_path / "story-0.md", "--out", tmp_path / "again", "--set", *DRAFT, home=quiet
    )
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "again") == results[0]
