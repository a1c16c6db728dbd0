"""Paintings of bodies that move over a still ground: only what a body touches is drawn again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Frame, Sheet, Size, Values, ease, grid
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.planes import MIDDLE, dither, empty, parts, signal
from reelhouse.pictures.backgrounds.veil import Veil, caption_rows
from reelhouse.pictures.colour import RAMP_STEPS, Field

Spot = tuple[slice, slice]


def page(sheet: Sheet, size: Size) -> Field:
    """An empty page: its middle colour in the upper half, its edge colour far from there."""
    x, y = grid(size)
    across, down = x - size.width / size.short / 2, y - size.height / size.short * 0.42
    far = ease(np.hypot(across, down) / (0.62 * np.hypot(size.width, size.height) / size.short))[:, :, None]
    table = sheet.palette.table
    field: Field = table[int(PAGE * RAMP_STEPS)] * (1 - far) + table[0] * far
    return field


class Sprite(NamedTuple):
    """A drawn body: what it leaves of the picture behind it (height x width), what it adds (3 x height x width).

    Planes, not pixels: numbers that lie side by side are worked through several times as fast.
    """

    left: Values
    adds: Values


def sprite(left: Values, light: Field) -> Sprite:
    """A body that leaves so much of what is behind it and adds this light: its colour times its cover."""
    return Sprite(left, _planes(light))


def flat(cover: Values, colour: Field) -> Sprite:
    """A body of one colour that covers so much of what is behind it."""
    return Sprite(1 - cover, cover * signal(colour)[:, None, None])


class Stage:
    """A still ground (height x width x 3, unveiled) on which bodies are put, frame by frame.

    The ground is veiled once; a body takes the veil of the rows it is put on.
    """

    def __init__(self, sheet: Sheet, size: Size, ground: Field) -> None:
        veil = Veil(sheet.palette, size.height, caption_rows(sheet.aspect))
        self.size = size
        self._ground = _planes(np.clip(veil.lay(ground.copy()), 0, 1))
        gain, lift = veil.on_bodies()
        self._gain, self._lift = np.ascontiguousarray(gain[:, :, 0]), _planes(lift)
        self._dither = dither(size)
        self._field, self._frame = self._ground.copy(), empty(size)
        self._show(np.s_[0 : size.height, 0 : size.width])
        self._still = self._frame.copy()
        self._touched: list[Spot] = []

    def clear(self) -> None:
        """Take all bodies away."""
        for down, across in self._touched:
            self._field[:, down, across] = self._ground[:, down, across]
        self._frame[...] = self._still
        self._touched.clear()

    def put(self, body: Sprite, row: int, column: int) -> None:
        """Put a body with its upper left corner at a pixel; what reaches out of the picture is cut."""
        top, first = max(0, row), max(0, column)
        bottom = min(self.size.height, row + body.left.shape[0])
        last = min(self.size.width, column + body.left.shape[1])
        if top >= bottom or first >= last:
            return
        down, across = slice(top - row, bottom - row), slice(first - column, last - column)
        left = body.left[down, across]
        patch = self._field[:, top:bottom, first:last]
        patch *= left
        patch += body.adds[:, down, across] * self._gain[top:bottom]
        patch += (1 - left) * self._lift[:, top:bottom]
        self._touched.append(np.s_[top:bottom, first:last])

    def frame(self) -> Frame:
        """The picture with its bodies."""
        for spot in self._touched:
            self._show(spot)
        return self._frame

    def _show(self, spot: Spot) -> None:
        down, across = (slice(side.start // 2 * 2, (side.stop + 1) // 2 * 2) for side in spot)
        half = tuple(slice(side.start // 2, side.stop // 2) for side in (down, across))
        patch, (luma, blue, red) = self._field[:, down, across], parts(self._frame)
        luma[down, across] = patch[0] + self._dither[down, across]
        blue[half] = patch[1, ::2, ::2] + (MIDDLE + 0.5)
        red[half] = patch[2, ::2, ::2] + (MIDDLE + 0.5)


def _planes(field: Field) -> Values:
    return np.ascontiguousarray(np.moveaxis(signal(field), 2, 0))
