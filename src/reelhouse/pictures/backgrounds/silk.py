"""Silk: folded cloth as a height field of sines, lit from the upper left."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Values, grid
from reelhouse.pictures.backgrounds.ramped import enlarge, on_ramp, ramped
from reelhouse.pictures.backgrounds.relief import light

SECONDS = 10
DETAIL = 270
#: Folds are wide: their heights are worked out coarsely and enlarged before they are lit.
COARSE = 135


def paint(sheet: Sheet) -> Painting:
    """Cloth whose folds are the sheet's own. A wide sheet shows more folds, not wider ones."""
    chance = sheet.chance
    x0, y0 = chance.uniform(-1, 1, 2)
    a, b, c = chance.uniform(0, 2 * pi, 3).tolist()
    lean = float(chance.uniform(0.40, 0.70))
    size = sheet.size(DETAIL)
    x, y = grid(sheet.size(COARSE))
    x, y = (x + x0).astype(np.float32), (y + y0).astype(np.float32)

    def fold(t: float) -> Values:
        w = x + lean * y + 0.16 * np.sin(2.3 * y + sin(t + a)) + 0.09 * np.sin(3.9 * x - 1.7 * y + 1.2 * cos(t + b))
        wide = np.sin(9 * w + 1.3 * np.sin(2 * y + cos(t + c)) + t)
        return np.asarray(wide + 0.45 * np.sin(17 * w - 1.9 * x + 1.4 * sin(t + b) + t), np.float32)

    def places(t: float) -> Values:
        height = enlarge(fold(t), size)
        matt, gloss = light(height, size.short / 9)
        return on_ramp(0.06 + 0.66 * matt + 0.06 * height + 0.12 * gloss)

    return ramped(sheet, size, places)
