"""Shots end on words, and no scene ends with a scrap."""

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.edit.shots import shot_frames
from reelhouse.model.time import Rate

RATE = Rate(num=30)


def test_a_short_scene_is_one_shot() -> None:
    assert shot_frames(140, 900, [20, 80, 100], RATE) == 140


def test_a_long_scene_is_cut_on_the_word_nearest_to_an_even_share() -> None:
    assert shot_frames(300, 900, [20, 80, 97, 111, 140], RATE) == 97


def test_no_scrap_is_left() -> None:
    assert shot_frames(160, 900, [78, 80, 140], RATE) in {78, 80}


def test_a_clip_that_is_short_is_cut_on_a_word_before_its_end() -> None:
    assert shot_frames(300, 60, [10, 31, 52, 70], RATE) == 52


def test_a_clip_without_a_word_in_it_is_shown_to_its_end() -> None:
    assert shot_frames(300, 40, [70, 100], RATE) == 40


@given(
    st.integers(1, 900), st.integers(24, 900), st.lists(st.integers(1, 900), max_size=40).map(sorted),
    st.sampled_from([Rate(num=24), Rate(num=25), Rate(num=30), Rate(num=60), Rate(num=30000, den=1001)]),
)  # fmt: skip
def test_a_shot_never_outlasts_its_scene_or_its_clip(left: int, available: int, starts: list[int], rate: Rate) -> None:
    length = shot_frames(left, available, starts, rate)
    longest = round(5 * rate.fraction)
    assert 1 <= length <= min(left, available, longest)
    assert length in {left, *starts, min(longest, available)}
