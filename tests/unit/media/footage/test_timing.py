"""Rates from time stamps."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.media.footage.timing import USUAL, pace_of
from reelhouse.model.time import Rate

MILLISECOND = Fraction(1, 1000)
TICK = Fraction(1, 90_000)


def times(rate: Fraction, count: int, base: Fraction) -> list[int]:
    return [round(n / rate / base) for n in range(count)]


@pytest.mark.parametrize("base", [MILLISECOND, TICK, Fraction(1, 15_360)])
@given(st.sampled_from(USUAL), st.integers(2, 400))
def test_a_constant_rate_is_exact_in_every_time_base(base: Fraction, rate: Fraction, count: int) -> None:
    pace = pace_of(times(rate, count, base), base, [rate])
    assert pace.constant
    assert pace.rate is not None
    assert pace.rate.fraction == rate


def test_the_rate_is_found_when_nobody_says_it() -> None:
    pace = pace_of(times(Fraction(24_000, 1001), 2000, MILLISECOND), MILLISECOND, [None, Fraction(0)])
    assert (pace.rate, pace.constant) == (Rate(num=24_000, den=1001), True)


def test_a_wrong_claim_is_not_believed() -> None:
    pace = pace_of(times(Fraction(25), 100, TICK), TICK, [Fraction(90_000), Fraction(30)])
    assert (pace.rate, pace.constant) == (Rate(num=25), True)


def test_one_missing_frame_makes_it_uneven() -> None:
    whole = times(Fraction(30), 100, TICK)
    pace = pace_of([*whole[:40], *whole[41:]], TICK, [Fraction(30)])
    assert not pace.constant
    assert pace.longest == 6000
    assert pace.rate is not None
    assert float(pace.rate.fraction) == pytest.approx(29.7, abs=0.1)


def test_a_missing_frame_is_seen_in_the_coarsest_time_base() -> None:
    assert not pace_of([0, 1, 2, 4, 5], Fraction(1, 30), [Fraction(30)]).constant


def test_no_frames_one_frame_and_frames_at_one_time_have_no_rate() -> None:
    for shown in ([], [7], [3, 3]):
        pace = pace_of(shown, TICK, [None])
        assert (pace.rate, pace.constant, pace.longest) == (None, True, 0)
    assert pace_of([7], TICK, [Fraction(25)]).rate == Rate(num=25)
