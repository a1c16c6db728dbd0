"""Transitions as cheap filters: a table lookup for each frame of a dip, whole pixels for each frame of a slide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi

from reelhouse.model.layout import Dip, Layer, Slide
from reelhouse.render.bar import yuv

#: Parts of a colour's share.
WHOLE = 1000


@dataclass(frozen=True)
class Tint:
    """One frame mixed with a colour (`#rrggbb`): `share` thousandths of it are the colour."""

    frame: int
    share: int
    colour: str


def tints(dip: Dip, frames: int) -> Iterator[Tint]:
    """The frames of a dip that lie in a chunk of so many frames."""
    for frame in range(max(0, dip.at - dip.before), min(frames, dip.at + dip.after)):
        yield Tint(frame, _depth(dip, frame), dip.colour)


def tint_filter(tint: Tint) -> str:
    """A filter that touches one frame; its numbers are whole, so that it is the same everywhere."""
    planes = (
        f"{plane}='floor((val*{WHOLE - tint.share}+{round(value)}*{tint.share}+{WHOLE // 2})/{WHOLE})'"
        for plane, value in zip("yuv", yuv(tint.colour), strict=True)
    )
    return f"lutyuv={':'.join(planes)}:enable='eq(n,{tint.frame})'"


def across(layer: Layer) -> str:
    """The column of a layer, as an expression of the frame where it slides."""
    shifts = [(slide.at + number, shift(slide, number)) for slide in layer.slides for number in range(slide.frames)]
    moved = "".join(f"{by:+d}*eq(n,{frame})" for frame, by in shifts if by)
    return f"'{layer.x}{moved}'" if moved else str(layer.x)


def shift(slide: Slide, number: int) -> int:
    """Pixels right of its place in one frame of a slide, seen in the middle of the frame's time."""
    part = (number + 0.5) / slide.frames
    eased = 4 * part**3 if part < 0.5 else 1 - 4 * (1 - part) ** 3
    return round(slide.start + (slide.end - slide.start) * eased)


def _depth(dip: Dip, frame: int) -> int:
    """How much of the colour a frame has: half a sine wave, up to the cut and down after it."""
    if frame < dip.at:
        part = (frame - dip.at + dip.before + 0.5) / dip.before
    else:
        part = (dip.at + dip.after - frame - 0.5) / dip.after
    return round(WHOLE * (1 - cos(pi * part)) / 2)
