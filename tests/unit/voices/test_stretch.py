from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.model.time import SAMPLE_RATE
from reelhouse.voices.shift import delivered
from reelhouse.voices.stretch import stretched


def buzz(hertz: float, seconds: float = 1.0) -> NDArray[np.float64]:
    """Pulses through one resonance at 1200 Hz: a voice in the simplest form."""
    pulses = np.zeros(round(seconds * SAMPLE_RATE))
    pulses[np.rint(np.arange(0, seconds, 1 / hertz) * SAMPLE_RATE).astype(int)[:-1]] = 1
    time = np.arange(SAMPLE_RATE // 50) / SAMPLE_RATE
    ring = np.sin(2 * np.pi * 1200 * time) * np.exp(-time * 400)
    return np.convolve(pulses, ring)[: len(pulses)] * 0.3


def pitch_of(sound: NDArray[np.float64]) -> float:
    middle = sound[len(sound) // 4 : len(sound) // 4 + SAMPLE_RATE // 4]
    likeness = np.correlate(middle, middle, "full")[len(middle) :]
    shortest = SAMPLE_RATE // 400
    return SAMPLE_RATE / (shortest + int(np.argmax(likeness[shortest : SAMPLE_RATE // 60])) + 1)


def resonance_of(sound: NDArray[np.float64]) -> float:
    """Where the energy lies: the mean frequency between 500 and 3000 Hz."""
    power = np.abs(np.fft.rfft(sound * np.hanning(len(sound)))) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / SAMPLE_RATE)
    band = (frequencies > 500) & (frequencies < 3000)
    return float((frequencies[band] * power[band]).sum() / power[band].sum())


@pytest.mark.parametrize("speed", [0.7, 0.85, 1.0, 1.2, 1.4])
def test_the_length_changes_and_the_pitch_does_not(speed: float) -> None:
    sound = buzz(130)
    slower = stretched(sound, speed)
    assert len(slower) == round(len(sound) / speed)
    assert pitch_of(slower) == pytest.approx(130, rel=0.02)
    assert np.sqrt(np.mean(slower**2)) == pytest.approx(np.sqrt(np.mean(sound**2)), rel=0.1)


@pytest.mark.parametrize("speed", [0.7, 0.9, 1.1, 1.4])
def test_every_moment_is_within_20_ms_of_its_place(speed: float) -> None:
    sound = np.zeros(4 * SAMPLE_RATE)
    starts = [SAMPLE_RATE // 2 * number for number in range(1, 8)]
    for start in starts:
        sound[start : start + SAMPLE_RATE // 10] = buzz(150, 0.1)
    moved = stretched(sound, speed)
    loud = np.abs(moved) > 0.02
    for start in starts:
        place = round(start / speed)
        first = place - SAMPLE_RATE // 10 + int(np.argmax(loud[place - SAMPLE_RATE // 10 :]))
        assert abs(first - place) <= SAMPLE_RATE * 20 // 1000


@pytest.mark.parametrize("semitones", [-4, -2, 2, 4])
def test_the_pitch_changes_and_the_resonance_stays(semitones: int) -> None:
    sound = buzz(130)
    shifted = delivered(sound, 1.0, semitones)
    assert len(shifted) == len(sound)
    assert pitch_of(shifted) == pytest.approx(130 * 2 ** (semitones / 12), rel=0.03)
    drift = resonance_of(shifted) / resonance_of(sound)
    assert abs(np.log2(drift)) * 12 < abs(semitones) / 2


def test_speed_and_pitch_together() -> None:
    moved = delivered(buzz(130), 1.25, 3)
    assert len(moved) == round(SAMPLE_RATE / 1.25)
    assert pitch_of(moved) == pytest.approx(130 * 2 ** (3 / 12), rel=0.03)


@pytest.mark.parametrize("length", [0, 1, 100, 3000])
@pytest.mark.parametrize("semitones", [0, 3])
def test_short_sounds_and_silence_pass(length: int, semitones: int) -> None:
    moved = delivered(np.zeros(length), 0.8, semitones)
    assert len(moved) == round(length / 0.8)
    assert not np.abs(moved).max(initial=0) > 1e-6
