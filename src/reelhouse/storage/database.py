"""The database: a SQLite file that the processes of one machine share, or a PostgreSQL server for many machines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from reelhouse.storage.dialect import Dialect, Insert
from reelhouse.storage.migrate import is_current, migrate
from reelhouse.storage.sqlite import SQLite

#: An open transaction, for those who do not speak SQL and only hand it on.
Connection = sa.Connection


@dataclass(frozen=True)
class Database:
    """An open database. Safe to share between threads."""

    dialect: Dialect
    engine: sa.Engine = field(repr=False)

    @cached_property
    def _ours(self) -> sa.Engine:
        """The same connections as `engine`, which others use in their own way, as this class uses them."""
        return self.dialect.ours(self.engine)

    @property
    def where(self) -> str:
        """The file or the server, for messages; never a password."""
        return self.dialect.where

    @property
    def shared(self) -> bool:
        """Whether other machines may use it too."""
        return self.dialect.shared

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A connection for queries.

        Raises:
            DatabaseAway: The server cannot be reached.
            DatabaseUnusable: It cannot be read.
        """
        with self.explained(), self._ours.connect() as connection:
            self.dialect.looking(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that is alone in writing from its beginning; committed when the block ends well.

        Raises:
            DatabaseAway: The server cannot be reached; whether the block was committed is not known.
            DatabaseUnusable: It cannot be written.
            DiskFull: No space for it.
        """
        with self.explained(), self._ours.begin() as connection:
            self.dialect.alone(connection)
            yield connection

    @contextmanager
    def joining(self) -> Iterator[sa.Connection]:
        """As `writing`, but beside others who join: for single statements that say themselves what they rely on."""
        with self.explained(), self._ours.begin() as connection:
            self.dialect.together(connection)
            yield connection

    @contextmanager
    def lasting(self) -> Iterator[sa.Connection]:
        """As `writing`, for what a loss of power must not undo: what was told to the outside cannot be untold."""
        with (
            self.explained(),
            self._ours.connect() as connection,
            self.dialect.lasting(connection),
            connection.begin(),
        ):
            self.dialect.alone(connection)
            yield connection

    def insert(self, table: sa.Table) -> Insert:
        """An insertion that can say what happens when the row is there already."""
        return self.dialect.insert(table)

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()

    @contextmanager
    def explained(self) -> Iterator[None]:
        """What the database says inside the block, in our words.

        Raises:
            DatabaseAway: The server cannot be reached.
            DatabaseUnusable: It refuses.
            DiskFull: No space for it.
        """
        try:
            yield
        except exc.DBAPIError as error:
            raise self.dialect.explain(error) from error


def open_database(place: Path | str, *, patience: float = 30.0) -> Database:
    """Open the database, making or completing it when needed.

    Args:
        place: A file, or `postgresql://USER:PASSWORD@HOST/NAME`.
        patience: Seconds to wait for another writer.

    Raises:
        DatabaseAway: The server cannot be reached.
        DatabaseUnusable: Locked, damaged, not a database, or made by a newer version.
        NotWritable: Its folder cannot be made.
        ProviderNotInstalled: A server is named, and what speaks to it is not installed.
    """
    database = reach_database(place, patience=patience)
    try:
        _settle(database)
    except BaseException:
        database.close()
        raise
    return database


def reach_database(place: Path | str, *, patience: float = 30.0) -> Database:
    """A database as it is: no table is made or changed.

    Args:
        place: As in `open_database`.
        patience: Seconds to wait for another writer.

    Raises:
        NotWritable: Its folder cannot be made.
        ProviderNotInstalled: A server is named, and what speaks to it is not installed.
    """
    dialect = _dialect(place, patience)
    return Database(dialect, dialect.open())


def _settle(database: Database) -> None:
    """Bring the tables to this version, unless they are."""
    with database.reading() as connection:
        if is_current(connection, database.where):
            return
        database.dialect.prepare(connection)
    with database.writing() as connection:
        migrate(connection, database.where)  # which asks again: another process may have been first


def _dialect(place: Path | str, patience: float) -> Dialect:
    if isinstance(place, Path):
        return SQLite(place, patience)
    from reelhouse.storage.postgres import PostgreSQL  # noqa: PLC0415 - a twentieth of a second that a file needs not

    return PostgreSQL(place, patience)
