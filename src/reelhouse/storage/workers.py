"""Workers: processes that take episodes from the queue, and their signs of life by the database's clock.

A worker that was silent for longer than its lease is buried by whoever notices first. It can never beat again: if it
only slept, its next beat tells it that others have its work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now, read
from reelhouse.storage.patience import patient
from reelhouse.storage.process import Process, alive, is_here, this_process
from reelhouse.storage.pulse import LEASE

ALIVE, DEAD = "alive", "dead"
#: Milliseconds that a dead worker stays known.
KNOWN = 3_600_000
#: Workers have no lock file: nothing but a worker's own process and its beats say that it lives.
_NO_LOCK = Path("/nonexistent")

_worker = tables.worker.c
_LIVING = sa.select(_worker.id, _worker.host, _worker.pid, _worker.born).where(_worker.state == ALIVE)


@dataclass(frozen=True)
class Workers:
    """The workers of all machines that share the database."""

    database: Database

    @patient
    def join(self, worker: str) -> None:
        """Be a worker: this process, under a name that nobody had before."""
        values = vars(this_process()) | {"id": worker, "state": ALIVE, "seen_at": now()}
        new = self.database.insert(tables.worker).values(values)
        with self.database.joining() as connection:
            connection.execute(new.on_conflict_do_nothing())  # the answer to a first try may have been lost

    def beat(self, worker: str) -> bool:
        """Give a sign of life; False when the worker was buried."""
        with self.database.joining() as connection:
            alive_still = tables.worker.update().where(_worker.id == worker, _worker.state == ALIVE)
            return bool(connection.execute(alive_still.values(seen_at=now())).rowcount)

    def moment(self) -> int:
        """The database's clock, in milliseconds since 1970."""
        with self.database.reading() as connection:
            return read(connection)

    def bury(self, lease: float, at: int) -> None:
        """Give up who was silent for so many seconds, and forget those whose death is long ago.

        `at` is a moment of the database's clock that has passed. What is asked of a database that stands still arrives
        when it goes on, together with everybody's beats, or before them: nobody was silent for that.
        """
        silent = _worker.seen_at < at - round(lease * 1000)
        long_ago = _worker.seen_at < at - KNOWN
        with self.database.joining() as connection:
            connection.execute(tables.worker.update().where(_worker.state == ALIVE, silent).values(state=DEAD))
            connection.execute(tables.worker.delete().where(_worker.state == DEAD, long_ago))

    def bury_ours(self) -> None:
        """Give up workers of this machine whose process is gone: nobody has to wait for their lease."""
        for row in self._living():
            if is_gone(row):
                self.leave(row.id)

    def living(self) -> frozenset[str]:
        """Who is not buried."""
        return frozenset(row.id for row in self._living())

    def working(self, lease: float = LEASE) -> frozenset[str]:
        """Who gave a sign of life of late: also where nobody is left to bury the others."""
        query = _LIVING.where(_worker.seen_at >= now() - round(lease * 1000))
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return frozenset(row.id for row in rows if not is_gone(row))

    @patient
    def leave(self, worker: str) -> None:
        """End being a worker; what it still had is free for others."""
        with self.database.joining() as connection:
            connection.execute(tables.worker.update().where(_worker.id == worker).values(state=DEAD))

    def _living(self) -> Sequence[Any]:
        with self.database.reading() as connection:
            return connection.execute(_LIVING).all()


def is_gone(row: Any) -> bool:
    """Whether a worker of this machine has no process any more."""
    process = Process(row.host, row.pid, row.born)
    return is_here(process) and not alive(process, _NO_LOCK)
