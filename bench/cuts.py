"""What an editor does to a timeline in OpenTimelineIO: a cut that is moved."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Json = dict[str, Any]


def move_cut(document: Json, number: int, frames: int) -> Json:
    """Move the cut between two backgrounds: one lasts longer by so many frames, the other one shorter.

    What the second one shows stays where it is in time. The cut goes to the right, or to the left where the background
    after it is too short for that or has a loop's end right behind the cut.

    Args:
        document: A timeline as it was exported; it is changed.
        number: Which one of the cuts that can be moved, from 0.
        frames: How far.

    Raises:
        ValueError: No two backgrounds meet anywhere, or fewer cuts can be moved so far.
    """
    movable = _movable(document, frames)
    if not 0 <= number < len(movable):
        raise ValueError(f"{len(movable)} cuts have {frames} frames beside them, there is no number {number}")
    (first, second), by = movable[number]
    first["source_range"]["duration"]["value"] += by
    second["source_range"]["duration"]["value"] -= by
    second["source_range"]["start_time"]["value"] += by
    return document


def count_movable(document: Json, frames: int) -> int:
    """How many cuts of a timeline can be moved so far.

    Raises:
        ValueError: No two backgrounds meet anywhere.
    """
    return len(_movable(document, frames))


def _movable(document: Json, frames: int) -> list[tuple[tuple[Json, Json], int]]:
    """The cuts that can be moved, and which way."""
    cuts = _cuts(document)
    if not cuts:
        raise ValueError("no two backgrounds meet")
    return [(cut, by) for cut in cuts if (by := _way(*cut, frames))]


def _way(first: Json, second: Json, frames: int) -> int:
    """By how many frames the cut moves: to the right, to the left, or not at all; a transition fits beside it then."""
    before, after = (clip["source_range"]["duration"]["value"] for clip in (first, second))
    if after > 2 * frames:
        return frames
    return -frames if before > 2 * frames and second["source_range"]["start_time"]["value"] >= frames else 0


def _cuts(document: Json) -> list[tuple[Json, Json]]:
    """Neighbours on the lowest track of pictures that show different scenes; a loop's turns are no cuts.

    A transition between two of them goes along with their cut.
    """
    tracks = document["tracks"]["children"]
    ground = next(track for track in tracks if track["kind"] == "Video")
    items = [item for item in ground["children"] if not str(item["OTIO_SCHEMA"]).startswith("Transition")]
    return [
        (one, other)
        for one, other in pairwise(items)
        if _is_clip(one) and _is_clip(other) and one["name"] != other["name"]
    ]


def _is_clip(item: Json) -> bool:
    return str(item["OTIO_SCHEMA"]).startswith("Clip")
