"""Approvals: what was laid before people, and what they said. The row is the wait: nothing else holds on.

A decision belongs to what was shown. When that changes, the same gate asks again, and what nobody had decided yet is
outdated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

import sqlalchemy as sa

import reelhouse.storage.register as episodes
import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import digest
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.patience import patient
from reelhouse.storage.register import APPROVED, MAKING, REJECTED, WAITING


class State(StrEnum):
    """Where an approval stands; `outdated`: what was shown changed, or went out, before anybody decided."""

    OPEN = episodes.OPEN
    APPROVED = episodes.APPROVED
    REJECTED = episodes.REJECTED
    OUTDATED = episodes.OUTDATED


Verdict = Literal[State.APPROVED, State.REJECTED]
#: Is told the episode inside the transaction of a decision: what it writes there stands or falls with it.
Then = Callable[[sa.Connection, str], None]


@dataclass(frozen=True)
class Asking:
    """What a person is to look at. `within` is how many seconds there are for it, None for any time."""

    episode: str
    gate: str
    title: str
    paper: Artifact
    within: int | None = None

    @property
    def key(self) -> str:
        """What a decision belongs to."""
        return key_of(self.episode, self.gate, self.paper.sha256)


def key_of(episode: str, gate: str, shown: str) -> str:
    """What a decision belongs to; `shown` is the hash of what a person is shown."""
    return digest([episode, gate, shown])


@dataclass(frozen=True)
class Approval:
    """A question and its answer. Times are milliseconds since 1970 by the database's clock, 0 for never."""

    key: str
    episode: str
    gate: str
    title: str
    paper: Artifact
    state: State
    who: str
    note: str
    asked_at: int
    due_at: int
    reminded_at: int
    decided_at: int
    overdue: bool


@dataclass(frozen=True)
class Decided:
    """An approval after a decision; `first` says whether it is this one, and not an earlier one."""

    approval: Approval
    first: bool


_COLUMN = tables.approval.c
_IS_OVERDUE = sa.and_(_COLUMN.state == State.OPEN, _COLUMN.due_at.is_not(None), _COLUMN.due_at <= now())
_ALL = sa.select(tables.approval, sa.case((_IS_OVERDUE, 1), else_=0).label("overdue"))


