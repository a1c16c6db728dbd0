"""What an editor does to a timeline in OpenTimelineIO: a cut that is moved."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

Json = dict[str, Any]


def move_cut(document: Json, share: float, frames: int) -> Json:
    """Move the cut between two backgrounds: the first lasts longer by so many frames, the second begins as much later.

    What the second one shows stays where it is in time.

    Args:
        document: A timeline as it was exported; it is changed.
        share: Which cut: at this share of all.
        frames: How far.

    Raises:
        ValueError: No two backgrounds meet anywhere, or the cut cannot be moved so far.
    """
    cuts = _cuts(document)
    if not cuts:
        raise ValueError("no two backgrounds meet")
    first, second = cuts[int(share * len(cuts))]
    longer, shorter = (clip["source_range"]["duration"] for clip in (first, second))
    if shorter["value"] <= frames:
        raise ValueError(f"the background after the cut has only {shorter['value']} frames")
    longer["value"] += frames
    shorter["value"] -= frames
    second["source_range"]["start_time"]["value"] += frames
    return document


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
