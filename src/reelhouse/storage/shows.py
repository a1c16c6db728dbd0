"""What is known of shows by everybody who makes them: whether one is paused, and what became of its due times.

A due time is claimed in the transaction that asks for its episode, and only after the one that was claimed before it:
so it becomes one episode, or none, whoever asks and whoever dies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.config.budgets import Budgets, Limits
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.process import this_process
from reelhouse.storage.workers import ALIVE, is_gone

_show, _due, _source, _worker = tables.show.c, tables.schedule.c, tables.show_source.c, tables.worker.c

#: Shows, with the worker that read each last.
_READ = sa.select(tables.show, _worker.state, _worker.host, _worker.pid, _worker.born).select_from(
    tables.show.outerjoin(tables.worker, _worker.id == _show.reader)
)


@dataclass(frozen=True)
class Terms:
    """What holds for the episodes of a show: micro-dollars, and the seconds that people have to approve something."""

    budget: Limits = field(default_factory=Limits)
    approve_within: int | None = None


@dataclass(frozen=True)
class Standing:
    """Where a show stands: whether it is paused, and that it is made for due times after `since` (milliseconds).

    `elsewhere` is the machine that reads something else in it, whose word counts; empty when ours does.
    """

    paused: bool
    since: int
    elsewhere: str = ""


@dataclass(frozen=True)
class Reading:
    """What a machine reads in a show: `plan` is the digest of when it is due, `terms` what holds for its episodes."""

    plan: str
    terms: Terms


@dataclass(frozen=True)
class Due:
    """What became of a due time (milliseconds since 1970): an episode, or why there is none."""

    at: int
    episode: str
    cause: str = ""


@dataclass(frozen=True)
class Shows:
    """The shows that schedulers and people have met; `moment` is the database's clock."""

    database: Database
    moment: sa.ColumnElement[int] = field(default_factory=now)

    def now(self) -> int:
        """The time by the database's clock."""
        with self.database.reading() as connection:
            return int(connection.execute(sa.select(self.moment)).scalar_one())

    def meet(self, name: str, plan: str, terms: Terms, before: Reading | None = None) -> Standing:
        """Note what is read in a show now. A new plan holds from this moment on: nothing of it was missed before.

        Where machines read different things, the word of one counts for as long as it works, or until another one reads
        something new: that is, what it read `before` is what is noted. Otherwise they would take turns, and a plan that
        is always new makes nothing.
        """
        told = _told(terms)
        with self.database.reading() as connection:
            row = connection.execute(_READ.where(_show.name == name)).one_or_none()
        if row is None or row.plan != plan or row.terms != told:
            if row is not None and not _is_ours(row, before) and _is_read(row):
                return Standing(row.paused, row.since, row.host.partition("/")[0])
            row = self._note(name, plan, told)
        elif before is not None and not _is_read(row):
            self._note(name, plan, told)
        return Standing(row.paused, max(row.since, self._last(name)))

    def leave(self, name: str) -> None:
        """Let the word of others count for a show that is not read here any more."""
        ours = tables.show.update().where(_show.name == name, _show.reader != "", _show.reader == _this_worker())
        with self.database.writing() as connection:
            connection.execute(ours.values(reader=""))

    def standing(self, name: str) -> Standing | None:
        """Where a show stands; None for one that nobody has met."""
        with self.database.reading() as connection:
            row = connection.execute(sa.select(tables.show).where(_show.name == name)).one_or_none()
        return None if row is None else Standing(row.paused, max(row.since, self._last(name)))

    def pause(self, name: str, *, paused: bool) -> bool:
        """Make nothing of it for now, or go on; False when it stood so already. What was due meanwhile is left out."""
        other = tables.show.update().where(_show.name == name, _show.paused.is_(not paused))
        with self.database.writing() as connection:
            return bool(connection.execute(other.values(paused=paused, since=self.moment)).rowcount)

    def terms(self, name: str) -> Terms:
        """What holds for the episodes of a show; nothing for those of none."""
        with self.database.reading() as connection:
            found = connection.execute(sa.select(_show.terms).where(_show.name == name)).scalar_one_or_none()
        return Terms() if found is None else _terms(found)

    def may_claim(self, name: str, due: int) -> bool:
        """What `may_claim_in` says at this moment; another process may be faster then."""
        with self.database.reading() as connection:
            return self.may_claim_in(connection, name, due)

    def may_claim_in(self, connection: sa.Connection, name: str, due: int) -> bool:
        """Whether nobody has this due time or a later one, and the show is not paused; in a transaction alone."""
        later = connection.execute(sa.select(_due.due_at).where(_due.show == name, _due.due_at >= due).limit(1)).all()
        paused = connection.execute(sa.select(_show.paused).where(_show.name == name)).scalar_one_or_none()
        return not later and not paused

    def claim_in(self, connection: sa.Connection, name: str, due: Due) -> bool:
        """Note in somebody's transaction what became of a due time; False when that is known already."""
        new = self.database.insert(tables.schedule).values(
            show=name, due_at=due.at, episode=due.episode, cause=due.cause, at=self.moment
        )
        return bool(connection.execute(new.on_conflict_do_nothing().returning(_due.show)).all())

    def take_in(self, connection: sa.Connection, name: str, source: str, episode: str) -> bool:
        """Note in somebody's transaction that a source is made; False when it was before."""
        new = self.database.insert(tables.show_source).values(show=name, source=source, episode=episode, at=self.moment)
        return bool(connection.execute(new.on_conflict_do_nothing().returning(_source.show)).all())

    def taken(self, name: str) -> Mapping[str, str]:
        """The sources that a show has made, and their episodes."""
        with self.database.reading() as connection:
            rows = connection.execute(sa.select(_source.source, _source.episode).where(_source.show == name)).all()
        return {row.source: row.episode for row in rows}

    def made(self, name: str) -> int:
        """How many episodes of a show there are."""
        column = tables.production.c.show
        query = sa.select(sa.func.count()).select_from(tables.production).where(column == name)
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def dues(self, name: str, most: int) -> tuple[Due, ...]:
        """What became of its last due times, the latest first."""
        query = sa.select(tables.schedule).where(_due.show == name).order_by(_due.due_at.desc()).limit(most)
        with self.database.reading() as connection:
            return tuple(Due(row.due_at, row.episode, row.cause) for row in connection.execute(query))

    def _last(self, name: str) -> int:
        query = sa.select(sa.func.max(_due.due_at)).where(_due.show == name)
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one() or 0)

    def _note(self, name: str, plan: str, terms: dict[str, Any]) -> sa.Row[Any]:
        me = _this_worker()
        new = self.database.insert(tables.show).values(
            name=name, plan=plan, since=self.moment, paused=False, terms=terms, reader=me
        )
        since = sa.case((_show.plan == plan, _show.since), else_=self.moment)
        changed = {"plan": plan, "since": since, "terms": terms, "reader": me}
        with self.database.writing() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=["name"], set_=changed))
            return connection.execute(sa.select(tables.show).where(_show.name == name)).one()


