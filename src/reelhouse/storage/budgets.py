"""Which budgets a payer has at a moment, and what falls under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from reelhouse.config.budgets import Budgets, Limits


@dataclass(frozen=True)
class Payer:
    """For whom something is made: an episode of a show, or neither (a voice that is tried)."""

    episode: str = ""
    show: str = ""


@dataclass(frozen=True)
class Budget:
    """One limit at one moment, in micro-dollars, and what falls under it.

    That is an episode, or the days from `since` to before `until`; empty for every show. `frees` is when what was spent
    stops counting, in milliseconds since 1970; None for never.
    """

    name: str
    limit: int
    show: str = ""
    episode: str = ""
    since: date = date.min
    until: date = date.max

    @property
    def frees(self) -> int | None:
        """The end of the last day that counts."""
        if self.episode:
            return None
        return int(datetime.combine(self.until, time(), UTC).timestamp()) * 1000


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
    if limits.episode is not None and payer.episode:
        yield Budget(f"an episode{of}", limits.episode, show, payer.episode)
    if limits.day is not None:
        yield Budget(f"a day{of}", limits.day, show, since=day, until=day + timedelta(days=1))
    if limits.month is not None:
        yield Budget(f"a month{of}", limits.month, show, since=first, until=next_month)
