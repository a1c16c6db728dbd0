"""Shots end on words, else on beats or in pauses, and no scene ends with a scrap."""

from hypothesis import assume, given
from hypothesis import strategies as st

from reelhouse.edit.shots import LEAST, OPENING, USUAL, Marks, Pace, frames_of, shot_frames
from reelhouse.model.time import Rate

RATE = Rate(num=30)
RATES = st.sampled_from([Rate(num=24), Rate(num=25), Rate(num=30), Rate(num=60), Rate(num=30000, den=1001)])
PACES = st.sampled_from([USUAL, OPENING])


def said(*starts: int) -> Marks:
    """Words without an end."""
    return Marks(tuple((start, 0) for start in starts))


@st.composite
def speech(draw: st.DrawFn) -> Marks:
    """Words with pauses between them, and a steady beat."""
    words, at = [], draw(st.integers(-20, 30))
    for length, pause in draw(st.lists(st.tuples(st.integers(2, 90), st.integers(0, 60)), max_size=40)):
        words.append((at, at + length))
        at += length + pause
    step = draw(st.integers(12, 60))
    return Marks(tuple(words), tuple(range(draw(st.integers(1, 30)), 900, step)) if draw(st.booleans()) else ())


def test_a_short_scene_is_one_shot() -> None:
    assert shot_frames(70, 900, said(20, 60), RATE) == 70


def test_the_first_shots_are_shorter() -> None:
    assert shot_frames(70, 900, said(20, 31, 60), RATE, OPENING) == 31


def test_a_long_scene_is_cut_on_the_word_nearest_to_an_even_share() -> None:
    assert shot_frames(110, 900, said(20, 40, 53, 61, 72), RATE) == 53


def test_no_scrap_is_left() -> None:
    assert shot_frames(76, 900, said(36, 40, 70), RATE) in {36, 40}


def test_a_clip_that_is_short_is_cut_on_a_word_before_its_end() -> None:
    assert shot_frames(300, 60, said(10, 31, 52, 70), RATE) == 52


def test_a_clip_without_a_word_in_it_is_shown_to_its_end() -> None:
    assert shot_frames(300, 40, said(70, 100), RATE) == 40


def test_the_beat_serves_where_no_word_begins() -> None:
    long_word = ((2, 40),)
    assert shot_frames(300, 900, Marks(long_word, (20, 48, 70)), RATE) == 48
    assert shot_frames(300, 900, Marks((*long_word, (60, 64)), (20, 48, 70)), RATE) == 60


def test_a_pause_serves_where_there_is_no_beat() -> None:
    assert shot_frames(300, 900, Marks(((2, 44), (46, 100)), (60,)), RATE) == 46
    assert shot_frames(300, 900, Marks(((2, 44), (80, 100))), RATE) == 50


@given(st.integers(1, 900), st.integers(24, 900), speech(), RATES, PACES)
def test_a_shot_never_outlasts_its_scene_or_its_clip(
    left: int, available: int, marks: Marks, rate: Rate, pace: Pace
) -> None:
    length = shot_frames(left, available, marks, rate, pace)
    assert 1 <= length <= min(left, available, round(pace.longest * rate.fraction))


@given(st.integers(76, 900), speech(), RATES, PACES)
def test_no_word_is_cut_unless_it_outlasts_the_longest_shot(left: int, marks: Marks, rate: Rate, pace: Pace) -> None:
    length = shot_frames(left, 900, marks, rate, pace)
    whole = frames_of(pace.longest, rate)
    assume(length < left)
    assert not marks.splits(length) or all(marks.splits(frame) for frame in range(1, whole + 1) if frame < left)


@given(st.integers(200, 900), speech(), RATES)
def test_a_cut_is_on_a_word_or_a_beat_whenever_one_is_in_reach(left: int, marks: Marks, rate: Rate) -> None:
    first, last = frames_of(USUAL.shortest, rate), frames_of(USUAL.longest, rate)
    assume(left - last >= last)
    begins = [start for start, _ in marks.words if first <= start <= last]
    beats = [beat for beat in marks.beats if first <= beat <= last and not marks.splits(beat)]
    length = shot_frames(left, 900, marks, rate)
    if begins or beats:
        assert length in (begins or beats)
    assert length >= frames_of(LEAST, rate) or marks.splits(first)
