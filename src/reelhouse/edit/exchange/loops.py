"""Looping media for programs that do not loop: one clip as several, each inside the media, and back."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Clip, ExternalReference

#: A loop is not taken to pieces beyond this: it would be a flicker, not a loop.
MOST_PIECES = 500


def pieces(clip: Clip) -> Iterator[tuple[TimeRange, int]]:
    """What is used of the media, piece by piece, with how often the loop has begun again before each."""
    media = clip.media
    length = media.available if isinstance(media, ExternalReference) and media.loops else 0
    if not length or clip.duration > length * MOST_PIECES:
        yield clip.source, 0
        return
    at, end = clip.source.start, max(clip.source.end, clip.source.start + 1)
    while at < end:
        turn = at // length
        until = min(clip.source.end, (turn + 1) * length)
        yield TimeRange(start=at - turn * length, duration=max(0, until - at)), turn
        at = max(until, at + 1)


def joined(before: Clip, after: Clip) -> Clip | None:
    """Both as one clip, when the second goes on where the first stops."""
    goes_on = before.media == after.media and before.source.end == after.source.start
    if not (goes_on and before.name == after.name and before.gain == after.gain):
        return None
    source = TimeRange(start=before.source.start, duration=before.duration + after.duration)
    return before.model_copy(update={"source": source})
