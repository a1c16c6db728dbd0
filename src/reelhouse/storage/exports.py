"""Which story a name in an output folder belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database


@dataclass(frozen=True)
class Exports:
    """The names that stories took in folders; a folder is remembered by its absolute path."""

    database: Database

    def owner(self, folder: str, name: str) -> str | None:
        """The story that took the name last; None when nobody did."""
        column = tables.export.c
        query = tables.export.select().where(column.folder == folder, column.name == name)
        with self.database.reading() as connection:
            found = connection.execute(query).one_or_none()
        return None if found is None else str(found.story)

    def claim(self, folder: str, name: str, story: str) -> None:
        """Take a name for a story, from whichever had it."""
        column = tables.export.c
        with self.database.writing() as connection:
            connection.execute(tables.export.delete().where(column.folder == folder, column.name == name))
            connection.execute(tables.export.insert().values(folder=folder, name=name, story=story))
