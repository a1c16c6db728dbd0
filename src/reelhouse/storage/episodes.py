"""What is remembered of an episode between its runs."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database


@dataclass(frozen=True)
class Salts:
    """What makes an episode's steps others than those of the same name elsewhere.

    `base` belongs to all its steps since it was last refreshed; each of `again` is a step that was restarted from, with
    the salt of it and of what follows it.
    """

    base: str = ""
    again: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Episodes:
    """The episodes that were refreshed or restarted. A run that dies halfway goes on in the next one."""

    database: Database

    def salts(self, name: str) -> Salts:
        """The salts of an episode; empty ones when it was never refreshed nor restarted."""
        with self.database.reading() as connection:
            return _salts(connection, name)

    def adopt(self, name: str, former: str) -> None:
        """Let an episode have the salts that it has under a former name, unless it has its own."""
        salts = self.salts(former)
        if salts != Salts() and self.salts(name) == Salts():
            with self.database.writing() as connection:
                _keep(connection, name, salts)

    def refresh(self, name: str, salt: str) -> Salts:
        """Make everything of an episode anew from now on."""
        with self.database.writing() as connection:
            return self.refresh_in(connection, name, salt)

    def refresh_in(self, connection: sa.Connection, name: str, salt: str) -> Salts:
        """As `refresh`, in somebody's transaction."""
        return _keep(connection, name, Salts(base=salt))

    def restart(self, name: str, step: str, salt: str) -> Salts:
        """Make a step of an episode, and all after it, anew from now on."""
        with self.database.writing() as connection:
            return self.restart_in(connection, name, step, salt)

    def restart_in(self, connection: sa.Connection, name: str, step: str, salt: str) -> Salts:
        """As `restart`, in somebody's transaction."""
        before = _salts(connection, name)
        others = tuple(mark for mark in before.again if mark[0] != step)
        return _keep(connection, name, Salts(before.base, (*others, (step, salt))))


def _salts(connection: sa.Connection, name: str) -> Salts:
    query = sa.select(tables.episode.c.salts).where(tables.episode.c.name == name)
    found = connection.execute(query).scalar()
    if found is None:
        return Salts()
    return Salts(found["base"], tuple((start, salt) for start, salt in found["again"]))


def _keep(connection: sa.Connection, name: str, salts: Salts) -> Salts:
    kept = {"base": salts.base, "again": [list(mark) for mark in salts.again]}
    connection.execute(tables.episode.delete().where(tables.episode.c.name == name))
    connection.execute(tables.episode.insert().values(name=name, salts=kept))
    return salts
