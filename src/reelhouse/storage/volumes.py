"""Volumes: how much was made without paying anybody, added up as steps are finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.budgets import Payer
from reelhouse.storage.database import Database
from reelhouse.storage.dialect import Insert
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
    rows = [
        {**vars(made.payer), "service": service, "unit": unit, "quantity": quantity}
        for (service, unit), quantity in sorted(_summed(made.volumes).items())  # one order: no deadlock
        if quantity
    ]
    if rows:
        connection.execute(_adding(database), rows)


@lru_cache(4)
def _adding(database: Database) -> Insert:
    """One statement for any number of rows, made and compiled once."""
    named: dict[str, Any] = {name: sa.bindparam(name) for name in ("episode", "show", "service", "unit", "quantity")}
    more = database.insert(tables.volume).values({**named, "day": today()})
    total = {"quantity": _volume.quantity + more.excluded.quantity}
    return more.on_conflict_do_update(index_elements=_KEY, set_=total)


def _summed(volumes: Iterable[Volume]) -> Counter[tuple[str, str]]:
    summed: Counter[tuple[str, str]] = Counter()
    for one in volumes:
        summed[one.service, one.unit] += one.quantity
    return summed
