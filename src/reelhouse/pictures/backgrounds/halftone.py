"""Halftone: a screen of dots that a slow wave swells and shrinks."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, ease, grid
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.ramped import ramped

SECONDS = 6
DETAIL = 540
#: Distance of two dots in parts of the shorter side, and the largest and smallest dot in parts of that.
PITCH, LARGE, SMALL = 0.058, 0.47, 0.07


def paint(sheet: Sheet) -> Painting:
    """A slanted screen with waves from two sides; where they come from is the sheet's own."""
    chance = sheet.chance
    slant = float(chance.uniform(pi / 9, pi / 4)) * (1 if chance.random() < 0.5 else -1)
    a, b, c = chance.uniform(0, 2 * pi, 3).tolist()
    size = sheet.size(DETAIL)
    cell, far, x, y = _screen(size, slant)
    pitch = PITCH * size.short

    def places(t: float) -> Values:
        swell = np.sin(3.1 * y + 1.5 * x + 0.9 * np.sin(2.3 * x + a) - t)
        swell += 0.8 * np.sin(3.4 * x - 2.0 * y + 0.8 * sin(t + b)) * cos(t * 1 + c) + 0.5 * np.sin(1.7 * y - a + t)
        part = ease(0.5 + swell / 3.4)
        radius = (pitch * (SMALL + (LARGE - SMALL) * part) + 0.5).astype(np.float32)
        strength = (0.34 + 0.62 * part - PAGE * 0.7).astype(np.float32)
        covered = np.take(radius, cell)
        covered -= far
        np.clip(covered, 0, 1, out=covered)
        covered *= np.take(strength, cell)
        covered += np.float32(PAGE * 0.7)
        return covered

    return ramped(sheet, size, places)


def _screen(size: Size, slant: float) -> tuple[NDArray[np.int32], Values, Values, Values]:
    """Of every pixel the number of its dot and how far away that is (pixels); of every dot its place."""
    x, y = grid(size)
    along, down = (x * cos(slant) + y * sin(slant)) / PITCH, (y * cos(slant) - x * sin(slant)) / PITCH
    column, row = np.rint(along), np.rint(down)
    far = np.hypot(along - column, down - row) * (PITCH * size.short)
    names, cell = np.unique((column * 10_000 + row).astype(np.int64), return_inverse=True)
    columns = np.rint(names / 10_000)
    rows = names - columns * 10_000
    across = (columns * cos(slant) - rows * sin(slant)) * PITCH
    below = (columns * sin(slant) + rows * cos(slant)) * PITCH
    places = (np.asarray(across, np.float32), np.asarray(below, np.float32))
    return np.asarray(cell, np.int32).reshape(size[::-1]), far.astype(np.float32), *places
