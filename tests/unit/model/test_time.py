"""Exact time: rounding goes the way its name says, and nothing drifts."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from reelhouse.model.time import (
    SAMPLE_RATE,
    Rate,
    TimeRange,
    frames_to_milliseconds,
    frames_to_samples,
    milliseconds_to_samples,
    samples_to_frames_ceil,
    samples_to_frames_floor,
    samples_to_milliseconds,
    seconds,
    seconds_to_frames_ceil,
)

RATES = st.sampled_from([Rate(num=24), Rate(num=25), Rate(num=30), Rate(num=60), Rate(num=24000, den=1001)])
COUNTS = st.integers(0, 10_000_000)


@given(COUNTS, RATES)
def test_a_frame_begins_on_a_sample_inside_it(frame: int, rate: Rate) -> None:
    exact = Fraction(frame) / rate.fraction * SAMPLE_RATE
    assert abs(frames_to_samples(frame, rate) - exact) <= Fraction(1, 2)


@given(COUNTS, RATES)
def test_floor_and_ceil_enclose_the_exact_frame(samples: int, rate: Rate) -> None:
    exact = Fraction(samples, SAMPLE_RATE) * rate.fraction
    low, high = samples_to_frames_floor(samples, rate), samples_to_frames_ceil(samples, rate)
    assert low <= exact <= high
    assert high - low <= 1


@given(COUNTS)
def test_whole_rates_come_back_exactly(frame: int) -> None:
    rate = Rate(num=30)
    assert samples_to_frames_floor(frames_to_samples(frame, rate), rate) == frame
    assert samples_to_frames_ceil(frames_to_samples(frame, rate), rate) == frame


@given(st.integers(0, 10_000_000))
def test_milliseconds_come_back_exactly(milliseconds: int) -> None:
    assert samples_to_milliseconds(milliseconds_to_samples(milliseconds)) == milliseconds


def test_seconds_are_exact_and_round_up_to_frames() -> None:
    assert seconds("0.2") == Fraction(1, 5)
    assert seconds_to_frames_ceil(seconds("0.2"), Rate(num=30)) == 6
    assert seconds_to_frames_ceil(seconds("0.2"), Rate(num=24)) == 5


def test_a_rate_is_written_as_the_encoder_reads_it() -> None:
    assert str(Rate(num=30)) == "30"
    assert str(Rate(num=24000, den=1001)) == "24000/1001"


@given(st.integers(0, 500), st.integers(0, 50), st.integers(0, 500), st.integers(0, 50))
def test_overlap_is_what_both_contain(a: int, a_length: int, b: int, b_length: int) -> None:
    one, other = TimeRange(start=a, duration=a_length), TimeRange(start=b, duration=b_length)
    common = set(range(one.start, one.end)) & set(range(other.start, other.end))
    found = one.overlap(other)
    assert common == (set(range(found.start, found.end)) if found else set())


def test_an_hour_of_broadcast_frames_is_a_thousandth_longer() -> None:
    assert frames_to_milliseconds(3600 * 30, Rate(num=30)) == 3_600_000
    assert frames_to_milliseconds(3600 * 30, Rate(num=30000, den=1001)) == 3_603_600


def test_a_shifted_range_keeps_its_duration() -> None:
    assert TimeRange(start=2, duration=5).shifted(3) == TimeRange(start=5, duration=5)


def test_times_cannot_be_negative_or_fractional() -> None:
    with pytest.raises(ValidationError):
        TimeRange(start=-1, duration=2)
    with pytest.raises(ValidationError):
        TimeRange.model_validate({"start": 0.5, "duration": 2})
    with pytest.raises(ValidationError):
        Rate(num=0)
