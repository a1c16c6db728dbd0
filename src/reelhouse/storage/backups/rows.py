"""The tables of a PostgreSQL database as they are at one moment, and filling empty ones with them.

Rows travel in the text form of `COPY` (PostgreSQL manual, COPY): exact for every type, and made by the server, so that
no program of its own is needed. The queue's tables are in a schema of their own and travel as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.media.stop import check_stop
from reelhouse.model.artifact import Artifact
from reelhouse.storage.database import Database
from reelhouse.storage.migrate import VERSION
from reelhouse.storage.noted import artifact_of

#: The schemas of our tables and of the queue's.
OURS, ENGINE = "public", "dbos"
_ANY_LEG = "select 1 from dbos.workflow_status limit 1"
#: Tables that say which migrations were gone through: whoever makes the tables fills them.
_VERSIONS = (VERSION.name, "dbos_migrations")
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Moment:
    """What was read in one transaction: rows of each table, in the order in which they can be filled."""

    revision: str
    rows: dict[str, int]
    artifacts: list[Artifact]


def copy_rows(database: Database, folder: Path) -> Moment:
    """Write every table into a file of its own, all as they are at one moment.

    Raises:
        DatabaseAway: The server cannot be reached.
        DatabaseUnusable: It refused.
    """
    folder.mkdir()
    with database.reading() as opened:
        connection = opened.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        connection.execute(sa.text("set local idle_in_transaction_session_timeout = 0"))  # a slow disk is no fault
        revision = str(connection.execute(sa.select(VERSION.c.version_num)).scalar_one())
        found = connection.execute(sa.select(tables.artifact).order_by(tables.artifact.c.sha256)).all()
        rows = {name: _write(connection, name, folder / f"{name}.copy") for name in _names(connection)}
        return Moment(revision, rows, [artifact_of(row) for row in found])


def fill_rows(connection: sa.Connection, folder: Path, names: Iterator[str] | list[str]) -> None:
    """Fill the tables from their files; what the queue put into its own when they were made goes first.

    Args:
        connection: In a transaction that writes.
        folder: Where the files are.
        names: Tables in the order in which they are filled.
    """
    known = list(names)
    for name in reversed(known):
        connection.exec_driver_sql(f"delete from {_quoted(connection, name)}")  # noqa: S608 - quoted
    for name in known:
        with (folder / f"{name}.copy").open("rb") as file:
            columns = json.loads(file.readline())
            _pour(connection, name, columns, file)
        for column in columns:
            _count_on(connection, name, column)


def is_unused(connection: sa.Connection) -> bool:
    """Whether the database holds nothing of ours, and the queue's tables no leg."""
    inspector = sa.inspect(connection)
    ours = {table.name for table in tables.METADATA.sorted_tables} | {VERSION.name}
    if ours & set(inspector.get_table_names(schema=OURS)):
        return False
    if "workflow_status" not in inspector.get_table_names(schema=ENGINE):
        return True
    return connection.execute(sa.text(_ANY_LEG)).first() is None


def _names(connection: sa.Connection) -> list[str]:
    """Ours and the queue's, those that others refer to first."""
    inspector = sa.inspect(connection)
    there = inspector.get_table_names(schema=OURS)
    ours = [f"{OURS}.{table.name}" for table in tables.METADATA.sorted_tables if table.name in there]
    queue = inspector.get_sorted_table_and_fkc_names(schema=ENGINE) if inspector.has_schema(ENGINE) else []
    return ours + [f"{ENGINE}.{name}" for name, _ in queue if name and name not in _VERSIONS]


def _write(connection: sa.Connection, name: str, path: Path) -> int:
    """The first line of the file names the columns."""
    schema, _, table = name.partition(".")
    found = sa.inspect(connection).get_columns(table, schema=schema)
    columns = [one["name"] for one in found if not one.get("computed")]
    count = 0
    with path.open("wb") as file, _copying(connection, f"copy {_into(connection, name, columns)} to stdout") as copy:
        file.write(json.dumps(columns).encode() + b"\n")
        for block in copy:
            check_stop()
            count += bytes(block).count(b"\n")  # a line break inside a value is written as \n
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return count


def _pour(connection: sa.Connection, name: str, columns: list[str], file: Any) -> None:
    with _copying(connection, f"copy {_into(connection, name, columns)} from stdin") as copy:
        while block := file.read(_BLOCK):
            check_stop()
            copy.write(block)


@contextmanager
def _copying(connection: sa.Connection, statement: str) -> Iterator[Any]:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        yield copy


def _count_on(connection: sa.Connection, name: str, column: str) -> None:
    """A column that counts by itself goes on after the highest number."""
    asked = sa.select(sa.func.pg_get_serial_sequence(_quoted(connection, name), column))
    sequence = connection.execute(asked).scalar()
    if sequence:
        table, quoted = _quoted(connection, name), connection.dialect.identifier_preparer.quote(column)
        query = f"select setval('{sequence}', max({quoted})) from {table} having max({quoted}) is not null"  # noqa: S608 - quoted
        connection.exec_driver_sql(query)


def _quoted(connection: sa.Connection, name: str) -> str:
    schema, _, table = name.partition(".")
    quote = connection.dialect.identifier_preparer.quote_identifier
    return f"{quote(schema)}.{quote(table)}"


def _into(connection: sa.Connection, name: str, columns: list[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote_identifier
    return f"{_quoted(connection, name)} ({', '.join(map(quote, columns))})"
