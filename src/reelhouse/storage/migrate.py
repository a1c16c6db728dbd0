"""Bringing the tables of a database to this version: nothing that it remembers is lost.

An empty database gets today's tables at once. Any other one goes through the migrations after the one it names, in one
transaction. SQLite files from before migrations had names say a version in `user_version`.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import exc

from reelhouse.errors import DatabaseUnusable
from reelhouse.storage.schema import METADATA, REVISION

#: Where Alembic keeps the name of the newest migration that a database went through.
VERSION = sa.Table("alembic_version", sa.MetaData(), sa.Column("version_num", sa.String(32), primary_key=True))
#: Alembic's environment belongs to the whole process.
_ALEMBIC = threading.Lock()


def is_current(connection: sa.Connection, where: str) -> bool:
    """Whether the tables are those of this version; outside of a transaction, which a server would give up.

    Raises:
        DatabaseUnusable: They are a newer version's.
    """
    if connection.dialect.name != "sqlite":  # nearly always true, and a server need not be asked which tables it has
        with suppress(exc.ProgrammingError):
            if connection.execute(sa.select(VERSION.c.version_num)).scalar_one_or_none() == REVISION:
                return True
    return _stands_at(connection, where) == REVISION


def _stands_at(connection: sa.Connection, where: str) -> str | None:
    """The migration that a database stands at, None for an empty one; never one that we do not know."""
    found = _revision(connection)
    if found is not None and found > REVISION:
        raise DatabaseUnusable(
            f"the database has version {int(found)}, this software knows {int(REVISION)}",
            where=where,
            remedy="Use the newer version of Reelhouse that made it, or another one's place",
        )
    return found


def migrate(connection: sa.Connection, where: str) -> None:
    """Make or change the tables.

    Args:
        connection: In a transaction that is alone in writing: cut off, it never happened.
        where: The database, for messages.

    Raises:
        DatabaseUnusable: They are a newer version's.
    """
    found = _stands_at(connection, where)
    if found == REVISION:
        return
    if found is None:
        METADATA.create_all(connection)
        _name(connection, REVISION)
    else:
        _name(connection, found)
        go_through(connection, REVISION)
    if connection.dialect.name == "sqlite":  # older software looks here, and then leaves it alone
        connection.exec_driver_sql(f"pragma user_version={int(REVISION)}")


def _revision(connection: sa.Connection) -> str | None:
    """The migration that a database stands at; None for an empty one."""
    if sa.inspect(connection).has_table(VERSION.name):
        return connection.execute(sa.select(VERSION.c.version_num)).scalar_one_or_none()
    if connection.dialect.name != "sqlite":
        return None
    version = int(connection.exec_driver_sql("pragma user_version").scalar_one())
    return f"{version:04}" if version else None


def _name(connection: sa.Connection, revision: str) -> None:
    VERSION.create(connection, checkfirst=True)
    connection.execute(VERSION.delete())
    connection.execute(VERSION.insert().values(version_num=revision))


def go_through(connection: sa.Connection, revision: str) -> None:
    """Every migration that is still ahead, up to one."""
    from alembic import command  # noqa: PLC0415 - a fifth of a second: only for a database of an older version
    from alembic.config import Config  # noqa: PLC0415

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.set_main_option("path_separator", "os")
    with _ALEMBIC:
        command.upgrade(settings, revision)
