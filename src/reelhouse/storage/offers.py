"""Offers: steps that a run has still to make, which others may make for it.

Whoever makes one claims it in the step table like any other step, so it is made once. An offer is open as long as its
run lives; nobody has to take it up, and who does owes nothing: what a helper leaves, the run makes itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.process import Process, is_here
from reelhouse.storage.runs import Runs

_offer, _offered, _step, _run = tables.offer.c, tables.offered.c, tables.step.c, tables.run.c


@dataclass(frozen=True)
class Terms:
    """For whom steps are made and counted, with which salt, by which version of the software.

    `threads` is how many steps the run makes at once itself.
    """

    episode: str
    show: str
    salt: str
    code: str
    threads: int


@dataclass(frozen=True)
class Offer:
    """The offer of a run; `here` says whether the run is one of this machine."""

    run: str
    terms: Terms
    here: bool


@dataclass(frozen=True)
class Offered:
    """A step by its key, and all that it takes to make it."""

    key: str
    content: dict[str, Any]


#: Steps that nobody began. What a dead helper had claimed is not among them: it may have been what killed it, and is
#: left to the run.
_FREE = (
    sa.select(_offered.run, _offered.key, _offered.content)
    .select_from(tables.offered.outerjoin(tables.step, _step.key == _offered.key))
    .where(_step.key.is_(None))
)
_OPEN = (
    sa.select(tables.offer, _run.host, _run.pid, _run.born)
    .join(tables.run, _run.id == _offer.run)
    .where(_FREE.where(_offered.run == _offer.run).correlate(tables.offer).exists())
    .order_by(_offer.at, _offer.run)
)


@dataclass(frozen=True)
class Offers:
    """The offers of all runs."""

    database: Database
    runs: Runs

    def put(self, run: str, terms: Terms, steps: Iterable[Offered]) -> None:
        """Offer steps of a run, in the order in which it makes them itself; others begin at the end."""
        rows = [{"run": run, "place": place, **asdict(step)} for place, step in enumerate(steps)]
        head = self.database.insert(tables.offer).values({"run": run, "at": now(), **asdict(terms)})
        with self.database.writing() as connection:
            connection.execute(head.on_conflict_do_nothing())
            connection.execute(self.database.insert(tables.offered).on_conflict_do_nothing(), rows)

    def open(self) -> list[Offer]:
        """Those that have a step which nobody began, the oldest first."""
        with self.database.reading() as connection:
            rows = connection.execute(_OPEN).all()
        return [_read(row) for row in rows if self.is_open(row.run)]

    def is_open(self, run: str) -> bool:
        """Whether the run still lives, as far as is known at once.

        One that was silent for too long is not given the time for another sign of life: whoever helps must be free for
        work of its own at any moment, and an offer that is left too early costs nothing.
        """
        return replace(self.runs, again=0).is_alive(run)

    def last(self, run: str, but: Collection[str] = ()) -> Offered | None:
        """The last step of a run's offer that nobody began, but for some; None when there is none."""
        query = _FREE.where(_offered.run == run, _offered.key.not_in(but)).order_by(_offered.place.desc()).limit(1)
        with self.database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else Offered(row.key, row.content)


def _read(row: Any) -> Offer:
    terms = Terms(row.episode, row.show, row.salt, row.code, row.threads)
    return Offer(row.run, terms, is_here(Process(row.host, row.pid, row.born)))
