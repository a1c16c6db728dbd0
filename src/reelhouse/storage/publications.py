"""Publications: what goes where, and how far it got. Each step towards the outside is on record before it is taken.

A part of an episode has one place at a destination, whatever becomes of its files: made again, it is not sent again.
The rows are the only memory of what was told to a platform, so their commits survive a loss of power, and every change
names the stage that it starts from: whoever comes second changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.patience import patient


class Stage(StrEnum):
    """How far a publication got.

    `unclear`: it was being sent when its process died or the answer was lost, and it cannot be found there, or its
    upload cannot be finished; a person looks, because sending it again could post it twice.
    """

    READY = "ready"
    SENDING = "sending"
    SENT = "sent"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Slot:
    """The place of a part at a destination: `NAME` or `NAME:ACCOUNT`. Parts count from 1, 0 is the whole episode."""

    episode: str
    part: int
    destination: str
    edition: int = 1


@dataclass(frozen=True)
class Publication:
    """What is in a slot.

    Attributes:
        slot: Where it goes.
        release: The digest of the videos and words that are sent.
        title: What it is called there.
        stage: How far it got.
        holder: Who sends it, or sent it; of an upload, who went on with it last.
        session: The destination's name for an upload that can be continued; empty before there is one.
        place: Where it can be seen, once it is there.
        cause: Why a person has to look.
        silence: Milliseconds since the row changed, by the database's clock.
        at: When that was, in milliseconds since 1970.
    """

    slot: Slot
    release: str
    title: str
    stage: Stage
    holder: str
    session: str
    place: str
    cause: str
    silence: int
    at: int


_column = tables.publication.c
_ROWS = sa.select(tables.publication, (now() - _column.at).label("silence"))
_KEY = ("episode", "part", "destination", "edition")


@dataclass(frozen=True)
class Publications:
    """Everything that left the house, or is about to."""

    database: Database

    @patient
    def plan(self, slot: Slot, release: str, title: str) -> Publication:
        """What is in the newest edition of a slot, which is this release as long as nothing was sent."""
        empty = {"holder": "", "session": "", "place": "", "cause": ""}
        values = vars(slot) | {"release": release, "title": title, "stage": Stage.READY, "at": now()} | empty
        with self.database.lasting() as connection:
            newest = self._newest(connection, slot)
            if newest is None:
                connection.execute(tables.publication.insert().values(values))
            elif newest.stage is Stage.READY and newest.release != release:
                chosen = {"release": release, "title": title, "at": now()}
                connection.execute(tables.publication.update().where(*_is(newest.slot)).values(chosen))
            found = self._newest(connection, slot)
        assert found is not None  # noqa: S101 - it was written in this transaction
        return found

    @patient
    def find(self, slot: Slot) -> Publication | None:
        """What is in this very edition."""
        with self.database.reading() as connection:
            row = connection.execute(_ROWS.where(*_is(slot))).one_or_none()
        return None if row is None else _publication(row)

    @patient
    def every(self, episode: str | None = None) -> tuple[Publication, ...]:
        """All of them, or those of one episode; what changed last comes first."""
        query = _ROWS.order_by(_column.at.desc(), *(tables.publication.c[name] for name in _KEY))
        if episode is not None:
            query = query.where(_column.episode == episode)
        with self.database.reading() as connection:
            return tuple(_publication(row) for row in connection.execute(query))

    @patient
    def unclear(self) -> tuple[Publication, ...]:
        """Those that a person has to look for; the one that waits for longest comes first."""
        query = _ROWS.where(_column.stage == Stage.UNCLEAR)
        query = query.order_by(_column.at, *(tables.publication.c[name] for name in _KEY))
        with self.database.reading() as connection:
            return tuple(_publication(row) for row in connection.execute(query))

    @patient
    def adopt(self, slot: Slot, release: str, session: str, holder: str) -> Publication:
        """Enter the upload that the destination opened for a release; the first one stays. What is there then."""
        with self.database.lasting() as connection:
            connection.execute(
                tables.publication.update()
                .where(*_is(slot), _column.stage == Stage.READY, _column.release == release)
                .values(session=session, stage=Stage.SENDING, holder=holder, at=now())
            )
            return _publication(connection.execute(_ROWS.where(*_is(slot))).one())

    @patient
    def join(self, slot: Slot, session: str, holder: str) -> None:
        """Note who goes on with an upload that somebody began."""
        with self.database.lasting() as connection:
            mine = tables.publication.update().where(*_is(slot), _column.session == session)
            connection.execute(mine.where(_column.stage == Stage.SENDING).values(holder=holder, at=now()))

    @patient
    def claim(self, slot: Slot, holder: str) -> bool:
        """Take the one right to send it; asking twice gives the same answer."""
        with self.database.lasting() as connection:
            connection.execute(
                tables.publication.update()
                .where(*_is(slot), _column.stage == Stage.READY)
                .values(stage=Stage.SENDING, holder=holder, at=now())
            )
            query = sa.select(_column.holder).where(*_is(slot), _column.stage == Stage.SENDING)
            return connection.execute(query).scalar_one_or_none() == holder

    @patient
    def move(
        self, slot: Slot, stage: Stage, *, start: Collection[Stage], holder: str = "", place: str = "", cause: str = ""
    ) -> Publication:
        """Enter a new stage from one of these, as this holder when one is named; what is there then.

        What is ready has no upload: it begins anew.
        """
        whose = [_column.holder == holder] if holder else []
        anew = {"session": ""} if stage is Stage.READY else {}
        with self.database.lasting() as connection:
            connection.execute(
                tables.publication.update()
                .where(*_is(slot), _column.stage.in_(start), *whose)
                .values(stage=stage, place=place, cause=cause, at=now(), **anew)
            )
            return _publication(connection.execute(_ROWS.where(*_is(slot))).one())

    @patient
    def renew(self, slot: Slot) -> Publication:
        """Open a new edition of a slot whose newest one was sent; what is newest then."""
        with self.database.lasting() as connection:
            newest = self._newest(connection, slot)
            if newest is not None and newest.stage is Stage.SENT:
                empty = {"holder": "", "session": "", "place": "", "cause": "", "at": now()}
                values = vars(replace(newest.slot, edition=newest.slot.edition + 1)) | empty
                values |= {"release": newest.release, "title": newest.title, "stage": Stage.READY}
                connection.execute(tables.publication.insert().values(values))
            found = self._newest(connection, slot)
        assert found is not None  # noqa: S101 - who asks has it from here
        return found

    def _newest(self, connection: sa.Connection, slot: Slot) -> Publication | None:
        same = (_column.episode == slot.episode, _column.part == slot.part, _column.destination == slot.destination)
        row = connection.execute(_ROWS.where(*same).order_by(_column.edition.desc()).limit(1)).one_or_none()
        return None if row is None else _publication(row)


def _is(slot: Slot) -> tuple[sa.ColumnElement[bool], ...]:
    return tuple(tables.publication.c[name] == value for name, value in vars(slot).items())


def _publication(row: Any) -> Publication:
    return Publication(
        slot=Slot(row.episode, row.part, row.destination, row.edition),
        release=row.release,
        title=row.title,
        stage=Stage(row.stage),
        holder=row.holder,
        session=row.session,
        place=row.place,
        cause=row.cause,
        silence=int(row.silence),
        at=row.at,
    )
