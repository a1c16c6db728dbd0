"""Shows that are in the database: what was put there, by whom and when, as it was written.

References are kept as references: each machine reads them by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now

#: What can be done with one.
PUT, REMOVE = "put", "remove"

_column = tables.show_text.c
_newer = tables.show_text.alias()
_IS_LAST = ~sa.exists().where(_newer.c.show == _column.show, _newer.c.number > _column.number)


@dataclass(frozen=True)
class ShowText:
    """One version; `number` counts from 1, `at` is milliseconds since 1970, and one that was removed has no text."""

    show: str
    number: int
    deed: str
    who: str
    at: int
    text: str


@dataclass(frozen=True)
class ShowTexts:
    """All versions of all shows in the database; nothing of it is ever changed. `moment` is the database's clock."""

    database: Database
    moment: sa.ColumnElement[int] = field(default_factory=now)

    def current(self) -> Mapping[str, ShowText]:
        """The shows that are there now, by name."""
        query = sa.select(tables.show_text).where(_IS_LAST, _column.deed == PUT).order_by(_column.show)
        with self.database.reading() as connection:
            return {row.show: _text(row) for row in connection.execute(query)}

    def history(self, show: str) -> tuple[ShowText, ...]:
        """Everything that was done with one, oldest first."""
        query = sa.select(tables.show_text).where(_column.show == show).order_by(_column.number)
        with self.database.reading() as connection:
            return tuple(_text(row) for row in connection.execute(query))

    def put(self, show: str, text: str, who: str) -> bool:
        """Make this the text of a show; False when it is already.

        What was due before a show was there, or there again, was not missed.
        """
        with self.database.writing() as connection:
            last = self._last(connection, show)
            if last is not None and last.deed == PUT:
                if last.text == text:
                    return False
            else:
                column = tables.show.c
                connection.execute(tables.show.update().where(column.name == show).values(since=self.moment))
            self._add(connection, show, last, {"deed": PUT, "who": who, "text": text})
            return True

    def remove(self, show: str, who: str) -> bool:
        """Take a show out of the database; False when there is none."""
        with self.database.writing() as connection:
            last = self._last(connection, show)
            if last is None or last.deed != PUT:
                return False
            self._add(connection, show, last, {"deed": REMOVE, "who": who, "text": ""})
            return True

    def _last(self, connection: sa.Connection, show: str) -> Any:
        query = sa.select(tables.show_text).where(_column.show == show).order_by(_column.number.desc()).limit(1)
        return connection.execute(query).one_or_none()

    def _add(self, connection: sa.Connection, show: str, last: Any, done: dict[str, str]) -> None:
        number = 1 if last is None else last.number + 1
        connection.execute(tables.show_text.insert().values(show=show, number=number, at=self.moment, **done))


def _text(row: Any) -> ShowText:
    return ShowText(row.show, row.number, row.deed, row.who, row.at, row.text)
