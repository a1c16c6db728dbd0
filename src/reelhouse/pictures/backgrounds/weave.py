"""Weave: ribbons over and under one another, with light that runs along them."""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, ease, grid
from reelhouse.pictures.backgrounds.ramped import ramped

SECONDS = 5
DETAIL = 540
#: Distance of two ribbons in parts of the shorter side, and how much of it a ribbon fills.
PITCH, WIDTH = 0.185, 0.90
#: Ribbons after which their lights repeat, and steps along one of them that are told apart.
EVERY, STEPS = 6, 512


def paint(sheet: Sheet) -> Painting:
    """Plain weave on the diagonal; where the lights of the ribbons start is the sheet's own."""
    chance = sheet.chance
    size = sheet.size(DETAIL)
    where, shade = _cloth(size)
    starts = chance.uniform(0, 1, 2 * EVERY).tolist()
    pace = chance.integers(1, 3, 2 * EVERY).tolist()
    along = np.arange(STEPS) / STEPS

    def places(t: float) -> Values:
        light = np.empty((2 * EVERY, STEPS), np.float32)
        for ribbon, (start, steps) in enumerate(zip(starts, pace, strict=True)):
            way = 1 if ribbon % 2 else -1
            light[ribbon] = 0.34 + 0.62 * (0.5 + 0.5 * np.cos(2 * pi * (along - start) - way * steps * t)) ** 3
        return np.asarray(np.take(light.reshape(-1), where) * shade, np.float32)

    return ramped(sheet, size, places)


def _cloth(size: Size) -> tuple[NDArray[np.int32], Values]:
    """Of every pixel the ribbon that lies on top and the place along it, as one number; and how it is lit."""
    x, y = grid(size)
    along, down = (x + y) / (PITCH * 2**0.5), (y - x) / (PITCH * 2**0.5)
    columns, rows = np.floor(along), np.floor(down)
    upper = (columns + rows) % 2 == 0
    ribbon = np.where(upper, rows % EVERY, columns % EVERY + EVERY)
    place = np.where(upper, along, down) / (2 * EVERY) % 1
    inside = np.where(upper, down - rows, along - columns) - 0.5
    end = np.abs(np.where(upper, along - columns, down - rows) - 0.5)
    round_ = 1 - 0.55 * (2 * inside / WIDTH) ** 2 + 0.18 * inside
    dive = 1 - 0.42 * ease((end - 0.30) / 0.20)
    cover = np.clip((WIDTH / 2 - np.abs(inside)) * PITCH * size.short + 0.5, 0.12, 1)
    shade = np.clip(round_, 0, 1.1) * dive * cover
    number = ribbon.astype(np.int32) * STEPS + (place * STEPS).astype(np.int32) % STEPS
    return number, shade.astype(np.float32)
