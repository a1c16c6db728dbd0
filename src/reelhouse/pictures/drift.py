"""A picture that moves: a slow zoom or pan over a still, in parts of a pixel, so that it glides and never jumps.

Encoders' own zoom filters move by whole pixels. Here each frame is cut out of the picture at a place that is a real
number and drawn anew, on the planes that the encoder wants: brightness at full size, both colours at half of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.errors import ProgramFailed
from reelhouse.media.ffmpeg import encode
from reelhouse.media.focus import Focus, find_focus
from reelhouse.media.packets import read_packets
from reelhouse.media.stop import check_stop
from reelhouse.media.window import Plane, Window, draw_window, with_edges
from reelhouse.model.base import Value
from reelhouse.model.time import Rate
from reelhouse.pictures.loops import PLAIN, TAGS
from reelhouse.pictures.pipe import pieces

#: How much larger the picture is shown at the near end of a zoom, and during a pan.
ZOOM = 1.08
#: How much larger it is prepared beyond that: what is drawn nearly as large as it is cannot be placed exactly.
SPARE = 1.04
#: How fast it moves where it is fastest: this share of its size a second.
PACE = 0.013
#: How far a pan goes at most, as a share of the frame's width.
REACH = 0.06
#: One fine quantiser for all frames: where it is chosen anew for each of them, frames of a picture that hardly moves
#: differ by what was lost, and the encoder that comes next has to tell of that. A chunk can begin anywhere cheaply.
_QUALITY = (
    *("-preset", "ultrafast", "-qp", "14", "-threads:v", "1", "-g", "30", "-bf", "0"),
    *("-x264-params", "scenecut=0:open-gop=0"),
)
#: The smooth step is this many times as fast in its middle as on the whole.
_PEAK = 1.5
_MIDDLE = Focus()
#: Brightness and colours of BT.709 in ordinary range, from red, green and blue of 0 to 255 (ITU-R BT.709-6, 3.2-3.5).
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_BLUE = (np.array([0.0, 0.0, 1.0]) - _LUMA) / 1.8556
_RED = (np.array([1.0, 0.0, 0.0]) - _LUMA) / 1.5748


class Drift(Value):
    """A movement: nearer or farther, or across by a pan; `across` and `down` are -1, 0 or 1."""

    nearer: bool
    across: int = 0
    down: int = 0

    @classmethod
    def of(cls, number: int, count: int, place: int, seed: int) -> Drift:
        """The movement of a still among those of its scene, so that no two that follow each other are alike.

        Every scene begins nearer and ends farther; where that does not come out even, one in the middle pans. So the
        movements of one scene are the same whatever happens in the others.

        Args:
            number: Which still of the scene, from 0.
            count: How many there are.
            place: Which scene: where both have but one still, they pan in opposite directions.
            seed: Whether a pan goes across or down.
        """
        if count % 2 and number == count // 2:
            way = -1 if place % 2 else 1
            return cls(nearer=True, down=way) if seed % 2 else cls(nearer=True, across=way)
        after_pan = count % 2 and number > count // 2
        return cls(nearer=(number - after_pan) % 2 == 0)


def window_at(
    drift: Drift, frame: int, frames: int, rate: Rate, size: tuple[int, int], focus: Focus = _MIDDLE
) -> Window:
    """The part of a picture that a frame shows: left, top, right, bottom in pixels of the picture, as real numbers.

    A zoom goes to the focus, or comes from it: the picture grows around it, where it is. A pan keeps as near to it as
    the picture has room for.

    Args:
        drift: The movement.
        frame: Which frame.
        frames: Frames of the whole shot.
        rate: Frames a second.
        size: Width and height of the picture.
        focus: What is looked at first in it.
    """
    length = float(Fraction(frames) / rate.fraction)
    share, way = _eased(frame / max(1, frames - 1)), PACE / _PEAK * length
    wide, high = size
    larger = 1 + min(way, ZOOM - 1) * (share if drift.nearer else 1 - share)
    if drift.across or drift.down:
        larger = ZOOM
    part = 1 / larger
    going = min(way, REACH) / ZOOM
    across, down = (min(going, 1 - part) * drift.across, min(going * wide / high, 1 - part) * drift.down)
    x = 0.5 + across * (share - 0.5) + (focus.x - 0.5) * (1 - part - abs(across))
    y = 0.5 + down * (share - 0.5) + (focus.y - 0.5) * (1 - part - abs(down))
    return (x - part / 2) * wide, (y - part / 2) * high, (x + part / 2) * wide, (y + part / 2) * high


def make_drift(still: Path, drift: Drift, frames: int, rate: Rate, size: tuple[int, int], into: Path) -> None:
    """Write a still that moves as H.264 in MP4.

    Args:
        still: The picture, upright and opaque, in the proportions of the size; what stands out in it is its focus.
        drift: How it moves.
        frames: How many frames.
        rate: Frames a second.
        size: Width and height, even.
        into: The file to write.

    Raises:
        ProgramFailed: The encoder wrote another number of frames than it was given.
    """
    raw = ("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", f"{size[0]}x{size[1]}", "-r", str(rate), "-i", "-")
    code = ("-vf", TAGS, "-c:v", "libx264", *_QUALITY, *PLAIN)
    with Image.open(still) as opened:
        planes = planes_of(opened, size, find_focus(opened))
    feed = (piece for picture in drawn(planes, drift, frames, rate, size) for piece in picture)
    encode([*raw, *code, "-f", "mp4", into.name], cwd=into.parent, feed=feed)
    written = read_packets(into).frames
    if written != frames:
        raise ProgramFailed(
            f"the clip has {written} frames instead of {frames}", where=str(into), remedy="Run again with --refresh"
        )


@dataclass(frozen=True)
class Planes:
    """Brightness and both colours of a picture, each `with_edges`; colours have half of the `size`."""

    size: tuple[int, int]
    luma: Plane
    blue: Plane
    red: Plane
    focus: Focus = _MIDDLE


def planes_of(picture: Image.Image, size: tuple[int, int], focus: Focus = _MIDDLE) -> Planes:
    """A picture in the numbers of video (BT.709, ordinary range), as large as it has to be to move in frames of a size.

    Colours are halved here, once, and not in every frame that is drawn.
    """
    rows = (
        (*(_LUMA * 219 / 255), 16.5),
        (*(_BLUE * 224 / 255), 128.5),
        (*(_RED * 224 / 255), 128.5),
    )
    numbers = tuple(float(number) for row in rows for number in row)
    wide, high = large(size)
    luma, *colours = (
        picture.convert("RGB").resize((wide, high), Image.Resampling.BICUBIC).convert("RGB", numbers).split()
    )
    blue, red = (with_edges(np.asarray(colour.reduce(2))) for colour in colours)
    return Planes((wide, high), with_edges(np.asarray(luma)), blue, red, focus)


def large(size: tuple[int, int]) -> tuple[int, int]:
    """How large a picture has to be to move in frames of a size; even, because colours have half of it."""
    across, down = (round(side * ZOOM * SPARE / 2) * 2 for side in size)
    return across, down


def drawn(planes: Planes, drift: Drift, frames: int, rate: Rate, size: tuple[int, int]) -> Iterator[Iterator[bytes]]:
    """Every frame as bytes of 4:2:0, plane after plane."""
    small = (size[0] // 2, size[1] // 2)
    for frame in range(frames):
        check_stop()
        window = window_at(drift, frame, frames, rate, planes.size, planes.focus)
        yield pieces(draw_window(planes.luma, window, size))
        half = _halved(window)
        for colour in (planes.blue, planes.red):
            yield pieces(draw_window(colour, half, small))


def _halved(window: Window) -> Window:
    """A window on planes half as large."""
    left, top, right, bottom = window
    return left / 2, top / 2, right / 2, bottom / 2


def _eased(share: float) -> float:
    """From 0 to 1, gently at both ends (the smooth step 3t^2 - 2t^3)."""
    return share * share * (3 - 2 * share)
