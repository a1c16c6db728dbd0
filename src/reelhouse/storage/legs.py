"""Legs: who makes an episode at this moment, how far it is, and why the last one failed.

An episode has one leg at a time. One that comes while another is being made leaves word, and ends: the other then goes
from the top once more, where all that is made is met in a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.patience import patient
from reelhouse.storage.register import EDITED, FAILED, HALTED, HELD, MAKING, QUEUED
from reelhouse.storage.workers import ALIVE


class Turn(Enum):
    """What became of the wish to make an episode: it is ours, another leg has it, or a person stopped it."""

    OURS = auto()
    LEFT_WORD = auto()
    HALTED = auto()


@dataclass(frozen=True)
class Leg:
    """One leg of an episode, made by one worker."""

    episode: str
    leg: str
    worker: str


@dataclass(frozen=True)
class Progress:
    """How far an episode is; `left` are seconds, None while unknown, and `at` milliseconds since 1970."""

    percent: int
    step: str
    left: float | None
    at: int = 0
    running: bool = True


@dataclass(frozen=True)
class Failure:
    """Why the last leg of an episode failed. `count` is how often that was so since it was made last."""

    episode: str
    leg: str
    step: str
    kind: str
    message: str
    place: str
    remedy: str
    count: int = 1
    at: int = 0


_leg, _failure, _production = tables.leg.c, tables.failure.c, tables.production.c
#: Where an episode stands that a leg was to make; elsewhere it is made, has failed, or is in the hands of a person.
_UNMADE = (QUEUED, MAKING, EDITED)


@dataclass(frozen=True)
class Legs:
    """The legs of all episodes."""

    database: Database

    @patient
    def take(self, leg: Leg) -> Turn:
        """Begin a leg, unless another one is being made or a person stopped the episode."""
        values = {"leg": leg.leg, "worker": leg.worker, "again": False, "percent": 0, "step": ""}
        values |= {"left_seconds": -1.0, "at": now()}
        new = self.database.insert(tables.leg).values({"episode": leg.episode, **values})
        with self.database.writing() as connection:
            if _standing(connection, leg.episode) in HALTED:
                _end(connection, leg.episode, leg.leg)  # its worker may have let it go and live
                return Turn.HALTED
            if _is_busy(connection, leg):
                connection.execute(tables.leg.update().where(_leg.episode == leg.episode).values(again=True))
                return Turn.LEFT_WORD
            connection.execute(new.on_conflict_do_update(index_elements=["episode"], set_=values))
            made = tables.production.update().where(_production.episode == leg.episode)
            connection.execute(made.values(status=MAKING))
        return Turn.OURS

    @patient
    def leave(self, leg: Leg) -> bool:
        """End a leg; True when somebody left word, and it is to be begun once more."""
        with self.database.writing() as connection:
            again = connection.execute(sa.select(_leg.again).where(*_is(leg))).scalar()
            connection.execute(tables.leg.update().where(*_is(leg)).values(worker="", at=now()))
        return bool(again)

    def note(self, reached: Mapping[Leg, Progress]) -> None:
        """Write down how far legs are, all at once; those that others have by now are left alone."""
        update = (
            tables.leg.update()
            .where(
                _leg.episode == sa.bindparam("of_episode"),
                _leg.leg == sa.bindparam("of_leg"),
                _leg.worker == sa.bindparam("of_worker"),
            )
            .values(
                percent=sa.bindparam("to_percent"),
                step=sa.bindparam("to_step"),
                left_seconds=sa.bindparam("to_left"),
                at=now(),
            )
        )
        rows = [_row(leg, progress) for leg, progress in sorted(reached.items(), key=lambda one: one[0].episode)]
        if rows:
            with self.database.joining() as connection:
                connection.execute(update, rows)

    def progress(self, episode: str) -> Progress | None:
        """How far the last leg of an episode is; None when there was none."""
        with self.database.reading() as connection:
            row = connection.execute(sa.select(tables.leg).where(_leg.episode == episode)).one_or_none()
        if row is None:
            return None
        left = None if row.left_seconds < 0 else row.left_seconds
        return Progress(row.percent, row.step, left, row.at, running=bool(row.worker))

    def holders(self, episodes: Iterable[str]) -> dict[str, str]:
        """The worker that has, or had when it died, the leg of each of these episodes that has not ended."""
        query = sa.select(_leg.episode, _leg.worker).where(_leg.episode.in_(tuple(episodes)), _leg.worker != "")
        with self.database.reading() as connection:
            return {row.episode: row.worker for row in connection.execute(query)}

    def begun(self, episodes: Iterable[str]) -> frozenset[str]:
        """Those of these episodes that workers ever made a leg of."""
        query = sa.select(_leg.episode).where(_leg.episode.in_(tuple(episodes)))
        with self.database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def standings(self, episodes: Iterable[str]) -> dict[str, str]:
        """Where episodes stand: one query for all that a worker has."""
        query = sa.select(_production.episode, _production.status).where(_production.episode.in_(tuple(episodes)))
        with self.database.reading() as connection:
            return {row.episode: row.status for row in connection.execute(query)}

    @patient
    def fail(self, failure: Failure, worker: str | None = None, *, status: str = FAILED) -> None:
        """Note why a leg failed, and where its episode stands then; said twice of the same leg it counts once.

        `worker` is who made it: nothing is noted when another one has the episode by now. None is for a run that is
        nobody's leg.
        """
        with self.database.writing() as connection:
            if worker is None or is_held_in(connection, Leg(failure.episode, failure.leg, worker)):
                self._note(connection, failure)
                _stand(connection, failure.episode, status, _production.status.not_in(HALTED))

    @patient
    def give_up(self, failure: Failure) -> None:
        """End a leg that nobody makes any more, whoever made it last, and note why; what is made stays as it is."""
        with self.database.writing() as connection:
            _end(connection, failure.episode, failure.leg)
            if not _is_busy(connection, Leg(failure.episode, failure.leg, "")) and _stand(
                connection, failure.episode, FAILED, _production.status.in_(_UNMADE)
            ):
                self._note(connection, failure)

    @patient
    def absolve(self, episode: str, leg: Leg | None = None) -> None:
        """Forget that an episode failed: it is made, by this leg, which has to be its leg still, or by none."""
        held = [] if leg is None else [sa.exists().where(*_is(leg))]
        with self.database.joining() as connection:
            connection.execute(tables.failure.delete().where(_failure.episode == episode, *held))

    def failures(self) -> tuple[Failure, ...]:
        """Every episode that stands as failed, or as held by a budget, the latest first.

        Of one that is made, but did not pass its checks, no failure is known.
        """
        failed = _production.episode == _failure.episode, _production.status.in_((FAILED, HELD))
        query = sa.select(tables.failure).join(tables.production, sa.and_(*failed))
        query = query.order_by(_failure.at.desc(), _failure.episode)
        with self.database.reading() as connection:
            return tuple(Failure(**row._mapping) for row in connection.execute(query))  # noqa: SLF001 - its public name

    def _note(self, connection: sa.Connection, failure: Failure) -> None:
        values = vars(failure) | {"at": now()}
        counted = sa.case((_failure.leg == failure.leg, _failure.count), else_=_failure.count + 1)
        new = self.database.insert(tables.failure).values(values)
        connection.execute(new.on_conflict_do_update(index_elements=["episode"], set_={**values, "count": counted}))


def is_held_in(connection: sa.Connection, leg: Leg) -> bool:
    """Whether a leg is its worker's still; nobody can take it over before the transaction ends."""
    return connection.execute(sa.select(_leg.episode).where(*_is(leg))).scalar() is not None


