"""Circuit breakers, one for each account of each service, shared by all workers.

A circuit is closed while the service answers. After `FAILURES` failures in a row it opens: nobody asks for `COOLING`
milliseconds. Then one caller at a time may find out whether the service works again; if it does not, the circuit stays
open for twice as long as before, up to `LONGEST`. (M. Nygard, "Release It!", 2nd edition, 2018: "Circuit Breaker".)
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.lane import Lane
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.patience import patient

FAILURES = 5
COOLING, LONGEST = 30_000, 15 * 60_000
#: Milliseconds after which another one may probe: the one who does may have died.
PROBE = 3 * 60_000
#: Seconds between two looks at a service that somebody else is probing.
LOOK = 1.0

_circuit = tables.circuit.c


@dataclass(frozen=True)
class Circuits:
    """The circuits of all services; `moment` is the database's clock."""

    database: Database
    moment: sa.ColumnElement[int] = field(default_factory=now)

    @patient
    def ahead(self, lane: Lane, caller: str) -> float:
        """Seconds until the service may be asked, 0 for now. Who gets 0 of an open circuit is the one who probes."""
        with self.database.reading() as connection:
            query = sa.select(tables.circuit, self.moment.label("at")).where(*_is(lane))
            row = connection.execute(query).one_or_none()
        if row is None or not row.open_until:
            return 0
        if row.at < row.open_until:
            return float(row.open_until - row.at) / 1000
        return 0 if self._probes(lane, row.open_until, caller) else LOOK

    @patient
    def passed(self, lane: Lane) -> None:
        """The service answered: it works."""
        with self.database.reading() as connection:
            known = connection.execute(sa.select(_circuit.service).where(*_is(lane))).scalar()
        if known is not None:
            with self.database.joining() as connection:
                connection.execute(tables.circuit.delete().where(*_is(lane)))

    @patient
    def failed(self, lane: Lane, caller: str) -> None:
        """The service did not answer, or not as it should."""
        with self.database.writing() as connection:
            query = sa.select(tables.circuit, self.moment.label("at")).where(*_is(lane))
            row = connection.execute(query).one_or_none()
            if row is None:
                self._open(connection, lane, failures=1, open_until=0, cooling=0)
            elif row.open_until and row.probe == caller:
                cooling = min(LONGEST, max(COOLING, 2 * row.cooling))
                self._open(connection, lane, failures=row.failures + 1, open_until=row.at + cooling, cooling=cooling)
            elif not row.open_until:
                tired = row.failures + 1 >= FAILURES
                until = row.at + COOLING if tired else 0
                self._open(connection, lane, failures=row.failures + 1, open_until=until, cooling=COOLING * tired)

    @patient
    def blocked(self, lane: Lane, seconds: int) -> None:
        """The service told us to stay away so long: everyone does."""
        with self.database.writing() as connection:
            until = int(connection.execute(sa.select(self.moment)).scalar_one()) + seconds * 1000
            known = connection.execute(sa.select(_circuit.open_until).where(*_is(lane))).scalar() or 0
            self._open(connection, lane, failures=0, open_until=max(until, known), cooling=0)

    @patient
    def left(self, lane: Lane, caller: str) -> None:
        """Nothing was learnt: somebody else may probe."""
        with self.database.joining() as connection:
            connection.execute(
                tables.circuit.update().where(*_is(lane), _circuit.probe == caller).values(probe_until=0)
            )

    def _probes(self, lane: Lane, open_until: int, caller: str) -> bool:
        free = sa.and_(_circuit.open_until == open_until, _circuit.probe_until <= self.moment)
        mine = tables.circuit.update().where(*_is(lane), free)
        with self.database.joining() as connection:
            return bool(connection.execute(mine.values(probe=caller, probe_until=self.moment + PROBE)).rowcount)

    def _open(self, connection: sa.Connection, lane: Lane, **values: int) -> None:
        known = {**values, "probe": "", "probe_until": 0}
        new = self.database.insert(tables.circuit).values(service=lane.service, account=lane.account, **known)
        connection.execute(new.on_conflict_do_update(index_elements=["service", "account"], set_=known))


def _is(lane: Lane) -> tuple[sa.ColumnElement[bool], ...]:
    return (_circuit.service == lane.service, _circuit.account == lane.account)
