"""Databases of older versions, brought to this one: nothing that they remember is lost."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import sqlalchemy as sa

Upgrade = Callable[[sa.Connection, sa.MetaData], None]


def upgrade(connection: sa.Connection, metadata: sa.MetaData, version: int) -> None:
    """Change the tables of a database, and what is in them, from this version on to the newest.

    Args:
        connection: Inside a transaction of its own, so that an upgrade that is cut off never happened.
        metadata: The tables as they are now; those that are missing are made.
        version: What the database says of itself; 0 is an empty one.
    """
    while step := _UPGRADES.get(version):
        step(connection, metadata)
        version += 1
    metadata.create_all(connection)


def _new_salts(connection: sa.Connection, metadata: sa.MetaData) -> None:
    """Version 1 kept one salt of an episode, and the earliest of all no episodes; now restarts have theirs too."""
    if "salt" not in {row.name for row in connection.exec_driver_sql("pragma table_info(episode)")}:
        return
    rows = connection.exec_driver_sql("select name, salt from episode").all()
    connection.exec_driver_sql("drop table episode")
    episode = metadata.tables["episode"]
    episode.create(connection)
    if rows:
        kept = [{"name": row.name, "salts": {"base": row.salt, "again": []}} for row in rows]
        connection.execute(episode.insert(), kept)


#: Version -> what makes the next one of it.
_UPGRADES = MappingProxyType[int, Upgrade]({1: _new_salts})
