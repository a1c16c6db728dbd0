"""Filters over samples: what they let pass, that blocks make no difference, and that nothing moves in time."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.media.filters import Cascade, Sections, band_pass, butterworth, resample
from reelhouse.model.time import SAMPLE_RATE

BANDS = [(90, 900, 1), (110, 900, 2), (900, 5200, 1), (5500, 9500, 2), (300, 3000, 3)]


def gain(sections: Sections, hertz: float) -> float:
    """How much a cascade leaves of a tone."""
    turn = np.exp(-2j * np.pi * hertz / SAMPLE_RATE) ** np.arange(3)
    return float(abs(np.prod(sections[:, :3] @ turn / (sections[:, 3:] @ turn))))


def tone(hertz: float, samples: int, rate: float = SAMPLE_RATE) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.asarray(np.sin(2 * np.pi * hertz / rate * np.arange(samples)))


@pytest.mark.parametrize(("low", "high", "order"), BANDS)
def test_a_band_loses_half_its_power_at_both_edges_and_nothing_in_the_middle(low: int, high: int, order: int) -> None:
    sections = butterworth(low, high, order)
    assert sections.shape == (order, 6)
    assert gain(sections, low) == pytest.approx(0.5**0.5, abs=1e-6)
    assert gain(sections, high) == pytest.approx(0.5**0.5, abs=1e-6)
    edges = [SAMPLE_RATE / np.pi * np.tan(np.pi * edge / SAMPLE_RATE) for edge in (low, high)]
    middle = SAMPLE_RATE / np.pi * np.arctan(np.sqrt(edges[0] * edges[1]) * np.pi / SAMPLE_RATE)
    assert gain(sections, middle) == pytest.approx(1, abs=1e-6)


@pytest.mark.parametrize("order", [1, 2])
def test_outside_of_the_band_each_order_takes_six_decibels_an_octave(order: int) -> None:
    sections = butterworth(1000, 2000, order)
    fall = 20 * np.log10(gain(sections, 80) / gain(sections, 40))
    assert fall == pytest.approx(6.02 * order, abs=0.2)


def test_a_tone_in_the_band_passes_and_one_outside_does_not() -> None:
    settled = slice(SAMPLE_RATE // 2, None)
    passed = band_pass(tone(1000, SAMPLE_RATE), 300, 3000)[settled]
    stopped = band_pass(tone(20, SAMPLE_RATE), 300, 3000, order=2)[settled]
    assert np.abs(passed).max() == pytest.approx(1, abs=0.02)
    assert np.abs(stopped).max() < 0.01


@given(st.lists(st.integers(1, 3000), min_size=1, max_size=6), st.sampled_from([1, 2]))
def test_blocks_make_no_difference(lengths: list[int], channels: int) -> None:
    sound = np.random.default_rng(sum(lengths)).standard_normal((channels, sum(lengths)))
    whole = Cascade(butterworth(200, 2000, 2), channels).add(sound)
    cascade = Cascade(butterworth(200, 2000, 2), channels)
    edges = np.cumsum([0, *lengths])
    pieces = [cascade.add(sound[:, start:end]) for start, end in pairwise(edges)]
    assert np.array_equal(np.concatenate(pieces, axis=1), whole)


def test_channels_do_not_hear_each_other_and_nothing_gives_nothing() -> None:
    sound = np.random.default_rng(1).standard_normal((2, 1000))
    assert np.array_equal(band_pass(sound, 200, 900)[1], band_pass(sound[1], 200, 900))
    assert Cascade(butterworth(200, 900, 1), 2).add(np.zeros((2, 0))).shape == (2, 0)


@pytest.mark.parametrize(("up", "down"), [(4, 1), (1, 3), (113, 101), (89, 100), (3, 7)])
def test_a_tone_keeps_its_time_and_height_at_another_rate(up: int, down: int) -> None:
    made = resample(tone(440, 24_001), up, down)
    assert len(made) == -(-24_001 * up // down)
    inner = slice(len(made) // 10, -len(made) // 10)
    assert np.abs(made - tone(440, len(made), SAMPLE_RATE * up / down))[inner].max() < 2e-3


def test_what_the_lower_rate_cannot_hold_is_gone() -> None:
    assert np.abs(resample(tone(11_000, 24_000), 1, 3)[200:-200]).max() < 0.01


def test_the_same_rate_is_the_same_sound() -> None:
    sound = np.random.default_rng(2).standard_normal(500)
    assert resample(sound, 5, 5) == pytest.approx(sound)
