"""Aurora: slow light, made of sines that bend one another."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from PIL import Image

from reelhouse.pictures.backgrounds.canvas import TALL, Painter, Size, Values, calm, grid, turn
from reelhouse.pictures.colour import Field, look_up

#: Smaller canvases show their grid once they are enlarged to a phone's screen.
SIZE = Size(270, 480)
#: The pattern before its colours is so smooth that a half-size field, enlarged, is the same.
COARSE = Size(135, 240)


def paint(seed: int, table: Field) -> Painter:
    """A painter whose place, bends and phases come from the seed and whose colours come from the ramp `table`."""
    chance = np.random.default_rng(seed)
    x0, y0 = chance.uniform(-0.3, 0.3, 2)
    a, b, c, d = chance.uniform(0, 2 * pi, 4).tolist()
    bend = float(chance.uniform(0.85, 1.15))
    x, y = grid(COARSE)
    x, y = (x + x0).astype(np.float32), (y + y0).astype(np.float32)
    vignette = _vignette()
    reach = calm(SIZE.height)

    def frame(i: int, n: int) -> Field:
        t = turn(i, n)
        u = x + 0.28 * bend * np.sin(2.1 * y + 1.1 * cos(t + a)) + 0.12 * np.sin(4.7 * y - 2 * x + 1.3 * sin(t + b))
        v = y + 0.30 * bend * np.sin(2.6 * u + 1.2 * sin(t + c)) + 0.10 * np.cos(5.3 * u + cos(t + d) + 1)
        wave = np.sin(2.2 * v + 1.3 * u + 0.6 * sin(t + a)) * np.cos(1.1 * u - 0.9 * v + 0.5 * cos(t + c))
        return look_up(table, _enlarge(0.5 + 0.5 * wave) * reach) * vignette

    return frame


def _enlarge(coarse: Values) -> Values:
    return np.asarray(Image.fromarray(coarse).resize(SIZE, Image.Resampling.BICUBIC))


def _vignette() -> Values:
    x, y = grid(SIZE)
    dark = 1 - 0.35 * np.clip((x - 0.5) ** 2 * 1.2 + (y / TALL - 0.5) ** 2 * 1.6, 0, 1)
    return dark[:, :, None].astype(np.float32)
