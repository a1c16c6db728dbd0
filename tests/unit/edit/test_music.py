"""The music drops for the last line and comes back with the end card, on the first beat of a bar."""

from itertools import pairwise

import pytest

from made import RATE, narration_of, script_of
from reelhouse.edit.music import EARLY, runs_of
from reelhouse.edit.schedule import Schedule, schedule
from reelhouse.model.script import Role
from reelhouse.model.time import TimeRange, frames_to_samples

BAR = 20_000


def plan(*scenes: tuple[str, Role, int]) -> Schedule:
    script = script_of(*scenes)
    return schedule(script, narration_of(script, {line.id: 48_000 for line in script.lines}), RATE)


STORY = plan(("title", Role.TITLE, 1), ("s1", Role.STORY, 3), ("end", Role.END, 1))


def test_it_is_thin_from_the_last_line_to_the_end_card() -> None:
    full, thin, back = runs_of(STORY, (), BAR, 4)
    told, end = STORY.scenes[1], STORY.scenes[2]
    assert (full.thin, thin.thin, back.thin) == (False, True, False)
    assert thin.start == frames_to_samples(told.range.start, RATE) + told.lines[-1].start
    assert thin.source == thin.start
    assert back.start == thin.end == frames_to_samples(end.range.start, RATE) - EARLY
    assert back.end == frames_to_samples(STORY.duration, RATE)


def test_a_bar_begins_with_the_first_card_and_with_the_end_card() -> None:
    runs = runs_of(STORY, (), BAR, 4)
    assert runs[0].source % BAR == 0
    assert runs[-1].source + EARLY == 4 * BAR
    later = STORY.model_copy(update={"scenes": (*plan(("s0", Role.STORY, 1)).scenes, *_moved(STORY, 48))})
    runs = runs_of(later, (), BAR, 4)
    assert (frames_to_samples(48, RATE) + runs[0].source - runs[0].start) % BAR == 0


def _moved(story: Schedule, by: int) -> list[object]:
    return [
        at.model_copy(update={"range": TimeRange(start=at.range.start + by, duration=at.range.duration)})
        for at in story.scenes
    ]


def test_music_that_would_come_back_for_less_than_two_bars_stays_thin() -> None:
    scenes = (
        ("title", Role.TITLE, 1), ("s1", Role.STORY, 2), ("twist", Role.TWIST, 1), ("s2", Role.STORY, 3),
        ("end", Role.END, 1),
    )  # fmt: skip
    told = plan(*scenes)
    assert [run.thin for run in runs_of(told, ("twist",), BAR, 4)] == [False, True, False, True, False]
    assert [run.thin for run in runs_of(told, ("twist",), 100_000, 4)] == [False, True, False]


@pytest.mark.parametrize("bar", [0, BAR])
def test_the_whole_programme_has_music(bar: int) -> None:
    for told in (STORY, plan(("s1", Role.STORY, 1)), plan(("title", Role.TITLE, 1), ("end", Role.END, 0))):
        runs = runs_of(told, (), bar, 4)
        assert runs[0].start == 0
        assert runs[-1].end == frames_to_samples(told.duration, RATE)
        assert all(one.end == other.start for one, other in pairwise(runs))


def test_a_title_alone_is_no_story_to_drop_the_music_for() -> None:
    assert [run.thin for run in runs_of(plan(("t", Role.TITLE, 2), ("end", Role.END, 1)), (), BAR, 4)] == [False]
