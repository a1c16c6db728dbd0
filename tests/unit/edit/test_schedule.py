"""Slots: small edits are absorbed, nothing overlaps, everything starts on a frame."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made import IDS, RATE, SCRIPT, made, narration_of, script_of
from reelhouse.edit.schedule import Schedule, schedule, slot_frames
from reelhouse.errors import ContentError
from reelhouse.model.script import Role
from reelhouse.model.speech import Timing, Utterance, Word
from reelhouse.model.time import SAMPLE_RATE, Rate, frames_to_samples


def utterance(samples: int) -> Utterance:
    return Utterance(words=(Word(text="hi", start=0, end=samples),), samples=samples, timing=Timing.EXACT)


@given(st.integers(1, 500_000), st.integers(0, 2_000), st.sampled_from([RATE, Rate(num=24000, den=1001)]))
def test_a_slot_holds_its_sound_and_pause_and_wastes_little(samples: int, pause: int, rate: Rate) -> None:
    need = Fraction(samples, SAMPLE_RATE) + Fraction(pause, 1000)
    have = slot_frames(utterance(samples), pause, rate) / rate.fraction
    assert need <= have < need + Fraction(1, 5) + 1 / rate.fraction


def test_quiet_edges_count_as_pause_but_never_cut_the_sound() -> None:
    words = (Word(text="hi", start=4_800, end=43_200),)
    edged = Utterance(words=words, samples=48_000, timing=Timing.EXACT)
    assert slot_frames(edged, 200, RATE) == 30
    assert slot_frames(edged, 0, RATE) == 30
    assert slot_frames(edged, 201, RATE) == 36


@given(st.lists(st.integers(1_000, 300_000), min_size=4, max_size=4))
def test_scenes_lie_end_to_end_and_lines_do_not_overlap(lengths: list[int]) -> None:
    plan = made(dict(zip(IDS, lengths, strict=True)))
    at = 0
    for scene in plan.scenes:
        assert scene.range.start == at
        at = scene.range.end
        sound = 0
        for line in scene.lines:
            assert line.start == frames_to_samples(line.slot.start, RATE)
            assert line.start >= sound
            sound = line.start + line.samples
        assert sound <= frames_to_samples(scene.range.duration, RATE)
    assert plan.duration == at


@given(st.integers(1_000, 200_000), st.integers(0, 3_000))
def test_a_line_that_keeps_its_slot_moves_nothing(samples: int, more: int) -> None:
    lengths = dict.fromkeys(IDS, 48_000)
    before, after = made({**lengths, "s1.0": samples}), made({**lengths, "s1.0": samples + more})
    if slot_frames(utterance(samples), 300, RATE) == slot_frames(utterance(samples + more), 300, RATE):
        assert [scene.range for scene in before.scenes] == [scene.range for scene in after.scenes]
        assert before.scenes[1].lines[1] == after.scenes[1].lines[1]


def test_the_first_word_comes_after_the_card_lands_and_only_there() -> None:
    plan = made(dict.fromkeys(IDS, 48_000))
    assert [scene.lines[0].slot.start for scene in plan.scenes] == [9, 0, 0]
    assert plan.scenes[0].lines[0].spoken()[0].start == 14_400


def test_an_end_card_stays_after_its_last_word() -> None:
    plan = made(dict.fromkeys(IDS, 48_000))
    end = plan.scenes[-1]
    assert end.range.duration == end.lines[-1].slot.end + 24


def test_a_scene_without_words_is_long_enough_to_be_read() -> None:
    script = script_of(("end", Role.END, 0))
    assert schedule(script, narration_of(script, {}), RATE).duration == 48
    assert Schedule(rate=RATE, scenes=()).duration == 0


def test_a_missing_line_is_named() -> None:
    with pytest.raises(ContentError, match=r"s1\.0"):
        schedule(SCRIPT, narration_of(script_of(("title", Role.TITLE, 1)), {"title.0": 48_000}), RATE)
