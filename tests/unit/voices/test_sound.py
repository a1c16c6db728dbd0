from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.media.wav import write_wav
from reelhouse.voices.sound import engine_sound, reshaped, to_house_samples

FLAT = ((1.0, 0.0),)


def tone(frequency: float, rate: int, seconds: float = 0.5) -> np.ndarray:
    return np.asarray(np.sin(2 * np.pi * frequency * np.arange(round(rate * seconds)) / rate) * 0.5)


@pytest.mark.parametrize("rate", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_tone_keeps_its_pitch_its_level_and_its_moment(rate: int) -> None:
    house = reshaped(tone(1000, rate), rate, FLAT)
    assert len(house) == 24_000
    middle = slice(2000, 22_000)
    assert np.abs(house[middle] - tone(1000, 48_000)[middle]).max() < 0.002


def test_a_click_stays_where_it_was() -> None:
    click = np.zeros(22_050)
    click[11_025] = 1
    shaped = reshaped(click, 22_050, ((50, -20), (90, -3), (1000, 0), (7600, -6), (9000, -30)))
    assert int(np.abs(shaped).argmax()) == 24_000


def test_the_curve_is_the_gain_of_each_tone() -> None:
    curve = ((100, -12), (1000, 0), (4000, 6))
    for frequency, decibels in ((100, -12), (1000, 0), (2000, 3), (4000, 6)):
        shaped = reshaped(tone(frequency, 48_000), 48_000, curve)
        assert 20 * np.log10(shaped[6000:18_000].std() / tone(frequency, 48_000)[6000:18_000].std()) == pytest.approx(
            decibels, abs=0.1
        )


def test_an_engines_file_becomes_mono_at_the_houses_rate(tmp_path: Path) -> None:
    path = tmp_path / "raw.wav"
    write_wav(path, tone(440, 22_050, 0.1).astype(np.float32)[None], rate=22_050)
    sound = engine_sound(path, 22_050)
    assert sound.shape == (1, 4800)
    assert sound.dtype == np.float32
    assert to_house_samples(2205, 22_050) == 4800
