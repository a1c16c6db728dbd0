"""What every moving background shares: its canvas, its law of time, and what it does for the captions above it.

The law: time enters a picture only through sines and cosines of whole multiples of one turn, so that the frame after
the last is the first again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reelhouse.pictures.colour import Field, rgb

Values = NDArray[np.float32]
#: Draws frame `i` of `n`: a field of height x width x 3 that the next call may overwrite. It depends on nothing else.
Painter = Callable[[int, int], Field]

#: Canvas height divided by its width.
TALL = 16 / 9
#: What darkens the head of the frame, for a platform's own signs, and its foot, for the captions: a colour, and how
#: much of it covers the first and the last row.
SCRIM, HEAD, HEAD_END, FOOT, FOOT_START = "#040816", 0.30, 0.36, 0.55, 0.40
#: Rows that captions use, as parts of the height, with a soft border. No value there is brighter than the limit, which
#: is a relative luminance of 0.36; the curve towards it begins at the knee.
ZONE, SOFT, BRIGHTEST, KNEE = (0.53, 0.70), 0.16, 0.64, 0.42


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


def turn(i: int, n: int) -> float:
    """The angle of frame `i` of a loop of `n` frames; frame `n` is frame 0."""
    return 2 * np.pi * (i % n) / n


def grid(size: Size) -> tuple[Values, Values]:
    """Coordinates of the pixel centres: x from 0 to 1 as one row, y from 0 to `TALL` as one column."""
    x = (np.arange(size.width, dtype=np.float32) + np.float32(0.5)) / np.float32(size.width)
    y = (np.arange(size.height, dtype=np.float32) + np.float32(0.5)) / np.float32(size.width)
    return x[None, :], y[:, None]


def calm(height: int) -> Values:
    """How far along its ramp each row may go, as one column: less at the head and behind the captions.

    Going back along the ramp keeps colours clean where darkening alone would turn them grey.
    """
    at = (np.arange(height, dtype=np.float32) + 0.5) / height
    head = 0.22 * np.clip(1 - at / 0.30, 0, 1)
    foot = 0.31 * _ease(np.clip((at - 0.38) / 0.26, 0, 1))
    return (1 - head - foot)[:, None].astype(np.float32)


def veil(height: int) -> Callable[[Field], Field]:
    """A function that lays the scrim over a field and holds the caption rows down, in place."""
    at = (np.arange(height, dtype=np.float32) + 0.5) / height
    cover = HEAD * np.clip(1 - at / HEAD_END, 0, 1) + FOOT * np.clip((at - FOOT_START) / (1 - FOOT_START), 0, 1)
    keep, tint = (1 - cover)[:, None, None], cover[:, None, None] * rgb(SCRIM)
    distance = np.maximum(ZONE[0] - at, at - ZONE[1])
    rows = np.flatnonzero(distance < SOFT)
    first, last = int(rows[0]), int(rows[-1]) + 1
    held = _ease(np.clip(1 - distance[first:last] / SOFT, 0, 1))

    def lay(field: Field) -> Field:
        field *= keep
        field += tint
        _hold_down(field[first:last], held)
        return field

    return lay


def _hold_down(rows: Field, weight: Values) -> None:
    """Bend what is brighter than the knee towards the limit, row by row as far as `weight` says."""
    top = np.maximum(np.maximum(rows[:, :, 0], rows[:, :, 1]), rows[:, :, 2])
    bright = np.nonzero(top > KNEE)
    over = top[bright] - KNEE
    bent = KNEE + over / (1 + over / (BRIGHTEST - KNEE))
    rows[bright] *= (1 + (bent / top[bright] - 1) * weight[bright[0]])[:, None]


def _ease(part: ArrayLike) -> Values:
    """Smooth-step: flat at both ends."""
    along: Values = np.asarray(part, dtype=np.float32)
    return along * along * (3 - 2 * along)
