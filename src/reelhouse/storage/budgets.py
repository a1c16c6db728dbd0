"""Which budgets a payer has at a moment, and what falls under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.config.budgets import Budgets, Limits

_charge = tables.charge.c


@dataclass(frozen=True)
class Payer:
    """For whom something is made: an episode of a show, or neither (a voice that is tried)."""

    episode: str = ""
    show: str = ""


@dataclass(frozen=True)
class Budget:
    """One limit at one moment, in micro-dollars.

    `frees` is when what was spent stops counting, in milliseconds since 1970; None for never. `falls` chooses the
    charges that count.
    """

    name: str
    limit: int
    frees: int | None
    falls: sa.ColumnElement[bool]


def budgets_of(budgets: Budgets, payer: Payer, at: int) -> Iterator[Budget]:
    """Every budget that a payer has to keep at a moment (milliseconds since 1970).

    Voices that are tried belong to no episode and no show: only the house's days and months hold for them.
    """
    yield from _kept(budgets, "", payer, at)
    if payer.show in budgets.shows:
        yield from _kept(budgets.shows[payer.show], payer.show, payer, at)


def house_budgets(budgets: Budgets, at: int) -> Iterator[Budget]:
    """Those of days and months: the house's own, and each show's."""
    yield from _kept(budgets, "", Payer(), at)
    for show, limits in budgets.shows.items():
        yield from _kept(limits, show, Payer(), at)


def day_of(at: int) -> date:
    """The day in UTC of a moment in milliseconds since 1970."""
    return datetime.fromtimestamp(at / 1000, UTC).date()


def _kept(limits: Limits, show: str, payer: Payer, at: int) -> Iterator[Budget]:
    day = day_of(at)
    first = day.replace(day=1)
    next_month = (first + timedelta(days=31)).replace(day=1)
    of = f" of {show}" if show else ""
    ours = _charge.show == show if show else sa.true()
    if limits.episode is not None and payer.episode:
        yield Budget(f"an episode{of}", limits.episode, None, _charge.episode == payer.episode)
    if limits.day is not None:
        yield Budget(f"a day{of}", limits.day, _start(day + timedelta(days=1)), sa.and_(_charge.day == day, ours))
    if limits.month is not None:
        within = sa.and_(_charge.day >= first, _charge.day < next_month)
        yield Budget(f"a month{of}", limits.month, _start(next_month), sa.and_(within, ours))


def _start(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp()) * 1000
