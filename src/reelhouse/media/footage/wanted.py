"""What footage is to become: a rate, a size, and how the one is fitted into the other."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reelhouse.media.footage.facts import Hdr
from reelhouse.model.base import Value
from reelhouse.model.time import Count, Rate

Side = Annotated[int, Field(ge=2)]


class Fit(StrEnum):
    """How a picture of other proportions comes into a size.

    `cover` fills the size and cuts off what sticks out: of a video equally on both sides, of a still where less stands
    out. `whole` shows everything, at its own proportions. `laid` shows everything on a blurred, darkened copy of itself
    that fills the size; under a video this copy is drawn only where the video is shown, and what is made ready of it is
    its picture alone. `auto` covers where most of the picture stays to be seen, else it is `laid`.
    """

    COVER = "cover"
    WHOLE = "whole"
    LAID = "laid"
    AUTO = "auto"


class Wanted(Value):
    """The output that footage is for.

    `size` is width and height in pixels. `handles` are frames that are made on either side of a span, as far as the
    source has them. `untagged` is what ten bits that say nothing about their brightness are taken for.
    """

    rate: Rate
    size: tuple[Side, Side]
    fit: Fit = Fit.COVER
    handles: Count = 0
    untagged: Hdr = Hdr.NONE
