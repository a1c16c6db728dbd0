"""Volumes: how much was made without paying anybody, added up as steps are finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.budgets import Payer
from reelhouse.storage.database import Database
from reelhouse.storage.moment import today

_volume = tables.volume.c
_KEY = [column.name for column in tables.volume.primary_key]


@dataclass(frozen=True)
class Volume:
    """So many units, made by one engine of ours."""

    service: str
    unit: str
    quantity: int


@dataclass(frozen=True)
class Made:
    """What a step made, and for whom."""

    payer: Payer
    volumes: tuple[Volume, ...] = ()


def add(database: Database, connection: sa.Connection, made: Made) -> None:
    """Add volumes to those of the day, in the transaction that finishes their step: once, whoever made it."""
    values = [
        {**vars(made.payer), "service": service, "unit": unit, "day": today(), "quantity": quantity}
        for (service, unit), quantity in sorted(_summed(made.volumes).items())  # one order: no deadlock
        if quantity
    ]
    if values:
        more = database.insert(tables.volume).values(values)
        total = {"quantity": _volume.quantity + more.excluded.quantity}
        connection.execute(more.on_conflict_do_update(index_elements=_KEY, set_=total))


def _summed(volumes: Iterable[Volume]) -> Counter[tuple[str, str]]:
    summed: Counter[tuple[str, str]] = Counter()
    for one in volumes:
        summed[one.service, one.unit] += one.quantity
    return summed
