"""Kill -9 at random moments: the house, its workers and the encoders that they started; everything is made once."""

import os
import random
import signal
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from forking import ask, running
from houses import PACE
from reelhouse.config import Settings, load_settings
from reelhouse.jobs.installed import open_queue
from reelhouse.operations.make import Request
from reelhouse.operations.queueing import retry_episode, start_episode
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.register import FAILED, QUEUED, Asked
from runs import SHORT, contents, copy_home

#: Seconds for everything that is left after the last kill.
PATIENCE = 300
#: What is killed.
KINDS = ("worker", "serve", "encoder")
DRAFT = ("renditions=draft",)


@pytest.fixture(scope="module")
def program() -> Iterator[subprocess.Popen[str]]:
    with running(Path(__file__).with_name("house_program.py")) as started:
        yield started


@pytest.fixture
def warm(warm_home: Path, reelhouse: Run, tmp_path: Path) -> Path:
    """A home that has the backgrounds and the music, and where no episode had any of them yet.

    Which ones are free depends on that, and others make episodes in the home that all tests share.
    """
    (tmp_path / "warm.md").write_text(SHORT, encoding="utf-8")
    done = reelhouse("make", "stories", tmp_path / "warm.md", "--out", tmp_path / "warm", "--set", *DRAFT)
    assert done.returncode == 0, done.stderr
    home = copy_home(warm_home, tmp_path / "warm-home")
    with closing(sqlite3.connect(home / "reelhouse.db")) as records, records:
        records.execute("delete from backdrop")
    return home


@pytest.fixture
def besieged(home: Path, warm: Path, tmp_path: Path) -> Path:
    """A home on either database; the one in a file is warm already."""
    return home if (home / "settings.yaml").exists() else copy_home(warm, tmp_path / "besieged")


class Siege:
    """Processes that die again and again, and the episodes that they make."""

    #: Seconds between two kills at most, once there is a worker.
    longest = 3.0

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

    def kill(self, store: Store, victim: str) -> None:
        """Wait for a random moment, and kill something that runs then."""
        self._start()
        until = time.monotonic() + PATIENCE
        while self._dice.random() < 0.9 and not store.workers.living():  # else while they begin
            assert time.monotonic() < until
            time.sleep(0.1)
        time.sleep(self._dice.uniform(0.0, self.longest))
        if victim == "encoder":
            self._kill_encoder(store)
        else:
            os.kill(self._alive[victim], signal.SIGKILL)
            self._wait(victim)
        self.killed.append(victim)
        self.retry(store)

    def _kill_encoder(self, store: Store) -> None:
        """The next one that there is; there is always something to be made."""
        until = time.monotonic() + PATIENCE
        while not (encoders := self.encoders()):
            assert time.monotonic() < until
            self.retry(store)
            if self.is_done(store):
                self.ask()
            time.sleep(0.05)
        with suppress(ProcessLookupError):
            os.kill(self._dice.choice(encoders), signal.SIGKILL)

    def victims(self, kills: int) -> list[str]:
        """What is killed, in this order; of each kind at least one."""
        found = [*KINDS, *self._dice.choices(KINDS, k=kills - len(KINDS))]
        self._dice.shuffle(found)
        return found

    def is_done(self, store: Store) -> bool:
        """Whether nothing is left to be made."""
        return set(store.legs.standings(self.names).values()) == {"done"}

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
            self._alive[face] = self._begin(face)

    def _begin(self, face: str) -> int:
        return ask(self._program, do="start", home=str(self._home), face=face)["pid"]

    def _wait(self, face: str) -> int:
        return ask(self._program, do="wait", pid=self._alive.pop(face))["code"]


class Films(Siege):
    """The same with small films of a progress bar: nothing is spoken, drawn or mixed."""

    longest = 0.7

    def ask(self) -> None:
        """Ask for a film; names of other lengths are other films."""
        name = "film" + len(self.names) * "s"
        asked = Asked(name, "stories", name, "-", "", {}, str(self._folder), kit=False, text=None)
        with open_store(self.settings) as store:
            queue = open_queue(store)
            with store.database.writing() as connection:
                store.register.ask_in(connection, asked, QUEUED)
                queue.submit_in(connection, name, "asked")
        self.names.append(name)

    def _begin(self, face: str) -> int:
        return self._film(name=face, serves=face == "serve", pace=PACE | {"lease": 5.0, "recoveries": 1000})

    def alone(self, film: str) -> str:
        """What is known of the chunks of a film that is made without workers, in another home."""
        (self._folder / "alone").mkdir()
        pid = self._film(name="alone", home=str(self._folder / "alone"), alone=film)
        assert ask(self._program, do="wait", pid=pid)["code"] == 0
        return self.made()[-1]

    def made(self) -> list[str]:
        """What is known of the chunks of all films."""
        lines = (self._folder / "log").read_text(encoding="utf-8").splitlines()
        return [line.split()[2] for line in lines if line.split()[1] == "made"]

    def _film(self, **options: Any) -> int:
        told = {"home": str(self._home), "log": str(self._folder / "log"), **options}
        return ask(self._program, do="start", **told)["pid"]


def finished(store: Store) -> dict[str, tuple[Any, ...]]:
    """Every finished step, with what changes when it is made again."""
    step = tables.step.c
    with store.database.reading() as connection:
        rows = connection.execute(tables.step.select().where(step.state == "made")).all()
    return {row.key: (row.name, row.fence, row.made_at) for row in rows}


def drawn() -> int:
    seed = int(os.environ.get("REELHOUSE_TEST_SEED", random.SystemRandom().randrange(10**9)))
    print(f"REELHOUSE_TEST_SEED={seed} rolls the same dice again")  # noqa: T201 - shown when it fails
    return seed


def besiege(siege: Siege, kills: int) -> None:
    """Kill again and again, with always something to do; in the end everything is made, no finished step twice."""
    with open_store(siege.settings) as store:
        try:
            siege.ask()
            for victim in siege.victims(kills):
                before = finished(store)
                siege.kill(store, victim)
                after = finished(store)
                assert {key: after.get(key) for key in before} == before
                if siege.is_done(store):
                    siege.ask()
            siege.finish(store)
        finally:
            siege.close()


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
    siege = Siege(program, besieged, tmp_path, drawn())
    besiege(siege, kills)
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


def test_films_are_killed_at_random_moments(shooting: subprocess.Popen[str], tmp_path: Path) -> None:
    """A few kills, every time."""
    (tmp_path / "home").mkdir()
    films = Films(shooting, tmp_path / "home", tmp_path, drawn())
    besiege(films, 5)
    assert films.encoders() == []
    assert list((tmp_path / "home" / "scratch").iterdir()) == []
    made = films.made()
    assert len(set(made)) == len(films.names)
    assert films.alone(films.names[0]) in made
