"""Joining: which borders of a programme are cuts, and which are covered by a transition.

What lies on both sides of a border decides, one kind for each: shots of a scene are cut, a block ends in a dip, and
cards of one kind slide. A dip needs a second on both sides, so that a picture never flashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from reelhouse.edit.schedule import SlottedScene
from reelhouse.model.base import Value
from reelhouse.model.script import Role
from reelhouse.model.time import Rate, seconds, seconds_to_frames_ceil
from reelhouse.model.timeline import Clip, ExternalReference, GeneratorReference, Track, Transition, TransitionKind

#: Seconds of a dip on each side of its cut, and of a slide.
DIP, SLIDE = seconds("0.1"), seconds("0.25")
#: Seconds that a scene lasts at least which a dip begins or ends.
ROOM = seconds(1)
#: What belongs together: the story with its turn is one block.
_BLOCKS = {Role.TITLE: 0, Role.STORY: 1, Role.TWIST: 1, Role.END: 2}


class Joins(Value):
    """What a style puts on each kind of border; without it everything is cut."""

    block: Literal["cut", "dip"] = "cut"
    scene: Literal["cut", "dip"] = "cut"
    card: Literal["cut", "slide"] = "cut"


def join_pictures(scenes: Sequence[SlottedScene], track: Track, joins: Joins, rate: Rate) -> tuple[Transition, ...]:
    """The dips of a track of backgrounds without gaps, in order."""
    clips = dict(track.clips())
    ends = {at + clip.duration: clip for at, clip in clips.items()}
    return tuple(
        _dip(after.range.start, rate)
        for before, after in pairwise(scenes)
        if _dips(before, after, joins, ends[after.range.start], clips[after.range.start])
        and min(before.range.duration, after.range.duration) >= ROOM * rate.fraction
    )


def join_cards(track: Track, joins: Joins, rate: Rate) -> tuple[Transition, ...]:
    """The slides of a track of cards, in order."""
    return tuple(_slides(track, rate)) if joins.card == "slide" else ()


def _dips(before: SlottedScene, after: SlottedScene, joins: Joins, ending: Clip, beginning: Clip) -> bool:
    if _BLOCKS[before.scene.role] != _BLOCKS[after.scene.role]:
        return joins.block == "dip"
    return joins.scene == "dip" and _drawn(ending) and _drawn(beginning) and ending.media != beginning.media


def _drawn(clip: Clip) -> bool:
    return isinstance(clip.media, ExternalReference) and clip.media.loops


def _dip(at: int, rate: Rate) -> Transition:
    half = seconds_to_frames_ceil(DIP, rate)
    return Transition(kind=TransitionKind.DIP, at=at, in_offset=half, out_offset=half)


def _slides(track: Track, rate: Rate) -> Iterator[Transition]:
    """A slide begins when the new card does: what is read on it keeps its time."""
    length = seconds_to_frames_ceil(SLIDE, rate)
    for (at, clip), (start, following) in pairwise(track.clips()):
        if start == at + clip.duration and _alike(clip, following) and following.duration > length:
            yield Transition(kind=TransitionKind.SLIDE, at=start, in_offset=0, out_offset=length)


def _alike(one: Clip, other: Clip) -> bool:
    """Whether both are cards of one kind."""
    names = [clip.media.name for clip in (one, other) if isinstance(clip.media, GeneratorReference)]
    return names == 2 * names[:1]
