"""Pendulum wave: beads that swing a whole number of times each, fall out of step and find together again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import cos, pi, sin
from typing import NamedTuple

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painter, Size, calm, turn
from reelhouse.pictures.colour import RAMP_STEPS, Field, rgb

SIZE = Size(540, 960)
BEADS = 16
#: Half of the swing, the radius of a bead, and the room above the first bead, in pixels.
REACH, RADIUS, ROOM = 168.0, 23.0, 84.0
SLOWEST = 6
#: How much of a loop the tail behind a bead covers.
TAIL = 0.014
GROUND = ("#211d52", "#090a1f")
#: Beads are drawn once at each of this many places inside a pixel.
PLACES = 8
#: Half the side of a drawn bead with its shadow, in whole pixels.
HALF = 50


class Bead(NamedTuple):
    """A drawn bead: what is left of the picture behind it, and the light it adds (its colour times its cover)."""

    left: Field
    adds: Field


def paint(seed: int, table: Field) -> Painter:
    """A painter of `BEADS` beads; the seed sets where in their dance they start and which way the ramp runs."""
    chance = np.random.default_rng(seed)
    # Where all beads stand in step the picture is a table, not a wave: begin a little later.
    start = 2 * pi * (0.08 + float(chance.uniform(0, 0.34)))
    order = 1 if chance.random() < 0.5 else -1
    rows = [round(row) for row in np.linspace(ROOM, SIZE.height - ROOM, BEADS)]
    strength = calm(SIZE.height)[rows]
    colours = table[np.linspace(0, RAMP_STEPS - 1, BEADS).astype(int)][::order] * strength
    ground = _ground(rows)
    field = np.empty_like(ground)  # one for all frames: fresh memory costs more than the drawing
    drawn = cache(lambda bead, place: _bead(colours[bead], place / PLACES))

    def frame(i: int, n: int) -> Field:
        t = turn(i, n) + start
        np.copyto(field, ground)
        for bead, (row, colour) in enumerate(zip(rows, colours, strict=True)):
            swings = SLOWEST + bead
            x = SIZE.width / 2 + REACH * cos(swings * t)
            _tail(field, x, row, -REACH * swings * sin(swings * t) * 2 * pi * TAIL, colour)
            column, place = divmod(round(x * PLACES), PLACES)
            _put(field, drawn(bead, place), row, column)
        return field

    return frame


def _ground(rows: Sequence[int]) -> Field:
    """Two colours from the middle outwards, and a fine rail for each bead."""
    x = np.arange(SIZE.width, dtype=np.float32)[None, :] + 0.5
    y = np.arange(SIZE.height, dtype=np.float32)[:, None] + 0.5
    far = np.hypot(x - SIZE.width / 2, y - SIZE.height * 0.45) / (SIZE.height * 0.72)
    far = np.clip(far, 0, 1)[:, :, None]
    field: Field = (rgb(GROUND[0]) * (1 - far) + rgb(GROUND[1]) * far).astype(np.float32)
    inside = np.clip(REACH + RADIUS * 0.4 - np.abs(x - SIZE.width / 2), 0, 1)
    for row in rows:
        line = np.clip(1.1 - np.abs(y[row - 2 : row + 2] - row), 0, 1) * inside
        field[row - 2 : row + 2] += 0.055 * line[:, :, None]
    return field


def _put(field: Field, bead: Bead, row: int, column: int) -> None:
    patch = field[row - HALF : row + HALF, column - HALF : column + HALF]
    patch *= bead.left
    patch += bead.adds


def _tail(field: Field, x: float, row: int, speed: float, colour: Field) -> None:
    """Light that a moving bead leaves behind, as long as the bead is fast; `speed` is pixels with their direction."""
    if abs(speed) < 2:
        return
    far = x - speed
    left, right = max(0, int(min(x, far) - RADIUS)), min(SIZE.width, int(max(x, far) + RADIUS) + 1)
    thick = int(RADIUS)
    behind = ((np.arange(left, right, dtype=np.float32) + 0.5 - x) * (-1 if speed > 0 else 1))[None, :]
    down = (np.arange(-thick, thick, dtype=np.float32) + 0.5)[:, None]
    along = np.clip(behind / abs(speed), 0, 1)
    distance = np.hypot(behind - along * abs(speed), down)
    cover = np.clip(RADIUS * (0.86 - 0.5 * along) - distance + 0.5, 0, 1) * (0.55 * (1 - along) ** 2)
    patch = field[row - thick : row + thick, left:right]
    patch += cover[:, :, None] * (colour - patch)


def _bead(colour: Field, place: float) -> Bead:
    """A glossy ball with its shadow, `place` of a pixel right of the middle."""
    across = (np.arange(-HALF, HALF, dtype=np.float32) + 0.5 - place)[None, :]
    down = (np.arange(-HALF, HALF, dtype=np.float32) + 0.5)[:, None]
    far = np.hypot(across, down)
    shadow = 0.5 * np.exp(-((across - 5) ** 2 + (down - 9) ** 2) / (2 * 11.0**2))
    cover = np.clip(RADIUS - far + 0.5, 0, 1)
    lit = np.hypot(across + 0.38 * RADIUS, down + 0.42 * RADIUS) / (RADIUS * 1.55)
    shade = np.clip(1.12 - 0.72 * lit**1.6, 0.22, 1.12)
    shine = np.exp(-(((across + 0.36 * RADIUS) / 6.2) ** 2 + ((down + 0.46 * RADIUS) / 4.2) ** 2))
    rim = np.clip(far / RADIUS, 0, 1) ** 6 * np.clip((down - across) / RADIUS, 0, 1) * 0.14
    gleam = (0.62 * shine + rim) * float(colour.max())
    ball = colour * shade[:, :, None] + gleam[:, :, None]
    left = (1 - shadow) * (1 - cover)
    return Bead(left[:, :, None].astype(np.float32), (cover[:, :, None] * ball).astype(np.float32))
