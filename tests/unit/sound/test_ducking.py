import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.sound.ducking import ATTACK, DEPTH, HOLD, RELEASE, STEP, duck, gains, levels, spoken


def speech(length: int, *spans: tuple[int, int]) -> np.ndarray:
    where = np.zeros(length, dtype=np.bool_)
    for start, stop in spans:
        where[start:stop] = True
    return where


def test_music_is_down_when_speech_begins_and_back_after_it() -> None:
    curve = duck(speech(300, (100, 150)))
    assert np.all(curve[: 100 - ATTACK] == 0)
    assert curve[100 - ATTACK // 2] == pytest.approx(-DEPTH / 2, abs=0.5)
    assert np.allclose(curve[100 : 150 + HOLD], -DEPTH)
    assert -DEPTH < curve[150 + HOLD + RELEASE // 2] < 0
    assert np.all(curve[150 + HOLD + RELEASE :] == 0)


def test_music_does_not_pump_in_the_pause_between_two_words() -> None:
    curve = duck(speech(300, (50, 100), (100 + HOLD, 200)))
    assert np.allclose(curve[50:200], -DEPTH)


def test_speech_at_the_very_start_and_nowhere() -> None:
    assert duck(speech(50, (0, 10)))[0] == -DEPTH
    assert np.all(duck(speech(50)) == 0)


@given(st.lists(st.booleans(), min_size=1, max_size=400))
def test_the_curve_is_never_steeper_than_its_slopes(steps: list[bool]) -> None:
    where = np.array(steps)
    curve = duck(where)
    assert np.allclose(curve[where], -DEPTH)
    assert curve.min() >= -DEPTH - 1e-9
    assert curve.max() <= 0
    assert np.all(np.diff(curve) >= -1.6 * DEPTH / ATTACK)
    assert np.all(np.diff(curve) <= 1.6 * DEPTH / RELEASE)


def test_speech_is_what_stands_out() -> None:
    level = np.array([-90.0] * 20 + [-20.0] * 30 + [-45.0] * 10 + [-60.0] * 10)
    assert np.flatnonzero(spoken(level)).tolist() == list(range(20, 60))


def test_silence_holds_no_speech() -> None:
    assert not spoken(np.full(100, -120.0)).any()
    assert not spoken(np.zeros(0)).any()


def test_levels_are_rms_in_steps() -> None:
    sound = np.concatenate([np.full(STEP, 0.1), np.zeros(STEP), np.full(STEP // 2, 0.1)]).astype(np.float32)
    assert levels(sound) == pytest.approx([-20, -120, -23.01], abs=0.01)


def test_gains_are_smooth_and_do_not_depend_on_the_block() -> None:
    curve = duck(speech(300, (100, 150)))
    whole = gains(curve, 0, 300 * STEP)
    assert np.array_equal(np.concatenate([gains(curve, 0, 1234), gains(curve, 1234, 300 * STEP)]), whole)
    assert np.abs(np.diff(whole)).max() < 0.0005
