"""What was seen of a picture, as it is kept with the piece that was looked at."""

from __future__ import annotations

from reelhouse.model.base import Value
from reelhouse.model.time import Count, Rate, TimeRange


class PictureFacts(Value):
    """What a decode of a video, or of a piece of one, showed. Times are frames at `rate` from its first frame.

    `luma` is the mean brightness of every frame in thousandths of the span from black to white; `change` is the
    mean difference of every frame from the one before in thousandths of a level (of 255), 0 for the first.
    `first` and `last` are the small pictures at its ends.
    """

    rate: Rate
    width: int
    height: int
    frames: Count
    luma: tuple[int, ...]
    change: tuple[int, ...]
    black: tuple[TimeRange, ...]
    still: tuple[TimeRange, ...]
    first: str
    last: str
    damage: tuple[str, ...] = ()
    #: The frame near which the first damage is, where it is known.
    damaged_at: int | None = None
    #: Not every frame was decoded; for the others the one before was taken.
    sampled: bool = False
