"""Scenes across an edit: each begins where its own background begins, and moves along with it.

Where only a cut was moved, the words of both scenes are where they were, and so are the scenes: nothing but the picture
around the cut has to be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reelhouse.model.script import Role
from reelhouse.model.time import Rate, TimeRange, frames_to_samples
from reelhouse.model.timeline import SceneMark, Timeline, Track, TrackKind

#: A clip of a voice: its name, the sample it begins at, and what it plays of its recording.
Heard = tuple[str, int, TimeRange]
#: The only scene of a timeline that says nothing of scenes.
WHOLE = "whole"


def anchors(timeline: Timeline) -> dict[int, SceneMark] | None:
    """Scenes by the place where they begin; None when a background does not begin there, or they leave holes."""
    ground = timeline.track(TrackKind.BACKGROUND)
    begins = {at for at, clip in ground[0].clips() if clip.duration} if ground else set()
    marks = {mark.range.start: mark for mark in timeline.scenes}
    named = {mark.id for mark in timeline.scenes}
    fitting = len(marks) == len(timeline.scenes) == len(named) and set(marks) <= begins
    laid = tuple(_lay([(mark.range.start, mark) for mark in timeline.scenes], timeline.duration))
    return marks if fitting and laid == timeline.scenes else None


def follow(found: Iterable[tuple[int, SceneMark]], duration: int) -> tuple[SceneMark, ...]:
    """Scenes at the places where their backgrounds are now; a background that was cut in two begins it once."""
    first: dict[str, tuple[int, SceneMark]] = {}
    for at, mark in sorted(found, key=lambda one: one[0]):
        if at < duration:
            first.setdefault(mark.id, (at, mark))
    return tuple(_lay(list(first.values()), duration))


def stay(found: tuple[SceneMark, ...], base: Timeline, tracks: Iterable[Track]) -> tuple[SceneMark, ...]:
    """Scenes whose words are heard where they were begin where they began.

    Args:
        found: The scenes, where their backgrounds are.
        base: The timeline before the edit.
        tracks: Those of the edit.

    Returns:
        What was found, where the edit took away, added or reordered scenes.
    """
    if [mark.id for mark in found] != [mark.id for mark in base.scenes]:
        return found
    before, after = _words(base.track(TrackKind.VOICE)), _words(tracks)
    still = {mark.id: mark for mark in base.scenes if _still(_within(mark, before, base.rate), after)}
    placed = [(still.get(mark.id, mark).range.start, mark) for mark in found]
    ends = [at for at, _ in placed[1:]] + [found[-1].range.end] if still else []
    rising = all(at < end for (at, _), end in zip(placed, ends, strict=False))
    return tuple(_lay(placed, ends[-1])) if ends and rising else found


def whole(duration: int) -> tuple[SceneMark, ...]:
    """One scene from beginning to end."""
    return (SceneMark(id=WHOLE, role=Role.STORY, range=TimeRange(start=0, duration=duration)),)


def _lay(found: Sequence[tuple[int, SceneMark]], duration: int) -> Iterable[SceneMark]:
    """Each scene lasts until the next one; the first begins at the beginning."""
    starts = [0, *(at for at, _ in found[1:]), duration] if found else []
    for (start, end), (_, mark) in zip(pairwise(starts), found, strict=True):
        yield mark.model_copy(update={"range": TimeRange(start=start, duration=max(0, end - start))})


def _words(tracks: Iterable[Track]) -> list[Heard]:
    """The clips of voice tracks: name, place and what they play, in order of time."""
    voices = (track for track in tracks if track.kind is TrackKind.VOICE)
    clips = ((clip.name, at, clip.source) for track in voices for at, clip in track.clips())
    return sorted(clips, key=lambda one: (one[1], one[0]))


def _within(mark: SceneMark, words: Sequence[Heard], rate: Rate) -> list[Heard]:
    """The words that begin while a scene lasts."""
    start, end = (frames_to_samples(frame, rate) for frame in (mark.range.start, mark.range.end))
    return [one for one in words if start <= one[1] < end]


def _still(words: Sequence[Heard], after: Sequence[Heard]) -> bool:
    """Whether there are words, and all of them and no others of their names are where they were."""
    names = {name for name, _, _ in words}
    return bool(words) and list(words) == [one for one in after if one[0] in names]
