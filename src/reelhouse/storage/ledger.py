"""The ledger: what every paid call may cost is reserved before it, and what it did cost is settled after it.

A reservation is checked against every budget and made in one transaction that is alone in writing, so that no number of
workers spends more than a budget has. It counts as spent until it is settled or released.

Nobody can tell what became of a call whose run was killed, or whose answer was lost: the service may have done the work
and billed it. Such a call is settled at its reserved price, with the reason, until somebody knows otherwise. Assuming
the opposite could spend the same money twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.config.budgets import Budgets
from reelhouse.errors import BudgetExceeded
from reelhouse.model.money import readable_dollars
from reelhouse.storage.budgets import Budget, Payer, budgets_of, day_of, house_budgets
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.patience import patient
from reelhouse.storage.shows import with_shows

RESERVED, SETTLED, RELEASED = "reserved", "settled", "released"
#: Why a charge is only assumed.
RUN_ENDED = "the run ended before the answer came"
ANSWER_LOST = "the call failed and may have been billed"

_charge = tables.charge.c
#: What counts against a budget.
_COUNTS = _charge.state.in_((RESERVED, SETTLED))
_PRICE = sa.func.coalesce(sa.func.sum(_charge.price), 0).label("price")
_OF_EPISODE = sa.select(_PRICE).where(_COUNTS, _charge.episode == sa.bindparam("episode"))
_OF_DAYS = (
    sa.select(_charge.day, _charge.show, _PRICE)
    .where(_COUNTS, _charge.day >= sa.bindparam("since"), _charge.day < sa.bindparam("until"))
    .group_by(_charge.day, _charge.show)
)


@dataclass(frozen=True)
class Bill:
    """A paid call that is about to be made: `price` is the most it may cost, in micro-dollars."""

    id: str
    payer: Payer
    service: str
    account: str
    unit: str
    quantity: int
    price: int
    run: str


@dataclass(frozen=True)
class Standing:
    """A budget and what of it is spent, in micro-dollars; `frees` in milliseconds since 1970."""

    name: str
    limit: int
    spent: int
    frees: int | None


@dataclass(frozen=True)
class Ledger:
    """Charges against budgets. `where` is the budgets' place in the settings; `moment` is the database's clock."""

    database: Database
    budgets: Budgets = field(default_factory=Budgets)
    where: str = ""
    moment: sa.ColumnElement[int] = field(default_factory=now)

    @patient
    def reserve(self, bill: Bill) -> None:
        """Take a call's price out of every budget that it falls under, or out of none.

        Raises:
            BudgetExceeded: One of them has less left.
        """
        with self.database.writing() as connection:
            if connection.execute(sa.select(_charge.id).where(_charge.id == bill.id)).scalar() is not None:
                return  # ours, from a try whose answer was lost
            at = int(connection.execute(sa.select(self.moment)).scalar_one())
            for budget, spent in _spent(connection, budgets_of(with_shows(connection, self.budgets), bill.payer, at)):
                self._demand(budget, spent, bill.price)
            values = vars(bill) | vars(bill.payer) | {"state": RESERVED, "reason": "", "at": at, "day": day_of(at)}
            del values["payer"]
            connection.execute(tables.charge.insert().values(values))

    @patient
    def settle(self, bill: Bill, quantity: int, price: int) -> None:
        """Note what a call really used and cost, in micro-dollars, also where something else was assumed."""
        self._note(bill, state=SETTLED, quantity=quantity, price=price, reason="")

    @patient
    def release(self, bill: Bill) -> None:
        """Give back what was reserved: the call is known to have cost nothing."""
        self._note(bill, state=RELEASED, reason="")

    @patient
    def assume(self, bill: Bill, reason: str = ANSWER_LOST) -> None:
        """Settle a call at its reserved price, because nobody knows what became of it."""
        self._note(bill, state=SETTLED, reason=reason)

    def resolve(self) -> None:
        """Settle what runs that are gone had reserved; the runs of dead processes have to be swept before."""
        orphaned = sa.and_(_charge.state == RESERVED, _charge.run.not_in(sa.select(tables.run.c.id)))
        with self.database.reading() as connection:
            if not connection.execute(sa.select(_charge.id).where(orphaned).limit(1)).all():
                return
        with self.database.joining() as connection:
            connection.execute(tables.charge.update().where(orphaned).values(state=SETTLED, reason=RUN_ENDED))

    def standings(self) -> tuple[Standing, ...]:
        """The budgets of this day and this month, with what is spent of each."""
        with self.database.reading() as connection:
            at = int(connection.execute(sa.select(self.moment)).scalar_one())
            found = _spent(connection, house_budgets(with_shows(connection, self.budgets), at))
        return tuple(Standing(one.name, one.limit, spent, one.frees) for one, spent in found)

    def _note(self, bill: Bill, **values: object) -> None:
        open_still = sa.or_(_charge.state == RESERVED, _charge.reason != "")
        with self.database.joining() as connection:
            connection.execute(tables.charge.update().where(_charge.id == bill.id, open_still).values(values))

    def _demand(self, budget: Budget, spent: int, price: int) -> None:
        left = max(0, budget.limit - spent)
        if price <= left:
            return
        raise BudgetExceeded(
            f"the budget of {readable_dollars(budget.limit)} for {budget.name} has {readable_dollars(left)} left, "
            f"and the next call may cost {readable_dollars(price)}; nothing was spent on it",
            budget=budget.name,
            left=left,
            frees=budget.frees,
            where=self.where,
            remedy=_remedy(budget),
        )


def _spent(connection: sa.Connection, budgets: Iterable[Budget]) -> list[tuple[Budget, int]]:
    """What is spent of each; one look at an episode's charges, and one at the days of all others."""
    found = list(budgets)
    episode = next((one.episode for one in found if one.episode), "")
    windows = [one for one in found if not one.episode]
    own = int(connection.execute(_OF_EPISODE, {"episode": episode}).scalar_one()) if episode else 0
    days = _days(connection, windows) if windows else []
    return [(one, own if one.episode else _sum(one, days)) for one in found]


def _days(connection: sa.Connection, windows: Iterable[Budget]) -> list[tuple[date, str, int]]:
    """What each show spent on each day that counts for any of these budgets."""
    stretch = {"since": min(one.since for one in windows), "until": max(one.until for one in windows)}
    return [(row.day, row.show, int(row.price)) for row in connection.execute(_OF_DAYS, stretch)]


def _sum(budget: Budget, days: Iterable[tuple[date, str, int]]) -> int:
    return sum(price for day, show, price in days if budget.since <= day < budget.until and budget.show in {"", show})


def _remedy(budget: Budget) -> str:
    place = "`budgets` in settings.yaml" + (f", or `budget` of the show {budget.show}" if budget.show else "")
    raised = f"Raise {place}, or choose a provider that costs nothing"
    if budget.frees is None:
        return f"{raised}; then run the same command again: what is finished is kept"
    whole = datetime.fromtimestamp(budget.frees / 1000, UTC)
    return f"{raised}, or run the same command again after {whole:%Y-%m-%d %H:%M} UTC: what is finished is kept"
