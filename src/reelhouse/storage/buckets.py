"""Token buckets, one for each account of each service, shared by all workers.

A bucket is kept as one number, the moment when the account is due next: the generic cell rate algorithm (ITU-T I.371,
annex A). A call may come earlier by the pace's slack, and moves that moment on by one interval; taking is a single
conditional statement, so that no two callers take the same place.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.lane import Lane, Pace
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.patience import patient

_bucket = tables.bucket.c


@dataclass(frozen=True)
class Buckets:
    """The buckets of all services; `moment` is the database's clock."""

    database: Database
    moment: sa.ColumnElement[int] = field(default_factory=now)

    @patient
    def take(self, lane: Lane) -> float:
        """Take a place; returns 0, or the seconds after which to ask again, having taken none."""
        if lane.pace is None:
            return 0
        new = self.database.insert(tables.bucket).values(service=lane.service, account=lane.account, due=0)
        with self.database.joining() as connection:
            if connection.execute(self._taken(lane, lane.pace)).rowcount:
                return 0
            connection.execute(new.on_conflict_do_nothing())
            if connection.execute(self._taken(lane, lane.pace)).rowcount:
                return 0
            early = sa.select(_bucket.due - self._at).where(*_is(lane))
            ahead = int(connection.execute(early).scalar_one()) - lane.pace.slack
        return max(ahead, 1000) / 1_000_000

    def _taken(self, lane: Lane, pace: Pace) -> sa.Update:
        start = sa.case((_bucket.due > self._at, _bucket.due), else_=self._at)
        in_time = _bucket.due - self._at <= pace.slack
        return tables.bucket.update().where(*_is(lane), in_time).values(due=start + pace.interval)

    @property
    def _at(self) -> sa.ColumnElement[int]:
        """The database's clock in microseconds."""
        return self.moment * 1000


def _is(lane: Lane) -> tuple[sa.ColumnElement[bool], ...]:
    return (_bucket.service == lane.service, _bucket.account == lane.account)
