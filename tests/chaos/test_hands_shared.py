"""Several workers make the chunks of one episode: each once, the same bytes, whoever dies or fails meanwhile."""

import os
import signal
import stat
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from buckets import KEY, SECRET, S3Server
from forking import ask
from postgres import PostgresServer
from reelhouse.config import load_settings
from reelhouse.jobs.installed import open_queue
from reelhouse.media.ffmpeg import encoder
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.register import CANCELLED, QUEUED, Asked

#: Seconds; a film takes five of one core.
PATIENCE = 90
PACE = {"beat": 0.4, "lease": 3.0, "look": 0.1, "poll": 0.1, "stranded": 3.0, "recoveries": 1}
CHUNKS = 8
_STEP, _RUN = tables.step.c, tables.run.c
#: One core for each worker.
SETTINGS = "workers: 1\n"


@dataclass(frozen=True)
class Studio:
    """Workers that share a database: one home for all, or a home for each and a bucket between them."""

    program: subprocess.Popen[str]
    folder: Path
    settings: str
    shared: bool
    store: Store
    pids: dict[str, int] = field(default_factory=dict)

    @property
    def log(self) -> list[tuple[str, ...]]:
        path = self.folder / "log"
        return [tuple(line.split(" ", 2)) for line in path.read_text().splitlines()] if path.exists() else []

    def ask(self, episode: str) -> None:
        """Put an episode into the register and a leg into the queue."""
        queue = open_queue(self.store)
        asked = Asked(episode, "stories", episode, "-", "", {}, str(self.folder), kit=False, text=None)
        with self.store.database.writing() as connection:
            self.store.register.ask_in(connection, asked, QUEUED)
            queue.submit_in(connection, episode, "asked")

    def start(self, name: str, **options: Any) -> int:
        home = self.home(name if self.shared else "home")
        told = {"home": str(home), "log": str(self.folder / "log"), "name": name, "pace": PACE}
        self.pids[name] = ask(self.program, do="start", **told, **options)["pid"]
        return self.pids[name]

    def home(self, name: str) -> Path:
        home = self.folder / name
        if not home.exists():
            home.mkdir()
            (home / "settings.yaml").write_text(self.settings, encoding="utf-8")
        return home

    def alone(self, episode: str) -> str:
        """What a film is that is made without workers, in a home of its own."""
        home = self.folder / "alone"
        home.mkdir()
        pid = ask(self.program, do="start", home=str(home), log=str(self.folder / "log"), name="x", alone=episode)[
            "pid"
        ]
        assert ask(self.program, do="wait", pid=pid)["code"] == 0
        return self.made("x")[0]

    def made(self, name: str) -> list[str]:
        """The films that a worker came to the end of."""
        return [which for who, what, which in self.log if (who, what) == (name, "made")]

    def end(self, name: str, number: signal.Signals) -> int:
        pid = self.pids.pop(name)
        os.kill(pid, number)
        watchdog = threading.Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
        watchdog.start()
        code = ask(self.program, do="wait", pid=pid)["code"]
        watchdog.cancel()
        return code

    def chunks(self, state: str) -> Counter[int]:
        """How many chunks the processes of living runs have made, or are making."""
        query = sa.select(_RUN.pid).join(tables.step, _STEP.holder == _RUN.id).where(_STEP.state == state)
        with self.store.database.reading() as connection:
            return Counter(connection.execute(query).scalars())

    def makers(self) -> Counter[str]:
        """How many chunks each run made."""
        with self.store.database.reading() as connection:
            return Counter(connection.execute(sa.select(_STEP.holder).where(_STEP.state == "made")).scalars())

    def fences(self) -> Counter[int]:
        """How often chunks were begun."""
        with self.store.database.reading() as connection:
            return Counter(connection.execute(sa.select(_STEP.fence)).scalars())

    def is_done(self, episode: str = "film") -> bool:
        entry = self.store.register.find(episode)
        return entry is not None and entry.status == "done"

    def until(self, held: Callable[[], bool]) -> None:
        began = time.monotonic()
        while not held():
            assert time.monotonic() - began < PATIENCE, self.log
            time.sleep(0.02)

    def stop_inside_a_chunk(self, name: str) -> None:
        """Stop a worker's process while it has a chunk in the air."""
        pid = self.pids[name]
        while True:
            self.until(lambda: self.chunks("making")[pid] > 0)
            os.kill(pid, signal.SIGSTOP)
            if self.chunks("making")[pid]:
                return
            os.kill(pid, signal.SIGCONT)

    def close(self) -> None:
        for name, pid in list(self.pids.items()):
            os.kill(pid, signal.SIGCONT)
            self.end(name, signal.SIGKILL)


@pytest.fixture(params=["one home", "server and bucket"])
def studio(shooting: subprocess.Popen[str], tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Studio]:
    shared = request.param == "server and bucket"
    settings = SETTINGS
    if shared:
        postgres: PostgresServer = request.getfixturevalue("postgres")
        s3: S3Server = request.getfixturevalue("s3")
        bucket = s3.bucket("house")
        settings += f"database: {postgres.new_database()}\nartifacts:\n  url: {bucket.url}\n"
        settings += f"  endpoint: {bucket.endpoint}\n  key: {KEY}\n  secret: {SECRET}\n"
    home = tmp_path / "home"
    home.mkdir()
    (home / "settings.yaml").write_text(settings, encoding="utf-8")
    with open_store(load_settings({"REELHOUSE_HOME": str(home)})) as store:
        opened = Studio(shooting, tmp_path, settings, shared, store)
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture(autouse=True)
def _two_cores() -> None:
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("on the machine of a run only cores are used that it leaves")


