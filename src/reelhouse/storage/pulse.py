"""Signs of life of a run, for machines that cannot see its process.

A run that gave none for `LEASE` seconds counts as dead, and its claims are taken over. If it only slept, its results
are dropped: the fence of each claim has been raised.
"""

from __future__ import annotations

import threading
from contextlib import suppress

import reelhouse.storage.schema as tables
from reelhouse.errors import ReelhouseError
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now

#: Seconds between two signs of life, and without one until others take over.
BEAT, LEASE = 3.0, 20.0


def beat(database: Database, run: str, ended: threading.Event) -> None:
    """Give signs of life of a run, on a thread of its own, until it has ended."""
    threading.Thread(target=_beat, args=(database, run, ended), name=f"pulse {run[:8]}", daemon=True).start()


def _beat(database: Database, run: str, ended: threading.Event) -> None:
    while not ended.wait(BEAT):
        with suppress(ReelhouseError), database.joining() as connection:  # a server that is away is so for everyone
            connection.execute(tables.run.update().where(tables.run.c.id == run).values(seen_at=now()))