@dataclass(frozen=True)
class Approvals:
    """Everything that ever waited for a person."""

    database: Database

    @patient
    def ask(self, asking: Asking) -> Approval:
        """Lay something before people, unless it lies there or was decided; what it replaces is outdated.

        The episode waits from the same moment on.
        """
        older = sa.and_(_COLUMN.episode == asking.episode, _COLUMN.gate == asking.gate, _COLUMN.key != asking.key)
        with self.database.writing() as connection:
            outdated = {"state": State.OUTDATED.value, "decided_at": now()}
            connection.execute(tables.approval.update().where(older, _COLUMN.state == State.OPEN).values(outdated))
            connection.execute(self._new(asking))
            found = _one(connection, asking.key)
            if found.state is State.OPEN:
                _stand(connection, asking.episode, MAKING, WAITING)
                _name(connection, asking)
        return found

    def decide(self, key: str, verdict: Verdict, who: str, note: str = "", then: Then | None = None) -> Decided | None:
        """Answer a question, if nobody has and it still stands; None when there is no such question.

        Args:
            key: Which one.
            verdict: The answer.
            who: Whose answer it is.
            note: What the person has to say with it.
            then: Is called in the same transaction when this was the first answer: its error undoes both.
        """
        values = {"state": verdict.value, "who": who, "note": note, "decided_at": now()}
        with self.database.writing() as connection:
            answer = tables.approval.update().where(_COLUMN.key == key, _COLUMN.state == State.OPEN).values(values)
            first = connection.execute(answer).rowcount == 1
            row = connection.execute(_ALL.where(_COLUMN.key == key)).one_or_none()
            if row is None:
                return None
            if first:
                _stand(connection, row.episode, WAITING, APPROVED if verdict is State.APPROVED else REJECTED)
                if then is not None:
                    then(connection, row.episode)
        return Decided(_approval(row), first)

    def reopen(self, key: str) -> bool:
        """Ask again what was rejected; False when it is not rejected."""
        values = {"state": State.OPEN.value, "who": "", "note": "", "asked_at": now(), "decided_at": None}
        with self.database.writing() as connection:
            again = tables.approval.update().where(_COLUMN.key == key, _COLUMN.state == State.REJECTED)
            done = connection.execute(again.values(values | {"due_at": None, "reminded_at": None})).rowcount == 1
            if done:
                _stand(connection, _one(connection, key).episode, REJECTED, WAITING)
        return done

    def waiting(self) -> tuple[Approval, ...]:
        """What nobody has decided: first what is overdue, the rest as it was asked."""
        late = sa.case((_IS_OVERDUE, _COLUMN.due_at))
        query = _ALL.where(_COLUMN.state == State.OPEN)
        with self.database.reading() as connection:
            rows = connection.execute(query.order_by(late.is_(None), late, _COLUMN.asked_at, _COLUMN.key)).all()
        return tuple(map(_approval, rows))

    def of(self, episode: str) -> tuple[Approval, ...]:
        """All that was ever asked of an episode, oldest first."""
        query = _ALL.where(_COLUMN.episode == episode).order_by(_COLUMN.asked_at, _COLUMN.key)
        with self.database.reading() as connection:
            return tuple(map(_approval, connection.execute(query)))

    def find(self, key: str) -> Approval | None:
        """One of them."""
        with self.database.reading() as connection:
            row = connection.execute(_ALL.where(_COLUMN.key == key)).one_or_none()
        return None if row is None else _approval(row)

    def remind(self) -> tuple[Approval, ...]:
        """What became overdue since this was asked last; whoever asks first gets it, and nobody twice."""
        late = tables.approval.update().where(_IS_OVERDUE, _COLUMN.reminded_at.is_(None)).values(reminded_at=now())
        with self.database.writing() as connection:
            rows = connection.execute(late.returning(tables.approval, sa.literal(1).label("overdue"))).all()
        return tuple(sorted(map(_approval, rows), key=lambda one: (one.due_at, one.key)))

    def _new(self, asking: Asking) -> Any:
        """An open question; one that was outdated is what is shown again."""
        due = None if asking.within is None else now() + asking.within * 1000
        opened = {"state": State.OPEN.value, "asked_at": now(), "due_at": due, "reminded_at": None, "decided_at": None}
        named = {"key": asking.key, "episode": asking.episode, "gate": asking.gate, "title": asking.title}
        new = self.database.insert(tables.approval)
        return new.values(named | opened | {"paper": asking.paper.model_dump(mode="json")}).on_conflict_do_update(
            index_elements=["key"], set_=opened, where=_COLUMN.state == State.OUTDATED
        )


def _stand(connection: sa.Connection, episode: str, before: str, status: str) -> None:
    """Move an episode on, unless something else happened to it meanwhile."""
    column = tables.production.c
    where = column.episode == episode, column.status == before
    connection.execute(tables.production.update().where(*where).values(status=status))


def _name(connection: sa.Connection, asking: Asking) -> None:
    """An episode that was never finished has its title from here."""
    column = tables.production.c
    unnamed = tables.production.update().where(column.episode == asking.episode, column.title == "")
    connection.execute(unnamed.values(title=asking.title))


def _one(connection: sa.Connection, key: str) -> Approval:
    return _approval(connection.execute(_ALL.where(_COLUMN.key == key)).one())


def _approval(row: Any) -> Approval:
    paper = Artifact.model_validate(row.paper)
    times = (row.asked_at, row.due_at or 0, row.reminded_at or 0, row.decided_at or 0)
    named = (row.key, row.episode, row.gate, row.title, paper)
    return Approval(*named, State(row.state), row.who, row.note, *times, bool(row.overdue))
