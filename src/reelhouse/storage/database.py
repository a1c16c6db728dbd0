"""The database: one SQLite file that any number of threads and processes of one machine share.

Write-ahead log with `synchronous=normal`: a crash of ours loses nothing, a loss of power may lose the last commits,
never consistency. Writers begin IMMEDIATE, so that nobody finds out at commit time that another one was first.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from reelhouse.errors import DatabaseUnusable, DiskFull
from reelhouse.storage.disk import writing_to
from reelhouse.storage.upgrade import upgrade

#: Raised when the tables change, with an upgrade in `upgrade.py`; a database that says more is a newer version's.
SCHEMA_VERSION = 5

METADATA = sa.MetaData()

#: One use of the store by one process: it holds claims and scratch folders, and what it uses is not pruned.
run = sa.Table(
    "run",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("host", sa.String, nullable=False),
    sa.Column("pid", sa.Integer, nullable=False),
    sa.Column("born", sa.String, nullable=False),
    sa.Column("started_at", sa.Integer, nullable=False),
)

#: What is made or being made, by key. Times are milliseconds since 1970.
step = sa.Table(
    "step",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("provider", sa.String, nullable=False),
    sa.Column("salt", sa.String, nullable=False),
    sa.Column("state", sa.String, nullable=False),
    sa.Column("holder", sa.String, nullable=False),
    sa.Column("fence", sa.Integer, nullable=False),
    sa.Column("result", sa.JSON),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("seconds", sa.Float, nullable=False, default=0.0),
    sa.Column("made_at", sa.Integer, nullable=False, default=0),
    sa.Column("used_at", sa.Integer, nullable=False, default=0),
)

#: `mtime_ns` is the file's own time stamp when its content was last known to be right.
artifact = sa.Table(
    "artifact",
    METADATA,
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("suffix", sa.String, primary_key=True),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("mtime_ns", sa.Integer, nullable=False),
    sa.Column("made_at", sa.Integer, nullable=False),
    sa.Column("used_at", sa.Integer, nullable=False),
    sa.Column("pinned", sa.Boolean, nullable=False, default=False),
)

step_artifact = sa.Table(
    "step_artifact",
    METADATA,
    sa.Column("key", sa.ForeignKey("step.key", ondelete="CASCADE"), primary_key=True),
    sa.Column("sha256", sa.String, primary_key=True),
    sa.Column("suffix", sa.String, primary_key=True),
    sa.ForeignKeyConstraint(["sha256", "suffix"], ["artifact.sha256", "artifact.suffix"], ondelete="CASCADE"),
    sa.Index("step_artifact_by_artifact", "sha256", "suffix"),
)

#: What is remembered of an episode between its runs.
episode = sa.Table(
    "episode",
    METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("salts", sa.JSON, nullable=False),
)

#: The backgrounds of every episode (a part of a series, in a style), in the order in which they were decided.
backdrop = sa.Table(
    "backdrop",
    METADATA,
    sa.Column("place", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("show", sa.String, nullable=False),
    sa.Column("series", sa.String, nullable=False),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("style", sa.String, nullable=False),
    sa.Column("names", sa.JSON, nullable=False),
    sa.UniqueConstraint("show", "series", "part", "style"),
)

#: Which story a name in an output folder belongs to.
export = sa.Table(
    "export",
    METADATA,
    sa.Column("folder", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("story", sa.String, nullable=False),
)

#: Every episode that was asked for, as it was asked for last: enough to make it again from anywhere.
production = sa.Table(
    "production",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("recipe", sa.String, nullable=False),
    sa.Column("story", sa.String, nullable=False),
    sa.Column("source", sa.String, nullable=False),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("brief", sa.JSON, nullable=False),
    sa.Column("out", sa.String, nullable=False),
    sa.Column("kit", sa.Boolean, nullable=False),
    sa.Column("text", sa.JSON),
    sa.Column("title", sa.String, nullable=False),
    sa.Column("status", sa.String, nullable=False),
    sa.Column("videos", sa.JSON, nullable=False),
    sa.Column("asked_at", sa.Integer, nullable=False),
    sa.Column("made_at", sa.Integer, nullable=False),
)

#: The documents that the last run of an episode met, before anybody edited them; `base` is the artifact.
document = sa.Table(
    "document",
    METADATA,
    sa.Column("episode", sa.String, primary_key=True),
    sa.Column("kind", sa.String, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True),
    sa.Column("origin", sa.String, nullable=False),
    sa.Column("base", sa.JSON, nullable=False),
)

#: What people did to documents. `origin` is the digest of `base`, which the edit was made from; numbers count from 1.
edit = sa.Table(
    "edit",
    METADATA,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("story", sa.String, nullable=False),
    sa.Column("kind", sa.String, nullable=False),
    sa.Column("part", sa.Integer, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("episode", sa.String, nullable=False),
    sa.Column("deed", sa.String, nullable=False),
    sa.Column("who", sa.String, nullable=False),
    sa.Column("at", sa.Integer, nullable=False),
    sa.Column("origin", sa.String, nullable=False),
    sa.Column("base", sa.JSON, nullable=False),
    sa.Column("before", sa.JSON, nullable=False),
    sa.Column("after", sa.JSON, nullable=False),
    sa.UniqueConstraint("story", "kind", "part", "number"),
)

#: SQLite's primary result code -> what it means and what to do.
_MEANING = {
    sqlite3.SQLITE_BUSY: ("the database is locked by another program", "Close whatever holds it, and try again"),
    sqlite3.SQLITE_READONLY: ("the database is read-only", "Make the file and its folder writable for you"),
    sqlite3.SQLITE_CANTOPEN: ("the database cannot be opened", "Make the file and its folder writable for you"),
    sqlite3.SQLITE_CORRUPT: (
        "the database is damaged",
        "Move it away; all but the edits in it is made again when needed",
    ),
    sqlite3.SQLITE_NOTADB: (
        "this is not a database",
        "Move it away; all but the edits in it is made again when needed",
    ),
    sqlite3.SQLITE_IOERR: ("the disk failed under the database", "Check the disk, and try again"),
}
#: What to do when SQLite says something else.
_LAST_RESORT = "Try again; if it refuses every time, move the file away: all but the edits in it is made again"


@dataclass(frozen=True)
class Database:
    """An open database. Safe to share between threads."""

    path: Path
    engine: sa.Engine

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection for queries.

        Raises:
            DatabaseUnusable: The file cannot be read.
        """
        with _explained(self.path), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that is alone in writing from its beginning; committed when the block ends well.

        Raises:
            DatabaseUnusable: The file cannot be written.
            DiskFull: No space for it.
        """
        with _explained(self.path), self.engine.begin() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()


def open_database(path: Path, *, patience: float = 30.0) -> Database:
    """Open the database, making or completing it when needed.

    Args:
        path: The file.
        patience: Seconds to wait for another writer.

    Raises:
        DatabaseUnusable: Locked, damaged, not a database, or made by a newer version.
        NotWritable: Its folder cannot be made.
    """
    with writing_to(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": patience},
        pool_size=16,
        max_overflow=-1,
    )
    event.listen(engine, "connect", _prepare)
    database = Database(path, engine)
    try:
        _settle(database)
    except BaseException:
        database.close()
        raise
    return database


def _prepare(connection: Any, _: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    connection.execute("pragma synchronous=normal")
    connection.execute("pragma foreign_keys=on")


def _settle(database: Database) -> None:
    """Bring the schema to this version."""
    with database.reading() as connection:
        version = _version(connection)
    if version == SCHEMA_VERSION:
        return
    if version > SCHEMA_VERSION:
        raise DatabaseUnusable(
            f"the database has version {version}, this software knows {SCHEMA_VERSION}",
            where=str(database.path),
            remedy="Use the newer version of Reelhouse that made it, or another REELHOUSE_HOME",
        )
    with database.reading() as connection:
        connection.exec_driver_sql("pragma journal_mode=wal")
    with database.writing() as connection:
        # Asked again: another process may have been first.
        upgrade(connection, METADATA, range(_version(connection), SCHEMA_VERSION))
        connection.exec_driver_sql(f"pragma user_version={SCHEMA_VERSION}")


def _version(connection: sa.Connection) -> int:
    return int(connection.exec_driver_sql("pragma user_version").scalar_one())


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except exc.DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise DiskFull("the disk is full", where=str(path), remedy="Free some space, and try again") from error
        message, remedy = _MEANING.get(code, (f"the database refused: {error.orig}", _LAST_RESORT))
        raise DatabaseUnusable(message, where=str(path), remedy=remedy) from error
