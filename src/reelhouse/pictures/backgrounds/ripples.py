"""Ripples: drops on still water by night, and the rings of light that run out from them."""

from __future__ import annotations

from math import pi
from typing import NamedTuple

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, ease, grid
from reelhouse.pictures.backgrounds.ramped import enlarge, on_ramp, ramped

SECONDS = 6
DETAIL = 540
#: The shorter side of the water, which is drawn coarsely: it is smooth.
COARSE = 270
#: Drops for each square of the shorter side.
DROPS = 4.0
#: In parts of the shorter side: from one crest to the next, how far rings run in a loop, how wide the band of them is.
WAVE, RUN, BAND = 0.085, 0.80, 0.20
#: Where the light comes from (x and y of a unit vector), and how strongly slopes catch it.
LIGHT, STRENGTH = (-0.45, -0.89), 0.62
#: How bright level water is, at its darkest and where the sky is mirrored.
LEVEL, SKY = 0.20, 0.24


class Drop(NamedTuple):
    """Where a drop falls: a window of the water, of every place in it the distance and the share of light."""

    window: tuple[slice, slice]
    far: Values
    facing: Values
    born: float
    strength: float


def paint(sheet: Sheet) -> Painting:
    """Drops that fall one after the other; where and when is the sheet's own."""
    size = sheet.size(DETAIL)
    water = sheet.size(COARSE)
    chance = sheet.chance
    many = round(DROPS * water.width * water.height / water.short**2)
    drops = [_drop(water, chance, (number + 0.5) / many) for number in range(many)]
    x, y = grid(water)
    tall = water.height / water.short
    turns = chance.uniform(0, 2 * pi, 3)

    def places(t: float) -> Values:
        swell = np.sin(5.1 * y + 1.3 * x + np.sin(t + turns[0])) * np.sin(2.3 * x - 1.9 * y + np.cos(t + turns[1]))
        level = LEVEL + SKY * ease(1.15 - np.hypot(x - water.width / water.short / 2, y - 0.34 * tall) / (0.55 * tall))
        light = np.asarray(level + 0.035 * swell, np.float32)
        for drop in drops:
            age = (t / (2 * pi) - drop.born) % 1
            light[drop.window] += _rings(drop, age)
        return on_ramp(enlarge(light, size))

    return ramped(sheet, size, places)


def _drop(water: Size, chance: np.random.Generator, born: float) -> Drop:
    """A drop with the part of the water that its rings ever reach."""
    x, y = grid(water)
    column, row = (float(chance.uniform(-0.05, 1.05)) * side / water.short for side in water)
    strength = float(chance.uniform(0.6, 1.0))
    reach = RUN + BAND
    across = slice(*np.searchsorted(x[0], (column - reach, column + reach)).tolist())
    down = slice(*np.searchsorted(y[:, 0], (row - reach, row + reach)).tolist())
    dx, dy = x[:, across] - column, y[down] - row
    far = np.hypot(dx, dy).astype(np.float32)
    facing = ((dx * LIGHT[0] + dy * LIGHT[1]) / np.maximum(far, 1e-3)).astype(np.float32)
    return Drop((down, across), far, facing, born + float(chance.uniform(-0.04, 0.04)), strength)


def _rings(drop: Drop, age: float) -> Values:
    """What the rings of a drop of an age from 0 to 1 add to the light: they widen, run out and die away."""
    front = RUN * age**0.8
    behind = drop.far - np.float32(front)
    band = BAND * (0.35 + 0.65 * age)
    rise = float(ease(age / 0.03)) * (1 - age) ** 1.5
    strength = drop.strength * STRENGTH * rise
    # Crests are narrow and troughs are wide, as on water; nothing runs ahead of the first crest.
    crest = np.exp(np.float32(1.6) * np.sin(behind * np.float32(2 * pi / WAVE))) - np.float32(1.75)
    ahead = np.clip(1 - behind / np.float32(WAVE), 0, 1) * np.exp(-((behind / np.float32(band)) ** 2))
    return np.asarray(np.float32(strength * 0.4) * crest * ahead * (drop.facing + np.float32(0.4)), np.float32)
