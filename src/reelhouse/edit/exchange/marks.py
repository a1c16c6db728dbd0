"""Scenes across an edit: each begins where its own background begins, and moves along with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reelhouse.model.script import Role
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import SceneMark, Timeline, TrackKind

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


def whole(duration: int) -> tuple[SceneMark, ...]:
    """One scene from beginning to end."""
    return (SceneMark(id=WHOLE, role=Role.STORY, range=TimeRange(start=0, duration=duration)),)


def _lay(found: Sequence[tuple[int, SceneMark]], duration: int) -> Iterable[SceneMark]:
    """Each scene lasts until the next one; the first begins at the beginning."""
    starts = [0, *(at for at, _ in found[1:]), duration] if found else []
    for (start, end), (_, mark) in zip(pairwise(starts), found, strict=True):
        yield mark.model_copy(update={"range": TimeRange(start=start, duration=max(0, end - start))})
