"""What every moving background shares: the sheet it is drawn on, its coordinates and its law of time.

The law: time enters a picture only through sines and cosines of whole multiples of one turn, or moves a pattern by
whole periods in one turn. So the frame after the last is the first again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reelhouse.pictures.backgrounds.palette import Palette

Values = NDArray[np.float32]
#: One and a half times the height x width: luma, then both planes of chroma at half size, as the encoder takes them.
Frame = NDArray[np.uint8]


class Size(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int

    @property
    def short(self) -> int:
        """The shorter side; lengths in a picture are parts of it, whatever its shape."""
        return min(self.width, self.height)


class Painting(NamedTuple):
    """A picture that moves: its size, and what draws frame `i` of `n`.

    A frame depends on nothing but its two numbers; the next call may overwrite it.
    """

    size: Size
    frame: Callable[[int, int], Frame]


@dataclass(frozen=True)
class Sheet:
    """What a background is asked for: its colours, its variation and the shape of its field (width to height)."""

    palette: Palette
    seed: int
    aspect: tuple[int, int] = (9, 16)

    def size(self, detail: int) -> Size:
        """The field whose shorter side has `detail` pixels. Both sides are even, as the encoder needs them."""
        across, down = self.aspect
        unit = detail / min(across, down)
        return Size(2 * round(across * unit / 2), 2 * round(down * unit / 2))

    @property
    def chance(self) -> np.random.Generator:
        """The numbers of its variation, from the first one on."""
        return np.random.default_rng(self.seed)


def turn(i: float, n: int) -> float:
    """The angle of frame `i` of a loop of `n` frames; frame `n` is frame 0."""
    return 2 * np.pi * (i % n) / n


def grid(size: Size) -> tuple[Values, Values]:
    """Coordinates of the pixel centres in parts of the shorter side: x as one row, y as one column."""
    x = (np.arange(size.width, dtype=np.float32) + np.float32(0.5)) / np.float32(size.short)
    y = (np.arange(size.height, dtype=np.float32) + np.float32(0.5)) / np.float32(size.short)
    return x[None, :], y[:, None]


def ease(part: ArrayLike) -> Values:
    """Smooth-step: flat at both ends, of parts from 0 to 1 and of what lies outside."""
    along: Values = np.clip(np.asarray(part, dtype=np.float32), 0, 1)
    return along * along * (3 - 2 * along)
