"""Money is exact, and a price never comes out below the bill."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reelhouse.model.lane import Pace
from reelhouse.model.money import DOLLAR, Price, Unit, in_dollars, parse_dollars, readable_dollars


@pytest.mark.parametrize(
    ("written", "micros"),
    [("0.20", 200_000), (0.2, 200_000), (5, 5_000_000), ("$12.50", 12_500_000), ("0.000001", 1), (0, 0)],
)
def test_dollars_are_read_exactly(written: object, micros: int) -> None:
    assert parse_dollars(written) == micros


@pytest.mark.parametrize(
    "wrong", [-1, "-0.01", "ten", "", True, None, [], "nan", "inf", float("nan"), 1e-7, "0.0000001", 10**12]
)
def test_what_is_no_amount_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        parse_dollars(wrong)


@given(st.integers(0, 10**12))
def test_an_amount_survives_being_shown(micros: int) -> None:
    assert in_dollars(micros) * DOLLAR == micros
    if micros < 10**12:
        assert parse_dollars(readable_dollars(micros)) == micros


@pytest.mark.parametrize(
    ("micros", "shown"), [(0, "$0.00"), (5_000_000, "$5.00"), (300, "$0.0003"), (1_230_000, "$1.23"), (1, "$0.000001")]
)
def test_amounts_are_short(micros: int, shown: str) -> None:
    assert readable_dollars(micros) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.lists(st.integers(0, 10**5), max_size=20))
def test_prices_round_up(cents: int, per: int, quantities: list[int]) -> None:
    price = Price(dollars=Decimal(cents) / 100, per=per, unit=Unit.CHARACTER)
    exact = Fraction(cents, 100) * DOLLAR * sum(quantities) / per
    charged = sum(price.micros(quantity) for quantity in quantities)
    assert exact <= charged < exact + len(quantities) or charged == exact == 0


def test_a_price_is_never_a_float() -> None:
    with pytest.raises(ValidationError, match="not exact"):
        Price(dollars=0.1, unit=Unit.CHARACTER)
    assert Price.model_validate({"dollars": "15", "per": 1_000_000, "unit": "character"}).micros(100) == 1500


def test_a_pace_never_comes_out_too_quick() -> None:
    assert Pace(calls=7).interval == 8_571_429
    assert Pace(calls=60, burst=5).slack == 4_000_000
