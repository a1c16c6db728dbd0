"""A SQLite file as it is at one moment, by SQLite's own way of copying it: writers go on meanwhile."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import exc

from reelhouse.model.artifact import Artifact
from reelhouse.storage.database import Database
from reelhouse.storage.noted import artifact_from
from reelhouse.storage.sqlite import SQLite


def copy_file(database: Database, target: Path) -> None:
    """Write the database into a new file, whole and without a log beside it.

    Raises:
        DiskFull: No space for it.
        DatabaseUnusable: It is damaged.
    """
    with explained(target), database.reading() as connection, closing(sqlite3.connect(target)) as copy:
        found = connection.connection.driver_connection
        assert isinstance(found, sqlite3.Connection)  # noqa: S101 - the dialect says so
        found.backup(copy)
        copy.execute("pragma journal_mode=delete")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def rows_in(path: Path) -> dict[str, int]:
    """How many rows each table of a file has."""
    names = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
    with _reading(path) as connection:
        found = [name for (name,) in connection.execute(names)]
        return {name: _count(connection, name) for name in found}


def artifacts_in(path: Path) -> list[Artifact]:
    """The artifacts on record in a file."""
    query = "select sha256, kind, suffix, size from artifact order by sha256, suffix"
    with _reading(path) as connection:
        return [artifact_from(*row) for row in connection.execute(query)]


def revision_in(path: Path) -> str:
    """The newest migration that a file went through."""
    with _reading(path) as connection:
        return str(connection.execute("select version_num from alembic_version").fetchone()[0])


def is_whole(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with a file."""
    try:
        with _reading(path) as connection:
            return [row for (row,) in connection.execute("pragma integrity_check")] == ["ok"]
    except sqlite3.Error:
        return False


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """SQLite's errors in our words."""
    try:
        yield
    except sqlite3.Error as error:
        raise SQLite(path, 0).explain(exc.DBAPIError("", None, error)) from error


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Nothing is written, no log and no lock, even where nothing may be."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        yield connection


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(connection.execute(f'select count(*) from "{quoted}"').fetchone()[0])  # noqa: S608 - quoted
