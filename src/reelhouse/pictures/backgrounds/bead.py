"""Glossy balls, drawn once at each of a few places inside a pixel and put wherever they are needed."""

from __future__ import annotations

from functools import cache

import numpy as np

from reelhouse.pictures.backgrounds.stage import Sprite, Stage, sprite
from reelhouse.pictures.colour import Field

#: Balls are drawn at each of this many places inside a pixel, across and down.
PLACES = 4


class Beads:
    """Balls of one radius (pixels) in several colours, on one stage."""

    def __init__(self, stage: Stage, radius: float, colours: Field, shadow: float = 0.5) -> None:
        self._stage = stage
        self._half = round(radius * 2.1)
        self._drawn = cache(lambda colour, x, y: _bead(colours[colour], radius, self._half, (x, y), shadow))

    def put(self, colour: int, x: float, y: float) -> None:
        """Put a ball with its middle at a place of the picture, in pixels."""
        column, right = divmod(round(x * PLACES), PLACES)
        row, down = divmod(round(y * PLACES), PLACES)
        self._stage.put(self._drawn(colour, right, down), row - self._half, column - self._half)


def _bead(colour: Field, radius: float, half: int, place: tuple[int, int], strength: float) -> Sprite:
    """A ball with its shadow, some parts of a pixel right of and below the middle, lit from the upper left."""
    across = (np.arange(-half, half, dtype=np.float32) + 0.5 - place[0] / PLACES)[None, :] / radius
    down = (np.arange(-half, half, dtype=np.float32) + 0.5 - place[1] / PLACES)[:, None] / radius
    far = np.hypot(across, down)
    shadow = strength * np.exp(-((across - 0.22) ** 2 + (down - 0.40) ** 2) / (2 * 0.48**2))
    cover = np.clip((1 - far) * radius + 0.5, 0, 1)
    lit = np.hypot(across + 0.38, down + 0.42) / 1.55
    shade = np.clip(1.12 - 0.72 * lit**1.6, 0.22, 1.12)
    shine = np.exp(-(((across + 0.36) / 0.27) ** 2 + ((down + 0.46) / 0.18) ** 2))
    rim = np.clip(far, 0, 1) ** 6 * np.clip(down - across, 0, 1) * 0.14
    gleam = (0.62 * shine + rim) * float(colour.max())
    ball = np.clip(colour * shade[:, :, None] + gleam[:, :, None], 0, 1)
    left = (1 - shadow) * (1 - cover)
    return sprite(left.astype(np.float32), (cover[:, :, None] * ball).astype(np.float32))
