"""What is remembered of an episode between its runs."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

import reelhouse.storage.database as tables
from reelhouse.storage.database import Database


@dataclass(frozen=True)
class Episodes:
    """The episodes that were refreshed, each with the salt of its steps."""

    database: Database

    def salt(self, name: str, *, fresh: str | None = None) -> str:
        """The salt of an episode's keys: `fresh` from now on when it is given, else what was given last, else none.

        A refresh that dies halfway goes on in the next run instead of starting over.
        """
        column = tables.episode.c
        if fresh is None:
            with self.database.reading() as connection:
                return str(connection.execute(sa.select(column.salt).where(column.name == name)).scalar() or "")
        with self.database.writing() as connection:
            connection.execute(tables.episode.delete().where(column.name == name))
            connection.execute(tables.episode.insert().values(name=name, salt=fresh))
        return fresh
