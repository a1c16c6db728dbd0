"""What happened to episodes of late: who began them, what was tried again and why, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now

#: What can happen: a run begins an episode, or goes on where another one died; a step failed and is tried again; a
#: service may not be asked for some time; another worker could not help it; the run is over.
BEGUN, TAKEN_OVER, TRIED_AGAIN, WAITED, ENDED = "begun", "taken over", "tried again", "waited", "ended"
HELP_FAILED = "help failed"
#: As much is kept of each episode.
KEPT = 50

_column = tables.happening.c


@dataclass(frozen=True)
class Happening:
    """Something that happened; `at` is milliseconds since 1970, by the database's clock."""

    number: int
    what: str
    who: str
    note: str
    at: int


@dataclass(frozen=True)
class Diary:
    """The latest happenings of every episode."""

    database: Database

    def note(self, episode: str, what: str, who: str, note: str = "") -> None:
        """Write down what happened; what is too long ago is forgotten."""
        latest = sa.select(_column.id).where(_column.episode == episode).order_by(_column.id.desc()).limit(KEPT)
        with self.database.writing() as connection:
            new = tables.happening.insert().values(episode=episode, what=what, who=who, note=note, at=now())
            connection.execute(new)
            old = tables.happening.delete().where(_column.episode == episode, _column.id.not_in(latest))
            connection.execute(old)

    def of(self, episode: str, after: int = 0) -> tuple[Happening, ...]:
        """What happened to an episode after the one with this number, in order."""
        query = sa.select(tables.happening).where(_column.episode == episode, _column.id > after).order_by(_column.id)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(Happening(row.id, row.what, row.who, row.note, row.at) for row in rows)