def test_two_workers_make_one_film_and_every_chunk_once(studio: Studio) -> None:
    for name in ("one", "two"):
        studio.start(name)
    studio.until(lambda: len(studio.store.workers.living()) == 2)
    studio.ask("film")
    studio.until(studio.is_done)

    makers = studio.makers()
    assert len(makers) == 2
    assert sum(makers.values()) == CHUNKS
    assert min(makers.values()) >= 2
    assert studio.fences() == {1: CHUNKS}
    (film,) = studio.made("one") + studio.made("two")
    assert film == studio.alone("film")
    studio.until(lambda: studio.store.offers.open() == [])
    assert [studio.end(name, signal.SIGTERM) for name in ("one", "two")] == [0, 0]


@pytest.mark.parametrize("how", ["killed", "frozen"])
def test_a_helper_goes_in_the_middle_of_a_chunk(studio: Studio, how: str) -> None:
    studio.ask("film")
    studio.start("owner", crew=2)
    studio.until(lambda: ("owner", "begins", "film") in studio.log)
    studio.start("helper")
    studio.stop_inside_a_chunk("helper")
    if how == "killed":
        assert studio.end("helper", signal.SIGKILL) == -signal.SIGKILL
    studio.until(studio.is_done)

    assert len(studio.made("owner")) == 1
    assert studio.fences() == {1: CHUNKS - 1, 2: 1}
    assert studio.makers().total() == CHUNKS


def test_the_owner_is_killed_and_the_helper_goes_on_with_what_is_left(studio: Studio) -> None:
    studio.ask("film")
    studio.start("owner", crew=2)
    studio.until(lambda: ("owner", "begins", "film") in studio.log)
    studio.start("helper")
    studio.until(lambda: studio.chunks("made")[studio.pids["helper"]] > 0)
    made = studio.makers().total()
    studio.end("owner", signal.SIGKILL)
    studio.until(studio.is_done)

    assert len(studio.made("helper")) == 1
    assert studio.made("owner") == []
    assert made > 0
    assert studio.makers().total() == CHUNKS
    assert set(studio.fences()) <= {1, 2}
    assert studio.fences()[2] <= 2, "only what was in the air is made again"


def test_a_helper_that_cannot_encode_costs_the_owner_nothing(studio: Studio, tmp_path: Path) -> None:
    broken = tmp_path / "ffmpeg"
    real = encoder()
    broken.write_text(f'#!/bin/sh\n[ "$1" = -version ] && exec {real} -version\nexit 1\n', encoding="utf-8")
    broken.chmod(broken.stat().st_mode | stat.S_IXUSR)
    studio.ask("film")
    studio.start("owner", crew=2)
    studio.until(lambda: ("owner", "begins", "film") in studio.log)
    helper = studio.start("helper", encoder=str(broken))
    studio.until(lambda: studio.chunks("making")[helper] > 0)
    studio.until(studio.is_done)

    assert len(studio.makers()) == 1
    assert len(studio.made("owner")) == 1
    assert studio.store.legs.failures() == ()


def test_a_helper_with_a_full_disk_costs_the_owner_nothing(studio: Studio) -> None:
    if not studio.shared:
        pytest.skip("a disk that is full for both is the owner's too")
    studio.ask("film")
    studio.start("owner", crew=2)
    studio.until(lambda: ("owner", "begins", "film") in studio.log)
    helper = studio.start("helper", narrow=500)
    studio.until(lambda: studio.chunks("making")[helper] > 0)
    studio.until(studio.is_done)

    assert len(studio.makers()) == 1
    assert studio.store.legs.failures() == ()


def test_a_leg_of_its_own_comes_before_help(studio: Studio) -> None:
    studio.ask("film")
    studio.start("owner", crew=2)
    studio.until(lambda: ("owner", "begins", "film") in studio.log)
    helper = studio.start("helper")
    studio.until(lambda: studio.chunks("making")[helper] > 0)
    studio.ask("another")
    studio.until(lambda: ("helper", "begins", "another") in studio.log)
    assert not studio.is_done()
    studio.until(lambda: studio.is_done() and studio.is_done("another"))
    assert studio.makers().total() == 2 * CHUNKS


def test_an_episode_that_is_cancelled_lets_its_helpers_go(studio: Studio) -> None:
    studio.ask("film")
    studio.start("owner", crew=2)
    studio.until(lambda: ("owner", "begins", "film") in studio.log)
    helper = studio.start("helper")
    studio.until(lambda: studio.chunks("making")[helper] > 0)
    with studio.store.database.writing() as connection:
        assert studio.store.register.move_in(connection, "film", CANCELLED, among=("making",))
    studio.until(lambda: studio.chunks("making").total() == 0)
    made = studio.makers().total()
    assert made < CHUNKS
    time.sleep(0.5)
    assert studio.makers().total() == made
    assert studio.store.offers.open() == []
