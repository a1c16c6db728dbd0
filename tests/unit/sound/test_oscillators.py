import numpy as np
import pytest

from reelhouse.sound.oscillators import damped, decay, fall, hertz, noise, phasor, rise, seconds, stack


def test_notes_have_their_frequencies() -> None:
    assert hertz(69) == 440
    assert hertz(57) == 220


def test_a_damped_tone_is_a_sine_that_dies() -> None:
    time = np.arange(30_001) / 48_000
    expected = np.exp(-3 * time) * np.sin(2 * np.pi * 330 * time + 0.5)
    assert np.abs(damped(330, 3, 0.5, 30_001) - expected).max() < 1e-5


def test_a_stack_is_the_sum_of_its_partials() -> None:
    time = np.arange(20_000) / 48_000
    brightness = (0.7 + 0.2 * np.sin(time)).astype(np.float32)
    angle = 2 * np.pi * 200 * time
    expected = sum(brightness ** (h - 1) * np.sin(h * angle) / h**1.2 for h in range(1, 7))
    assert np.abs(stack(phasor(200, 0, 0, 20_000), brightness, 6, 1.2) - expected).max() < 1e-3


def test_envelopes_begin_and_end_where_they_should() -> None:
    up, down, dying = rise(4800, 0.05), fall(4800, 0.05), decay(4800, 10)
    assert (up[0], up[2400]) == (0, 1)
    assert (down[0], down[-1]) == (1, 0)
    assert dying[-1] == pytest.approx(np.exp(-1), abs=1e-3)
    assert len(rise(10, 1)) == 10


def test_noise_lies_between_its_frequencies() -> None:
    power = np.abs(np.fft.rfft(noise(np.random.default_rng(1), 48_000, 1000, 2000, 2))) ** 2
    assert power[800:2500].sum() > 0.9 * power.sum()


def test_seconds_are_samples() -> None:
    assert seconds(0.5) == 24_000
