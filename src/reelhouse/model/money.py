"""Exact money: whole micro-dollars, and prices that round up. No float ever holds an amount.

A millionth of a dollar is fine enough for the price of one character of speech, and whole numbers add up the same in
every order and in every database.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Annotated

from pydantic import BeforeValidator, Field

from reelhouse.model.base import Value

#: Micro-dollars in a dollar.
DOLLAR = 1_000_000


class Unit(StrEnum):
    """What is counted, always in whole numbers."""

    CHARACTER = "character"
    MILLISECOND = "millisecond"
    PICTURE = "picture"


def parse_dollars(value: object) -> int:
    """Micro-dollars from dollars as a person writes them: `0.20`, `5`, `"12.50"`.

    Raises:
        ValueError: It is no amount of money, is below zero, or is finer than a millionth.
    """
    wrong = f"{value!r} is not an amount. Write dollars, for example 0.50 or 20"
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise ValueError(wrong)  # noqa: TRY004 - pydantic explains a ValueError to the person
    try:
        micros = Decimal(str(value).strip().removeprefix("$")) * DOLLAR
    except InvalidOperation:
        raise ValueError(wrong) from None
    if not micros.is_finite() or micros < 0 or micros >= DOLLAR * DOLLAR or micros != int(micros):
        raise ValueError(wrong)
    return int(micros)


def in_dollars(micros: int) -> Decimal:
    """An amount in dollars, exactly."""
    return Decimal(micros) / DOLLAR


def readable_dollars(micros: int) -> str:
    """An amount for a person: two decimals, or as many as it has: `$5.00`, `$0.0003`."""
    exact = f"{in_dollars(micros):.6f}"
    whole, _, cents = exact.partition(".")
    return f"${whole}.{cents.rstrip('0'):0<2}"


def _exact(value: object) -> object:
    if isinstance(value, float):
        msg = f"{value!r} is not exact: write a price as text"
        raise ValueError(msg)  # noqa: TRY004 - pydantic explains a ValueError to the person
    return value


class Price(Value):
    """What a service takes: `Price(dollars="15.00", per=1_000_000, unit=Unit.CHARACTER)`."""

    dollars: Annotated[Decimal, Field(ge=0), BeforeValidator(_exact)]
    per: Annotated[int, Field(gt=0)] = 1
    unit: Unit

    def micros(self, quantity: int) -> int:
        """What so many units cost in micro-dollars, rounded up: many roundings never add up to less than the bill."""
        return ceil(Fraction(self.dollars) * DOLLAR * quantity / self.per)
