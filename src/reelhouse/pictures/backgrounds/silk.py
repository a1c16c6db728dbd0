"""Silk: folded cloth as a height field of sines, lit from the upper left."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painter, Size, Values, calm, grid, turn
from reelhouse.pictures.colour import Field, look_up

SIZE = Size(270, 480)
#: Directions to the light and to the middle between light and eye; x right, y down, z towards the eye.
LIGHT = (-0.55, -0.45, 0.70)
HALF = (-0.35, -0.30, 0.88)


def paint(seed: int, table: Field) -> Painter:
    """A painter whose folds come from the seed and whose colours come from the ramp `table`."""
    chance = np.random.default_rng(seed)
    x0, y0 = chance.uniform(-1, 1, 2)
    a, b, c = chance.uniform(0, 2 * pi, 3).tolist()
    lean = float(chance.uniform(0.40, 0.70))
    x, y = grid(SIZE)
    x, y = (x + x0).astype(np.float32), (y + y0).astype(np.float32)
    reach = calm(SIZE.height)

    def frame(i: int, n: int) -> Field:
        t = turn(i, n)
        w = x + lean * y + 0.16 * np.sin(2.3 * y + sin(t + a)) + 0.09 * np.sin(3.9 * x - 1.7 * y + 1.2 * cos(t + b))
        fold = np.sin(9 * w + 1.3 * np.sin(2 * y + cos(t + c)) + t)
        fold += 0.45 * np.sin(17 * w - 1.9 * x + 1.4 * sin(t + b) + t)
        matt, gloss = _light(fold)
        place = (0.06 + 0.66 * matt + 0.06 * fold + 0.12 * gloss) * reach
        return look_up(table, place)

    return frame


def _light(height: Values) -> tuple[Values, Values]:
    """Diffuse and mirrored light on the slopes of a height field (Blinn's half vector), each from 0 to 1."""
    steep = SIZE.width / 9
    down, right = np.gradient(height * np.float32(steep))
    upright = 1 / np.sqrt(1 + right * right + down * down)
    matt = np.clip((-right * LIGHT[0] - down * LIGHT[1] + LIGHT[2]) * upright, 0, 1)
    gloss = np.clip((-right * HALF[0] - down * HALF[1] + HALF[2]) * upright, 0, 1)
    gloss *= gloss  # to the 32nd power by five squares: far cheaper than a power of floats
    gloss *= gloss
    gloss *= gloss
    gloss *= gloss
    return matt, gloss * gloss