def _is_ours(row: sa.Row[Any], before: Reading | None) -> bool:
    """Whether what is noted is what we read before."""
    return before is not None and (row.plan, row.terms) == (before.plan, _told(before.terms))


def _is_read(row: sa.Row[Any]) -> bool:
    """Whether the worker that read it so is at work."""
    return row.state == ALIVE and not is_gone(row)


def _this_worker() -> sa.ColumnElement[str]:
    """The worker that this process is; empty for a person's."""
    process = this_process()
    ours = (_worker.host == process.host, _worker.pid == process.pid, _worker.born == process.born)
    query = sa.select(_worker.id).where(_worker.state == ALIVE, *ours).order_by(_worker.seen_at.desc()).limit(1)
    return sa.func.coalesce(query.scalar_subquery(), "")


def with_shows(connection: sa.Connection, budgets: Budgets) -> Budgets:
    """Budgets with those of the shows; where the settings name a show too, the narrower of two limits holds."""
    rows = connection.execute(sa.select(_show.name, _show.terms)).all()
    told = {row.name: _terms(row.terms).budget for row in rows}
    both = {name: _narrower(told[name], limits) for name, limits in budgets.shows.items() if name in told}
    return budgets.model_copy(update={"shows": dict(budgets.shows) | told | both})


def _narrower(one: Limits, other: Limits) -> Limits:
    pairs = ((key, (getattr(one, key), getattr(other, key))) for key in Limits.model_fields)
    return Limits.model_construct(
        **{key: min((limit for limit in pair if limit is not None), default=None) for key, pair in pairs}
    )


def _told(terms: Terms) -> dict[str, Any]:
    return {"budget": terms.budget.model_dump(), "approve_within": terms.approve_within}


def _terms(told: Mapping[str, Any]) -> Terms:
    return Terms(Limits.model_construct(**told["budget"]), told["approve_within"])
