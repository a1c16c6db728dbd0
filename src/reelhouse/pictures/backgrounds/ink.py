"""Ink: marbled colours that float on water and are combed by slow currents."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Values, ease, grid
from reelhouse.pictures.backgrounds.ramped import between, enlarge, on_ramp, ramped

SECONDS = 10
DETAIL = 405
COARSE, KEYS = 135, 100
#: Bands of ink across the range of the current.
BANDS = 7


def paint(sheet: Sheet) -> Painting:
    """Bands of ink whose currents are the sheet's own. A wide sheet shows more water."""
    chance = sheet.chance
    a, b, c, d = chance.uniform(0, 2 * pi, 4).tolist()
    x0, y0 = chance.uniform(-2, 2, 2)
    size = sheet.size(DETAIL)
    x, y = grid(sheet.size(COARSE))
    x, y = (x + x0).astype(np.float32), (y + y0).astype(np.float32)
    tones = chance.permutation(np.linspace(0.04, 0.98, BANDS)).astype(np.float32)
    steps = np.concatenate([tones, tones[:2]])

    def current(t: float) -> Values:
        u = x + 0.34 * np.sin(2.4 * y + a + 0.7 * sin(t)) + 0.15 * np.sin(5.1 * y + 2.2 * x + b + cos(t))
        v = y + 0.36 * np.sin(2.7 * u + c + 0.8 * cos(t + a)) + 0.13 * np.cos(5.6 * u - 1.3 * y + d + sin(t + b))
        return np.asarray(1.7 * v + 0.9 * np.sin(2.1 * u + 1.2 * v) + 0.25 * sin(t + c), np.float32)

    slow = between(current, KEYS)

    def places(t: float) -> Values:
        level = enlarge(slow(t), size) * np.float32(BANDS / 3.1) + np.float32(64 * BANDS)
        band = np.floor(level)
        part = level - band
        number = band.astype(np.int32) % BANDS
        first = steps[number]
        edge = ease((part - 0.86) / 0.14)
        return on_ramp(first + (steps[number + 1] - first) * edge + np.float32(0.10) * (part - 0.5) * (1 - edge))

    return ramped(sheet, size, places)
