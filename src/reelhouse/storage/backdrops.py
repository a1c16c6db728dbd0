"""The backgrounds that episodes had: decided once, kept as long as the database, whatever is pruned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database

Names = tuple[str, ...]
#: Chooses for a part of a series, from its number and what the episodes before it had, the latest first.
Choose = Callable[[int, Sequence[Names]], Names]
#: Episodes of a show that are looked back at.
BACK = 8


@dataclass(frozen=True)
class Series:
    """The parts of one story in one style; `show` is what they have in common with other series."""

    show: str
    name: str
    style: str


@dataclass(frozen=True)
class Backdrops:
    """What was decided for every episode of every show, in the order of deciding."""

    database: Database

    def settle(self, series: Series, parts: int, known: Sequence[str], choose: Choose) -> list[Names]:
        """The backgrounds of all parts of a series; what is not decided yet is decided now, part after part.

        All at once, so that parts that are made side by side find the same whoever comes first.

        Args:
            series: The series.
            parts: How many parts it has.
            known: The backgrounds that can be drawn; a decision for others is made anew, in its old place.
            choose: Decides for one part.
        """
        with self.database.reading() as connection:
            decided = _decided(connection, series, known)
        if all(part in decided for part in range(1, parts + 1)):
            return [decided[part] for part in range(1, parts + 1)]
        with self.database.writing() as connection:
            decided = _decided(connection, series, known)
            for part in range(1, parts + 1):
                if part not in decided:
                    decided[part] = choose(part, _recent(connection, series, part))
                    _record(connection, series, part, decided[part])
        return [decided[part] for part in range(1, parts + 1)]


def _decided(connection: sa.Connection, series: Series, known: Sequence[str]) -> dict[int, Names]:
    table = tables.backdrop.c
    query = sa.select(table.part, table.names).where(*_of(series))
    rows = {row.part: tuple(row.names) for row in connection.execute(query)}
    return {part: names for part, names in rows.items() if names and set(names) <= set(known)}


def _recent(connection: sa.Connection, series: Series, part: int) -> list[Names]:
    """What the latest other episodes of the show had; an episode in several styles had all of theirs."""
    table = tables.backdrop.c
    query = sa.select(table.series, table.part, table.names).where(table.show == series.show)
    others = query.where(sa.or_(table.series != series.name, table.part != part))
    found: dict[tuple[str, int], Names] = {}
    for row in connection.execute(others.order_by(table.place.desc()).limit(4 * BACK)):
        found[row.series, row.part] = (*found.get((row.series, row.part), ()), *row.names)
    return list(found.values())[:BACK]


def _record(connection: sa.Connection, series: Series, part: int, names: Names) -> None:
    table = tables.backdrop
    kept = connection.execute(table.update().where(*_of(series), table.c.part == part).values(names=list(names)))
    if not kept.rowcount:
        row = {"show": series.show, "series": series.name, "style": series.style, "part": part, "names": list(names)}
        connection.execute(table.insert().values(row))


def _of(series: Series) -> tuple[sa.ColumnElement[bool], ...]:
    table = tables.backdrop.c
    return table.show == series.show, table.series == series.name, table.style == series.style
