"""Petals: a dahlia seen from above that never stops opening."""

from __future__ import annotations

from math import pi

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, grid
from reelhouse.pictures.backgrounds.ramped import on_ramp, ramped

SECONDS = 6
DETAIL = 480
#: Petals in one ring.
LEAST, MOST = 9, 13
#: The logarithm of how much larger each ring is than the one inside it, and how far petals reach over the next ring.
GROWTH, REACH = 0.36, 0.93
#: Where the heart is in parts of the height, and its radius in parts of the shorter side.
MIDDLE, HEART = 0.40, 0.05
#: How dark it is under a petal, and how many rings out that shadow reaches.
SHADOW, DEEP = 0.62, 0.30


def paint(sheet: Sheet) -> Painting:
    """One ring outwards and half a petal round in one loop: then every petal is where its neighbour was.

    How many petals there are, and where the first one is, is the sheet's own.
    """
    size = sheet.size(DETAIL)
    chance = sheet.chance
    count = int(chance.integers(LEAST, MOST + 1))
    far, rings, first, second = _place(size, count, float(chance.uniform(0, 2 * pi)))
    heart = np.clip((far / HEART - 1) / 1.6, 0, 1)
    soft = np.clip(far * size.short * GROWTH / (2 * REACH), 1, 60)

    def places(t: float) -> Values:
        out = rings - np.float32(t / (2 * pi))
        ring = np.floor(out)
        side = np.where(ring % 2 == 0, np.float32(1), np.float32(-1))
        # The cosine of the angle inside a petal of this ring; those of the rings beside it have the opposite one.
        turn = first * np.float32(np.cos(t / 2)) + second * np.float32(np.sin(t / 2))
        mid = np.asarray(turn * side, dtype=np.float32)
        part = out - ring
        edge = np.sqrt(np.clip(np.float32(0.5) - np.float32(0.5) * mid, 0, 1)) * np.float32(REACH)
        cover = np.clip((edge - part) * soft + 0.5, 0, 1)
        upper = _petal(part + 1, -mid)
        lower = _petal(part, mid) * (1 - SHADOW * np.exp((edge - part) / DEEP).clip(0, 1))
        return on_ramp((lower + (upper - lower) * cover) * heart)

    return ramped(sheet, size, places)


def _place(size: Size, count: int, turned: float) -> tuple[Values, Values, Values, Values]:
    """Of every pixel its distance from the heart, in which ring it is, and the cosine and sine of its angle."""
    x, y = grid(size)
    across, down = x - size.width / size.short / 2, y - MIDDLE * size.height / size.short
    far = np.maximum(np.hypot(across, down), np.float32(1e-3)).astype(np.float32)
    angle = np.arctan2(down, across) * count + turned
    rings = (np.log(far) / GROWTH).astype(np.float32)
    return far, rings, np.cos(angle).astype(np.float32), np.sin(angle).astype(np.float32)


def _petal(along: Values, mid: Values) -> Values:
    """The light on a petal: it grows towards the tip, and a fold runs along the middle."""
    tip = along * np.float32(0.5 / REACH)
    return np.asarray(0.20 + 0.66 * tip * tip + (0.05 + 0.09 * tip) * mid, np.float32)
