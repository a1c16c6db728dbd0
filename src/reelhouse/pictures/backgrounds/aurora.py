"""Aurora: slow light, made of sines that bend one another."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, grid
from reelhouse.pictures.backgrounds.ramped import between, enlarge, on_ramp, ramped

SECONDS = 10
#: Smaller fields show their grid once they are enlarged to a phone's screen.
DETAIL = 270
#: The pattern before its colours is so smooth that a coarse field, enlarged, is the same; and so slow that a third of
#: its frames tell the others.
COARSE, KEYS = 90, 100


def paint(sheet: Sheet) -> Painting:
    """Light whose place, bends and phases are the sheet's own. A wide sheet shows more of it, not a larger one."""
    chance = sheet.chance
    x0, y0 = chance.uniform(-0.3, 0.3, 2)
    a, b, c, d = chance.uniform(0, 2 * pi, 4).tolist()
    bend = float(chance.uniform(0.85, 1.15))
    size = sheet.size(DETAIL)
    x, y = grid(sheet.size(COARSE))
    x, y = (x + x0).astype(np.float32), (y + y0).astype(np.float32)
    edges = _edges(size)

    def light(t: float) -> Values:
        u = x + 0.28 * bend * np.sin(2.1 * y + 1.1 * cos(t + a)) + 0.12 * np.sin(4.7 * y - 2 * x + 1.3 * sin(t + b))
        v = y + 0.30 * bend * np.sin(2.6 * u + 1.2 * sin(t + c)) + 0.10 * np.cos(5.3 * u + cos(t + d) + 1)
        wave = np.sin(2.2 * v + 1.3 * u + 0.6 * sin(t + a)) * np.cos(1.1 * u - 0.9 * v + 0.5 * cos(t + c))
        return np.asarray(0.5 + 0.5 * wave, np.float32)

    slow = between(light, KEYS)
    return ramped(sheet, size, lambda t: on_ramp(enlarge(slow(t), size)) * edges)


def _edges(size: Size) -> Values:
    """Light fades towards the corners."""
    x, y = grid(size)
    across, down = x * size.short / size.width - 0.5, y * size.short / size.height - 0.5
    return (1 - 0.32 * np.clip(across**2 * 1.2 + down**2 * 1.6, 0, 1)).astype(np.float32)
