"""Liquid: drops that swim, meet, flow together and part again."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Values, ease, grid
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.ramped import enlarge, on_ramp, ramped
from reelhouse.pictures.backgrounds.relief import light

SECONDS = 8
DETAIL = 360
#: Drops are round and soft: their field is worked out coarsely.
COARSE = 120
#: Drops for each square of the shorter side, and their radii in parts of it.
MANY, SMALL, LARGE = 6.2, 0.085, 0.185
#: The field at which a drop has its skin.
SKIN = 1.0


def paint(sheet: Sheet) -> Painting:
    """Drops all over the sheet, each on its own closed path; sizes and paths are the sheet's own."""
    chance = sheet.chance
    size = sheet.size(DETAIL)
    coarse = sheet.size(COARSE)
    x, y = grid(coarse)
    width, height = size.width / size.short, size.height / size.short
    count = round(MANY * width * height)
    middles = _spread(chance, count, (width, height))
    sways = chance.uniform(0.06, 0.24, (count, 2)) * [1, 1.5]
    phases = chance.uniform(0, 2 * pi, (count, 2))
    speeds = chance.integers(1, 3, (count, 2))
    radii = chance.uniform(SMALL, LARGE, count)

    def field(t: float) -> Values:
        total = np.zeros(coarse[::-1], np.float32)
        for middle, sway, phase, speed, radius in zip(middles, sways, phases, speeds, radii, strict=True):
            across = x - np.float32(middle[0] + sway[0] * sin(speed[0] * t + phase[0]))
            down = y - np.float32(middle[1] + sway[1] * cos(speed[1] * t + phase[1]))
            total += np.float32(radius * radius) / (across * across + down * down + np.float32(0.25 * radius * radius))
        return total

    def places(t: float) -> Values:
        level = enlarge(field(t), size)
        inside = ease((level - SKIN) / 0.16)
        over = np.maximum(level - SKIN, 0)
        bulge = np.sqrt(over / (over + 1.6))
        matt, gloss = light(bulge, size.short / 5.5)
        body = 0.22 + 0.60 * matt + 0.28 * gloss
        glow = PAGE * (0.35 + 0.75 * np.clip(level / SKIN, 0, 1))
        return on_ramp(glow + inside * (body - glow))

    return ramped(sheet, size, places)


def _spread(chance: np.random.Generator, count: int, room: tuple[float, float]) -> Values:
    """Places that fill a room evenly: a golden sequence, moved by chance."""
    number = np.arange(count)
    across = (number * 0.7548777 + chance.uniform()) % 1
    down = (number * 0.5698403 + chance.uniform()) % 1
    return np.stack([across * room[0], down * room[1]], axis=1)
