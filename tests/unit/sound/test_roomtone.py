import numpy as np
import pytest

from reelhouse.sound.roomtone import PERIOD, room_tone


def test_it_is_quiet_and_dull_and_never_nothing() -> None:
    tone = room_tone(0, PERIOD)
    assert 20 * np.log10(np.sqrt(np.mean(tone**2))) == pytest.approx(-66, abs=0.1)
    power = np.abs(np.fft.rfft(tone[0])) ** 2
    hertz = np.fft.rfftfreq(PERIOD, 1 / 48_000)
    assert power[hertz > 4000].sum() < 0.02 * power.sum()
    assert all(np.any(tone[:, at : at + 48]) for at in range(0, PERIOD, 4800))


def test_blocks_join_and_the_period_does_too() -> None:
    whole = room_tone(0, 2 * PERIOD)
    assert np.array_equal(np.concatenate([room_tone(0, 12_345), room_tone(12_345, 2 * PERIOD)], axis=1), whole)
    assert np.abs(np.diff(whole[:, PERIOD - 3 : PERIOD + 3])).max() < 5 * np.abs(np.diff(whole)).mean()
