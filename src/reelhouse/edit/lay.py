"""Laying clips on a track: places become gaps."""

from __future__ import annotations

from collections.abc import Iterable

from reelhouse.errors import ContentError
from reelhouse.model.timeline import Clip, Gap, Item, Track, TrackKind


def lay(kind: TrackKind, name: str, placed: Iterable[tuple[int, Clip]], *, fill: int | None = None) -> Track:
    """Make a track of clips that each start at a given place, in the units of the track.

    Args:
        kind: What the track carries.
        name: Its name.
        placed: Start and clip, in any order.
        fill: When given, a last gap fills the track to this length.

    Raises:
        ContentError: Two clips overlap.
    """
    items: list[Item] = []
    at = 0
    for start, clip in sorted(placed, key=lambda pair: pair[0]):
        if start < at:
            raise ContentError(
                f"the clip {clip.name!r} starts at {start}, before the one under it ends at {at}",
                where=f"track {name!r}",
                remedy="Put it on a track of its own",
            )
        if start > at:
            items.append(Gap(duration=start - at))
        items.append(clip)
        at = start + clip.duration
    if fill is not None and fill > at:
        items.append(Gap(duration=fill - at))
    return Track(kind=kind, name=name, items=tuple(items))
