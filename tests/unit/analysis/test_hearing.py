from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.analysis.hearing import RATE, from_house, hear, levels, rms, speech, to_house
from reelhouse.media.wav import write_wav


def bursts(*spans: tuple[float, float], seconds: float = 3.0, noise: float = 0.0) -> np.ndarray:
    """A tone that sounds only inside the spans (seconds), over white noise."""
    time = np.arange(int(seconds * RATE)) / RATE
    on = sum((start <= time) & (time < end) for start, end in spans)
    hiss = np.random.default_rng(0).normal(size=len(time)) * noise
    return np.asarray(np.sin(2 * np.pi * 300 * time) * 0.3 * on + hiss)


def test_a_file_is_heard_at_sixteen_kilohertz_and_mono(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    tone = np.sin(2 * np.pi * 440 * np.arange(48_000) / 48_000).astype(np.float32)
    write_wav(path, np.stack([tone, np.zeros_like(tone)]))
    heard = hear(path)
    assert len(heard) == RATE
    assert rms(heard) == pytest.approx(-9, abs=0.1)


def test_moments_go_to_the_houses_rate_and_back() -> None:
    assert to_house(16_000) == 48_000
    assert from_house(to_house(123)) == 123


def test_levels_are_decibels_every_ten_milliseconds() -> None:
    curve = levels(bursts((0, 1), seconds=2))
    assert len(curve) == 201
    assert curve[50] == pytest.approx(-13.5, abs=0.2)
    assert curve[150] < -150


def test_nothing_measures_as_silence() -> None:
    assert rms(np.zeros(0)) == -200
    assert speech(np.zeros(RATE)) == []


def test_stretches_are_divided_by_pauses_not_by_stops() -> None:
    found = speech(bursts((0.2, 1.0), (1.05, 1.5), (2.0, 2.5)))
    assert [(round(start / RATE, 1), round(end / RATE, 1)) for start, end in found] == [(0.2, 1.5), (2.0, 2.5)]


def test_a_click_is_no_speech() -> None:
    assert len(speech(bursts((0.5, 0.52), (1.0, 2.0)))) == 1


def test_the_threshold_rises_with_the_noise() -> None:
    found = speech(bursts((0.5, 1.0), (1.5, 2.5), noise=0.01))
    assert [(round(start / RATE, 1), round(end / RATE, 1)) for start, end in found] == [(0.5, 1.0), (1.5, 2.5)]
