"""Our own transitions in an edited timeline: they move with the clips that they stand between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from reelhouse.edit.exchange import schema
from reelhouse.edit.exchange.notes import Notes
from reelhouse.edit.exchange.times import Clock
from reelhouse.model.time import seconds
from reelhouse.model.timeline import Track, TrackKind, Transition, TransitionKind

#: What joins the clips of each kind of track.
KINDS = {TrackKind.BACKGROUND: TransitionKind.DIP, TrackKind.CARD: TransitionKind.SLIDE}
#: Seconds that a transition lasts at most on either side.
LONGEST = seconds("0.5")


def join_of(raw: object, kind: TrackKind, at: int, clock: Clock, place: str) -> Transition | None:
    """The transition that we wrote, at place `at` of its track; None for those of other programs.

    Raises:
        ContentError: It has impossible times.
    """
    ours = KINDS.get(kind)
    if not isinstance(raw, dict) or ours is None or schema.ours_in(raw).get("transition") != ours.value:
        return None
    before, after = (max(0, round(clock.units(raw.get(key), place))) for key in ("in_offset", "out_offset"))
    return Transition(kind=ours, at=at, in_offset=before, out_offset=after)


def fitting(
    joins: Sequence[tuple[Transition, str]], track: Track, unit: Fraction, notes: Notes
) -> Iterator[Transition]:
    """Those transitions that there is room for on a track; the others, each with its place, are named."""
    last = -1
    for join, place in joins:
        why = "as there is one already" if join.at == last else misfit(join, track, unit)
        if why:
            notes.tell(f"the {join.kind.value} is not used, {why}: it is a cut", place, join.at / unit)
        else:
            last = join.at
            yield join


def misfit(join: Transition, track: Track, unit: Fraction) -> str:
    """Why a transition cannot be where it is now; empty when it can."""
    clips = dict(track.clips())
    before = next((clip for at, clip in clips.items() if clip.duration and at + clip.duration == join.at), None)
    after = clips.get(join.at)
    if before is None or after is None:
        return "as it is not between two clips"
    longest = LONGEST * unit
    if max(join.in_offset, join.out_offset) > longest or not join.in_offset + join.out_offset:
        return f"as it may last up to {float(2 * LONGEST):g} s"
    fits = join.in_offset <= before.duration and join.out_offset <= after.duration
    return "" if fits else "as the clips are shorter than it is"
