"""Frames as the encoder takes them: luma and two quarter-size planes of chroma (BT.709, studio range, 4:2:0).

Painting them directly saves the encoder a conversion that costs more than the painting: a table or a sprite is
converted once, a frame never.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.canvas import Frame, Size, Values
from reelhouse.pictures.colour import Field

#: Red, green, blue from 0 to 1 into luma above black and chroma around its middle, in 8-bit steps (ITU-R BT.709).
_LUMA = np.array([0.2126, 0.7152, 0.0722])
_BLUE, _RED = np.array([0, 0, 1]), np.array([1, 0, 0])
TO_SIGNAL = np.stack([219 * _LUMA, 224 * (_BLUE - _LUMA) / 1.8556, 224 * (_RED - _LUMA) / 1.5748]).T.astype(np.float32)
BLACK, MIDDLE = 16, 128
#: Ordered dither (Bayer, 8 x 8) in parts of a step: without it slow gradients show their steps once enlarged.
_PAIR = np.array([[0, 2], [3, 1]])
_FOUR = np.block([[4 * _PAIR + step for step in row] for row in _PAIR])
BAYER = (np.block([[4 * _FOUR + step for step in row] for row in _PAIR]) / 64).astype(np.float32)


def signal(field: Field) -> Field:
    """Values of red, green, blue as luma above black and chroma around its middle."""
    found: Field = field @ TO_SIGNAL
    return found


def empty(size: Size) -> Frame:
    """A frame that is not painted yet."""
    return np.empty((size.height * 3 // 2, size.width), np.uint8)


def parts(frame: Frame) -> tuple[Frame, Frame, Frame]:
    """The three planes of a frame, as views of it."""
    height, width = frame.shape[0] * 2 // 3, frame.shape[1]
    chroma = frame[height:].reshape(2, height // 2, width // 2)
    return frame[:height], chroma[0], chroma[1]


@cache
def dither(size: Size) -> Values:
    """What is added to luma before it is cut to whole steps: black, and a part of a step that depends on the place."""
    tiled: Values = np.tile(BAYER, (size.height // 8 + 1, size.width // 8 + 1))[: size.height, : size.width]
    tiled += np.float32(BLACK)
    return tiled


def colours_of(frame: Frame) -> NDArray[np.float32]:
    """A frame as red, green, blue from 0 to 1, its chroma repeated: what a painting looks like before encoding."""
    luma, blue, red = (plane.astype(np.float32) for plane in parts(frame))
    chroma = np.stack([blue, red], axis=2).repeat(2, axis=0).repeat(2, axis=1) - MIDDLE
    seen = np.concatenate([luma[:, :, None] - BLACK, chroma], axis=2) @ np.linalg.inv(TO_SIGNAL)
    return np.asarray(np.clip(seen, 0, 1), np.float32)
