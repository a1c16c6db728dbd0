"""A home with a queue, and workers in processes of their own that can be killed, frozen and cut off."""

import os
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from forking import ask
from reelhouse.config import load_settings
from reelhouse.jobs.installed import open_queue
from reelhouse.operations.queueing import continuation
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.approvals import State
from reelhouse.storage.moment import now
from reelhouse.storage.postgres import LOCK
from reelhouse.storage.register import QUEUED, Asked
from reelhouse.storage.store import FILE

#: Seconds; an episode takes a tenth of one.
PATIENCE = 40
#: Fast enough for tests; the lease is long enough for a machine that does other things too.
PACE = {"beat": 0.4, "lease": 2.0, "look": 0.25, "poll": 0.25, "stranded": 2.0, "recoveries": 1}
#: What a worker ends with that was given up by the others.
GIVEN_UP = 75
#: How often each step is begun in the end.
ONCE = {"write script": 1, "speak line": 1, "render chunk": 1}
SPOKEN_TWICE = ONCE | {"speak line": 2}


class House:
    """A home with its queue, and workers in processes of their own."""

    def __init__(self, program: subprocess.Popen[str], home: Path, store: Store) -> None:
        self._program = program
        self._home = home
        self._left: dict[int, str] = {}
        #: Seconds to wait for anything.
        self.patience = PATIENCE
        self.store = store
        self.queue = open_queue(store)
        self._go_on = continuation(store)

    def ask(self, episode: str, reason: str = "asked") -> None:
        """Put an episode into the register and a leg into the queue."""
        asked = Asked(episode, "stories", episode, "-", "", {}, str(self._home), kit=False, text=None)
        with self.store.database.writing() as connection:
            self.store.register.ask_in(connection, asked, QUEUED)
            self.queue.submit_in(connection, episode, reason)

    def worker(self, name: str, **options: Any) -> int:
        pace = PACE | options.pop("pace", {})
        pid = ask(self._program, do="start", home=str(self._home), name=name, pace=pace, **options)["pid"]
        self._left[pid] = name
        return pid

    def pid(self, worker: str) -> int:
        """The process of a worker that has not ended."""
        return next(pid for pid, name in self._left.items() if name == worker)

    def gate(self, episode: str, worker: str) -> Path:
        """A place where a worker says that it makes the second step, and waits."""
        path = self._home / f"{episode}-{worker}"
        os.mkfifo(path)
        return path

    def freeze(self, pid: int) -> None:
        """Stop a worker, but not while it holds the right to write: a server would cut it off, and a file would not."""
        while True:
            os.kill(pid, signal.SIGSTOP)
            if self._may_write():
                return
            os.kill(pid, signal.SIGCONT)
            time.sleep(0.01)

    def _may_write(self) -> bool:
        if self.store.database.shared:
            return any(self._is_free() for _ in range(20))
        with closing(sqlite3.connect(self.store.home / FILE, timeout=1)) as connection:
            try:
                connection.execute("begin immediate")
            except sqlite3.OperationalError:
                return False
            return True

    def _is_free(self) -> bool:
        """Whether nobody writes to the server at this moment."""
        time.sleep(0.02)
        with self.store.database.engine.begin() as connection:
            return bool(connection.execute(sa.select(sa.func.pg_try_advisory_xact_lock(LOCK))).scalar_one())

    def end(self, pid: int, number: signal.Signals | None = None) -> int:
        """Send a worker a signal, and wait for its exit code."""
        if number is not None:
            os.kill(pid, number)
        watchdog = threading.Timer(PATIENCE, os.kill, (pid, signal.SIGKILL))
        watchdog.start()
        code = ask(self._program, do="wait", pid=pid)["code"]
        watchdog.cancel()
        self._left.pop(pid, None)
        return code

    def status(self, episode: str) -> str:
        entry = self.store.register.find(episode)
        assert entry is not None
        return entry.status

    def approve(self, episode: str) -> bool:
        """Say yes to what an episode waits for, twice; whether the first word counted and the second did not."""
        (laid,) = self.store.approvals.of(episode)
        told = [self.store.approvals.decide(laid.key, State.APPROVED, "anna", then=self._go_on) for _ in range(2)]
        return [one and one.first for one in told] == [True, False]

    def standing(self, episodes: Iterable[str]) -> set[str]:
        """Where all of these stand."""
        return set(self.store.legs.standings(episodes).values())

    def until(self, held: Callable[[], bool]) -> float:
        """Wait until something holds, and tell how long that took."""
        began = time.monotonic()
        while not held():
            assert time.monotonic() - began < self.patience, self._state()
            time.sleep(0.05)
        return time.monotonic() - began

    def told(self, worker: str, times: int = 1) -> None:
        """Wait until a worker knows that it shall end."""
        self.until(lambda: self.log().count((worker, "told", "")) == times)

    def heard(self) -> None:
        """Wait until every worker that lives has given a sign of life from now on."""
        with self.store.database.reading() as connection:
            since = connection.execute(sa.select(now())).scalar_one()
            alive = tables.worker.select().where(tables.worker.c.state == "alive")
        self.until(lambda: all(row.seen_at > since for row in self._rows(alive)))

    def steady(self) -> None:
        """Wait until the workers were there for a whole lease, so that each may judge the silence of others."""
        time.sleep(1.2 * PACE["lease"])

    def _rows(self, query: sa.Select[Any]) -> list[Any]:
        with self.store.database.reading() as connection:
            return list(connection.execute(query))

    def _state(self) -> str:
        """What one has to know when something never comes."""
        states = {
            name: Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
            for pid, name in self._left.items()
        }
        rows = self._rows(sa.select(tables.worker.c.pid, tables.worker.c.state, now() - tables.worker.c.seen_at))
        queue = [self.queue.taken(), self.queue.waiting(), self.queue.poison()]
        return "\n".join(str(part) for part in (self._left, states, rows, queue, *self.log()))

    def log(self) -> list[tuple[str, ...]]:
        path = self._home / "log"
        return [tuple(line.split(" ", 2)) for line in path.read_text().splitlines()] if path.exists() else []

    def makings(self, episode: str) -> Counter[str]:
        """How often each step of an episode was begun."""
        made = [which.split("/") for _, what, which in self.log() if what == "making"]
        return Counter(step for name, step in made if name == episode)

    def begun(self, episode: str) -> int:
        """How often an episode was begun from the top."""
        return sum((what, which) == ("begins", episode) for _, what, which in self.log())

    def tidy(self, hours: float) -> None:
        """Clear up as a machine does whose clock is so many hours ahead."""
        settings = load_settings({"REELHOUSE_HOME": str(self._home)})
        with open_store(settings, clock=lambda: time.time() + hours * 3600) as store:
            store.cache.prune()

    def made(self, episode: str) -> list[str]:
        """Who came to the end of an episode."""
        return [who for who, what, which in self.log() if (what, which) == ("made", episode)]

    def close(self) -> None:
        for pid in list(self._left):
            os.kill(pid, signal.SIGCONT)
            self.end(pid, signal.SIGKILL)
