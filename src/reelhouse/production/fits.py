"""How footage of any shape comes into the frames of an episode."""

from __future__ import annotations

from collections.abc import Sequence

from reelhouse.media.footage.wanted import Fit, Wanted
from reelhouse.model.layout import RENDITIONS, Rendition
from reelhouse.model.time import Rate

#: How a picture of another shape comes into the frame, as an editor names it.
FITS = {"auto": Fit.AUTO, "fill": Fit.COVER, "contain": Fit.LAID}
#: What pieces of footage are made for, by proportions.
Wants = dict[tuple[int, int], Wanted]


def wants_of(renditions: Sequence[Rendition], rate: Rate, fit: str) -> Wants:
    """The largest size of each proportions among renditions, that of the first rendition first.

    Args:
        renditions: What it is for.
        rate: Frames a second.
        fit: A name of `FITS`.
    """
    sizes: dict[tuple[int, int], tuple[int, int]] = {}
    for one in renditions:
        sizes[one.aspect] = max(sizes.get(one.aspect, (0, 0)), (one.width, one.height))
    return {aspect: Wanted(rate=rate, size=size, fit=FITS[fit]) for aspect, size in sizes.items()}


def at_their_best(renditions: Sequence[Rendition]) -> list[Rendition]:
    """The largest rendition that there is in the proportions of each."""
    return [
        max([one, *(each for each in RENDITIONS.values() if each.aspect == one.aspect)], key=lambda each: each.width)
        for one in renditions
    ]