def _end(connection: sa.Connection, episode: str, leg: str) -> None:
    ended = tables.leg.update().where(_leg.episode == episode, _leg.leg == leg)
    connection.execute(ended.values(worker="", at=now()))


def _stand(connection: sa.Connection, episode: str, status: str, when: sa.ColumnElement[bool]) -> bool:
    moved = tables.production.update().where(_production.episode == episode, when)
    return bool(connection.execute(moved.values(status=status)).rowcount)


def _is(leg: Leg) -> tuple[sa.ColumnElement[bool], ...]:
    return (_leg.episode == leg.episode, _leg.leg == leg.leg, _leg.worker == leg.worker)


def _row(leg: Leg, progress: Progress) -> dict[str, object]:
    left = -1.0 if progress.left is None else round(progress.left, 1)
    reached = {"to_percent": progress.percent, "to_step": progress.step, "to_left": left}
    return {"of_episode": leg.episode, "of_leg": leg.leg, "of_worker": leg.worker, **reached}


def _standing(connection: sa.Connection, episode: str) -> str | None:
    return connection.execute(sa.select(_production.status).where(_production.episode == episode)).scalar()


def _is_busy(connection: sa.Connection, leg: Leg) -> bool:
    """Whether a living worker makes another leg of the episode; the same leg comes again after a take-over only."""
    living = sa.select(_leg.leg).join(tables.worker, tables.worker.c.id == _leg.worker)
    held = living.where(_leg.episode == leg.episode, _leg.leg != leg.leg, tables.worker.c.state == ALIVE)
    return connection.execute(held).scalar() is not None
