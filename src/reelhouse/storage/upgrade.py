"""Databases of older versions, brought to this one: nothing that they remember is lost."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

import sqlalchemy as sa

Upgrade = Callable[[sa.Connection, sa.MetaData], None]


def upgrade(connection: sa.Connection, metadata: sa.MetaData, versions: range) -> None:
    """Change the tables of a database, and what is in them, from one version to the next until all are gone through.

    Args:
        connection: Inside a transaction of its own, so that an upgrade that is cut off never happened.
        metadata: The tables as they are now; those that are missing are made.
        versions: From what the database says of itself, 0 for an empty one, to the newest; that one is left out.
    """
    for version in versions:
        if step := _UPGRADES.get(version):
            step(connection, metadata)
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


#: Version -> what makes the next one of it, where that takes more than a new table.
_UPGRADES = MappingProxyType[int, Upgrade]({1: _new_salts})
