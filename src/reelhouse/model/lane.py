"""A lane: how one account of one outside service is used, what it costs, and how often it may be asked."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reelhouse.model.base import Value
from reelhouse.model.money import Price

#: Microseconds in a second.
_SECOND = 1_000_000


class Pace(Value):
    """How often a service may be asked: `calls` in `seconds`, evenly, with up to `burst` of them at once."""

    calls: Annotated[int, Field(gt=0)]
    seconds: Annotated[int, Field(gt=0)] = 60
    burst: Annotated[int, Field(gt=0)] = 1

    @property
    def interval(self) -> int:
        """Microseconds between two calls that keep the pace, rounded up."""
        return -(-self.seconds * _SECOND // self.calls)

    @property
    def slack(self) -> int:
        """How many microseconds a call may come too early, so that a burst fits."""
        return (self.burst - 1) * self.interval


class Lane(Value):
    """One account of one service. Everyone who asks it shares its pace and its failures.

    Args:
        service: As its provider is called.
        account: Whose; a service may have several.
        price: None when it costs nothing.
        pace: None when nobody limits it.
    """

    service: Annotated[str, Field(min_length=1)]
    account: str = "default"
    price: Price | None = None
    pace: Pace | None = None


class Call(Value):
    """A call to an outside service: on which lane, and how much of the price's unit it may use at most."""

    lane: Lane
    quantity: Annotated[int, Field(ge=0)] = 1
