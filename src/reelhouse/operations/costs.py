"""What was spent, what was made for it, and what the budgets have left."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, ClassVar

from reelhouse.config import Settings
from reelhouse.errors import UsageError
from reelhouse.model.base import Document, Value
from reelhouse.model.money import in_dollars
from reelhouse.storage import Store, open_store
from reelhouse.storage.ledger import Standing
from reelhouse.storage.spending import Spent, spending


class Counted(Value):
    """So many units of a service: `character`, `millisecond` or `picture`."""

    service: str
    unit: str
    quantity: int


class Cost(Value):
    """What one day, show, service or episode cost, in dollars. `name` is empty for what belongs to no episode.

    `reserved_usd` is set aside for calls that go on now; `assumed_usd` is the part of `cost_usd` that stands for calls
    whose end nobody knows, at their reserved prices.
    """

    name: str
    title: str = ""
    cost_usd: float
    reserved_usd: float
    assumed_usd: float
    counted: tuple[Counted, ...]


class Left(Value):
    """A budget of this day or month, in dollars; `frees` is ISO 8601, in UTC."""

    budget: str
    limit_usd: float
    left_usd: float
    frees: str


class Costs(Document):
    """The answer to what things cost."""

    SCHEMA: ClassVar[str] = "reelhouse.costs/1"

    by: str
    since: str
    cost_usd: float
    reserved_usd: float
    assumed_usd: float
    rows: tuple[Cost, ...]
    budgets: tuple[Left, ...]

    def printed(self) -> dict[str, Any]:
        """The object of `--json`."""
        return {"schema": self.SCHEMA, **self.model_dump(mode="json")}


def costs(settings: Settings, by: str, since: str = "") -> Costs:
    """What was spent and made, added up.

    Args:
        settings: Of this installation.
        by: What is added up: `day` (in UTC), `show`, `service` or `episode`.
        since: The first day that counts, as `2026-01-31`; empty for all.

    Raises:
        UsageError: That is no day.
    """
    first = _day(since)
    with open_store(settings) as store:
        found = spending(store.database, by, first)
        titles = _titles(store) if by == "episode" else {}
        left = tuple(_left(one) for one in store.ledger.standings())
    rows = tuple(_cost(name, titles, tuple(of)) for name, of in groupby(found, key=lambda one: one.name))
    return Costs(by=by, since=since, **_sums(found), rows=rows, budgets=left)


def _day(since: str) -> date | None:
    if not since:
        return None
    try:
        return date.fromisoformat(since)
    except ValueError:
        raise UsageError(f"{since!r} is not a day", where="--since", remedy="Write it as 2026-01-31") from None


def _titles(store: Store) -> dict[str, str]:
    return store.register.titles()


def _cost(name: str, titles: dict[str, str], found: tuple[Spent, ...]) -> Cost:
    counted = tuple(Counted(service=one.service, unit=one.unit, quantity=one.quantity) for one in found)
    return Cost(name=name, title=titles.get(name, ""), **_sums(found), counted=counted)


def _sums(found: Iterable[Spent]) -> dict[str, float]:
    rows = tuple(found)
    return {
        "cost_usd": float(in_dollars(sum(one.settled for one in rows))),
        "reserved_usd": float(in_dollars(sum(one.reserved for one in rows))),
        "assumed_usd": float(in_dollars(sum(one.assumed for one in rows))),
    }


def _left(one: Standing) -> Left:
    frees = datetime.fromtimestamp((one.frees or 0) / 1000, UTC).isoformat(timespec="seconds")
    return Left(
        budget=one.name,
        limit_usd=float(in_dollars(one.limit)),
        left_usd=float(in_dollars(max(0, one.limit - one.spent))),
        frees=frees.replace("+00:00", "Z"),
    )
