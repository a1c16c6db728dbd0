"""One SQLite file, with a write-ahead log and `synchronous=normal`.

A crash of ours loses nothing; a loss of power may lose the last commits, never consistency. Writers begin IMMEDIATE, so
that nobody finds out at commit time that another one was first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc
from sqlalchemy.dialects import sqlite

from reelhouse.errors import DatabaseUnusable, DiskFull, ReelhouseError
from reelhouse.storage.disk import writing_to

_AWAY = "Move it away; all but the edits in it is made again when needed"
#: SQLite's primary result code -> what it means and what to do.
_MEANING = MappingProxyType(
    {
        sqlite3.SQLITE_BUSY: ("the database is locked by another program", "Close whatever holds it, and try again"),
        sqlite3.SQLITE_READONLY: ("the database is read-only", "Make the file and its folder writable for you"),
        sqlite3.SQLITE_CANTOPEN: ("the database cannot be opened", "Make the file and its folder writable for you"),
        sqlite3.SQLITE_CORRUPT: ("the database is damaged", _AWAY),
        sqlite3.SQLITE_NOTADB: ("this is not a database", _AWAY),
        sqlite3.SQLITE_IOERR: ("the disk failed under the database", "Check the disk, and try again"),
    }
)
#: What to do when SQLite says something else.
_LAST_RESORT = "Try again; if it refuses every time, move the file away: all but the edits in it is made again"


@dataclass(frozen=True)
class SQLite:
    """A file; `patience` is how many seconds to wait for another writer."""

    path: Path
    patience: float

    @property
    def where(self) -> str:
        """The file."""
        return str(self.path)

    @property
    def shared(self) -> bool:
        """Never: a lock on a file does not reach over a network."""
        return False

    def open(self) -> sa.Engine:
        """Connections to the file, whose folder is made when needed.

        Raises:
            NotWritable: The folder cannot be made.
        """
        with writing_to(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(self.path)),
            connect_args={"timeout": self.patience},
            pool_size=16,
            max_overflow=-1,
        )
        event.listen(engine, "connect", _prepare)
        return engine

    def ours(self, engine: sa.Engine) -> sa.Engine:
        """As they are."""
        return engine

    def prepare(self, connection: sa.Connection) -> None:
        """Turn the write-ahead log on; the file remembers it."""
        connection.exec_driver_sql("pragma journal_mode=wal")

    def looking(self, connection: sa.Connection) -> None:
        """A query needs nothing before it."""

    def alone(self, connection: sa.Connection) -> None:
        """Take the one right to write."""
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def together(self, connection: sa.Connection) -> None:
        """There is only one writer at a time."""
        self.alone(connection)

    @contextmanager
    def lasting(self, connection: sa.Connection) -> Iterator[None]:
        """Sync the log at every commit."""
        _set_synchronous(connection, "full")
        try:
            yield
        finally:
            _set_synchronous(connection, "normal")  # the connection goes back to the others

    def insert(self, table: sa.Table) -> sqlite.Insert:
        """SQLite's insertion with `on conflict`."""
        return sqlite.insert(table)

    def explain(self, error: exc.DBAPIError) -> ReelhouseError:
        """What SQLite's result code means, and what to do."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            return DiskFull("the disk is full", where=self.where, remedy="Free some space, and try again")
        message, remedy = _MEANING.get(code, (f"the database refused: {error.orig}", _LAST_RESORT))
        return DatabaseUnusable(message, where=self.where, remedy=remedy)


def _set_synchronous(connection: sa.Connection, how: str) -> None:
    """Inside a transaction it would be ignored."""
    connection.exec_driver_sql(f"pragma synchronous={how}")
    connection.commit()


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    connection.execute("pragma synchronous=normal")
    connection.execute("pragma foreign_keys=on")
