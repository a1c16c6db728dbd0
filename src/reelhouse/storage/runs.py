"""Runs: one use of the store by one process, for as long as it makes one episode.

A run holds claims on steps and scratch folders, and may offer steps to others. When its process is gone, claims and
folders are free again, and its offers end.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.errors import ReelhouseError
from reelhouse.media.retry import pause
from reelhouse.storage.database import Database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.moment import now
from reelhouse.storage.process import Process, alive, is_here, is_locked, lock, this_process
from reelhouse.storage.pulse import BEAT, LEASE, beat
from reelhouse.storage.workers import ALIVE

_UNSAFE = re.compile(r"[^a-z0-9]+")

Clock = Callable[[], float]

_run, _worker = tables.run.c, tables.worker.c

#: Runs, for how many milliseconds each gave no sign of life, and what is known of its worker.
_RUNS = sa.select(
    tables.run,
    (now() - sa.func.coalesce(_worker.seen_at, _run.seen_at)).label("silence"),
    _worker.state.label("standing"),
).select_from(tables.run.outerjoin(tables.worker, _worker.id == _run.worker))


@dataclass(frozen=True)
class Run:
    """An open run."""

    id: str
    folder: Path
    _lock: int
    ended: threading.Event = field(default_factory=threading.Event)
    _held: set[str] = field(default_factory=set)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _numbers: Iterator[int] = field(default_factory=count)

    def hold(self, key: str) -> bool:
        """Keep the other threads of this run from a key; False when one of them has it."""
        with self._guard:
            if key in self._held:
                return False
            self._held.add(key)
            return True

    def unlock(self) -> None:
        """Say that the run is over to those who cannot see our process."""
        os.close(self._lock)

    def let_go(self, key: str) -> None:
        """Leave a key to the other threads."""
        with self._guard:
            self._held.discard(key)

    @contextmanager
    def scratch(self, name: str = "") -> Iterator[Path]:
        """A folder on the store's file system that is gone after the block, whatever happens in it.

        Raises:
            DiskFull: No space is left.
            NotWritable: The folder cannot be made.
        """
        folder = self.folder / f"{next(self._numbers):04}-{_UNSAFE.sub('-', name.lower())[:40]}"
        with writing_to(folder):
            folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Runs:
    """The runs that exist, of all processes. Those that are begun here belong to `worker`, if it names one.

    `lease` is how many seconds one on a machine that we cannot see may be silent. Whether it really was is looked at
    `again` after some more: where the database was away for that long, nobody could be heard, and those who live are.
    """

    database: Database
    folder: Path
    clock: Clock
    worker: str = ""
    lease: float = LEASE
    again: float = 2 * BEAT

    def begin(self, episode: str = "") -> Run:
        """Open a run, of an episode if it has one. Its scratch folder is made when it is first needed."""
        me = this_process()
        name = uuid4().hex
        with writing_to(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            handle = lock(self._lock(name))
        started = int(self.clock() * 1000)
        values = vars(me) | {"id": name, "started_at": started, "seen_at": now(), "worker": self.worker}
        values |= {"episode": episode}
        with self.database.writing() as connection:
            connection.execute(tables.run.insert().values(values))
        run = Run(name, self.folder / name, handle)
        if self.database.shared and not self.worker:  # which says itself that it lives
            beat(self.database, name, run.ended)
        return run

    def end(self, run: Run) -> None:
        """Close a run: its scratch folder and its offers go, and whatever it still claims is free."""
        run.ended.set()
        try:
            self._clear(run.id)
        except ReelhouseError:  # a full disk, a server that is away: others would wait for it as long as we live
            threading.Thread(target=self._clear_later, args=(run.id,), name=f"end {run.id[:8]}", daemon=True).start()
        run.unlock()

    def is_alive(self, name: str) -> bool:
        """Whether the run is open and its process lives."""
        return bool(self._living(_RUNS.where(_run.id == name)))

    def busy(self, episodes: Collection[str]) -> frozenset[str]:
        """Those of these episodes that a living run makes."""
        return frozenset(row.episode for row in self._living(_RUNS.where(_run.episode.in_(episodes))))

    def oldest_start(self) -> int | None:
        """When the oldest run began that may live, in milliseconds since 1970; None when there is none.

        Asked inside of transactions, where nobody is waited for.
        """
        rows = self._rows(_RUNS.order_by(_run.started_at))
        return next((int(row.started_at) for row in rows if self._lives(row) or self._is_silent(row)), None)

    def sweep(self) -> None:
        """Clear what dead processes left behind."""
        known = {row.id for row in self._rows(_RUNS)}
        for name in known - {row.id for row in self._living(_RUNS)}:
            self._clear(name)
        if self.folder.is_dir():
            self._sweep_unknown()

    def _sweep_unknown(self) -> None:
        """Folders and locks of runs that were closed halfway; a living run is in the table or holds its lock."""
        for path in sorted(self.folder.iterdir()):
            if not self.is_alive(path.stem) and not is_locked(self._lock(path.stem)):
                self._clear(path.stem)

    def _clear(self, name: str) -> None:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        with self.database.writing() as connection:
            connection.execute(tables.run.delete().where(tables.run.c.id == name))
            for table in (tables.offered, tables.offer):
                connection.execute(table.delete().where(table.c.run == name))
        self._lock(name).unlink(missing_ok=True)

    def _clear_later(self, name: str) -> None:
        """Try again at every beat, for an hour; the end of the process is the end of its runs anyway."""
        for _ in range(round(3600 / BEAT)):
            time.sleep(BEAT)
            with suppress(ReelhouseError):
                self._clear(name)
                return

    def _living(self, query: sa.Select[Any]) -> list[sa.Row[Any]]:
        """Those of these runs that live; who was silent for too long is given the time for another sign of life."""
        rows = self._rows(query)
        if any(self._is_silent(row) for row in rows):
            pause(self.again)
            rows = self._rows(query)
        return [row for row in rows if self._lives(row)]

    def _rows(self, query: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        with self.database.reading() as connection:
            return connection.execute(query).all()

    def _is_silent(self, row: sa.Row[Any]) -> bool:
        """Whether nothing but its silence speaks against it."""
        gone = row.worker and row.standing != ALIVE
        return self.database.shared and not gone and row.silence >= self.lease * 1000 and self._may_run(row)

    def _may_run(self, row: sa.Row[Any]) -> bool:
        process = Process(row.host, row.pid, row.born)
        return not is_here(process) or alive(process, self._lock(row.id))

    def _lives(self, row: sa.Row[Any]) -> bool:
        """A run on a machine of its own is seen by its signs of life only, one on ours by its process too.

        With a worker that was given up it is dead for good, even if its process only slept.
        """
        if row.worker and row.standing != ALIVE:
            return False
        if not self.database.shared:
            return alive(Process(row.host, row.pid, row.born), self._lock(row.id))
        return row.silence < self.lease * 1000 and self._may_run(row)

    def _lock(self, name: str) -> Path:
        return self.folder / f"{name}.lock"
