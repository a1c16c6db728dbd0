"""What was spent and made, added up for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.ledger import RELEASED, RESERVED, SETTLED

_TOTALS = ("quantity", "settled", "reserved", "assumed")
_charge, _volume = tables.charge.c, tables.volume.c


@dataclass(frozen=True)
class Spent:
    """All of one service, in one unit, under one name of what was asked for.

    `settled`, `reserved` and `assumed` are micro-dollars; what is assumed is part of what is settled.
    """

    name: str
    service: str
    unit: str
    quantity: int
    settled: int
    reserved: int
    assumed: int


def spending(database: Database, by: str, since: date | None = None) -> tuple[Spent, ...]:
    """Everything that was paid for or made, by `day`, `show`, `service` or `episode`, from a day (in UTC) on.

    In the order of names, services and units.
    """
    paid, free = _paid(by, since), _free(by, since)
    both = sa.union_all(paid, free).subquery().c
    totals = [sa.func.sum(both[total]).label(total) for total in _TOTALS]
    query = sa.select(both.name, both.service, both.unit, *totals).group_by(both.name, both.service, both.unit)
    with database.reading() as connection:
        rows = connection.execute(query).all()
    found = (
        Spent(str(row.name), row.service, row.unit, *(int(getattr(row, total)) for total in _TOTALS)) for row in rows
    )
    return tuple(sorted(found, key=lambda one: (one.name, one.service, one.unit)))


def _paid(by: str, since: date | None) -> sa.Select[*tuple[Any, ...]]:
    def price(*wanted: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.case((sa.and_(*wanted), _charge.price), else_=0)

    query = sa.select(
        _charge[by].label("name"),
        _charge.service,
        _charge.unit,
        _charge.quantity,
        price(_charge.state == SETTLED).label("settled"),
        price(_charge.state == RESERVED).label("reserved"),
        price(_charge.state == SETTLED, _charge.reason != "").label("assumed"),
    ).where(_charge.state != RELEASED)
    return query if since is None else query.where(_charge.day >= since)


def _free(by: str, since: date | None) -> sa.Select[*tuple[Any, ...]]:
    nothing = (sa.literal(0).label(name) for name in ("settled", "reserved", "assumed"))
    query = sa.select(_volume[by].label("name"), _volume.service, _volume.unit, _volume.quantity, *nothing)
    return query if since is None else query.where(_volume.day >= since)
