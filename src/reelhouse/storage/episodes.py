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
            query = sa.select(tables.episode.c.salts).where(tables.episode.c.name == name)
            found = connection.execute(query).scalar()
        if found is None:
            return Salts()
        return Salts(found["base"], tuple((start, salt) for start, salt in found["again"]))

    def adopt(self, name: str, former: str) -> None:
        """Let an episode have the salts that it has under a former name, unless it has its own."""
        salts = self.salts(former)
        if salts != Salts() and self.salts(name) == Salts():
            self._keep(name, salts)

    def refresh(self, name: str, salt: str) -> Salts:
        """Make everything of an episode anew from now on."""
        return self._keep(name, Salts(base=salt))

    def restart(self, name: str, step: str, salt: str) -> Salts:
        """Make a step of an episode, and all after it, anew from now on."""
        before = self.salts(name)
        others = tuple(mark for mark in before.again if mark[0] != step)
        return self._keep(name, Salts(before.base, (*others, (step, salt))))

    def _keep(self, name: str, salts: Salts) -> Salts:
        kept = {"base": salts.base, "again": [list(mark) for mark in salts.again]}
        with self.database.writing() as connection:
            connection.execute(tables.episode.delete().where(tables.episode.c.name == name))
            connection.execute(tables.episode.insert().values(name=name, salts=kept))
        return salts
