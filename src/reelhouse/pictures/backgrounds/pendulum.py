"""Pendulum wave: beads that swing a whole number of times each, fall out of step and find together again."""

from __future__ import annotations

from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.bead import Beads
from reelhouse.pictures.backgrounds.canvas import Frame, Painting, Sheet, Size, turn
from reelhouse.pictures.backgrounds.stage import Sprite, Stage, flat, page
from reelhouse.pictures.colour import Field

SECONDS = 10
DETAIL = 540
#: Distance of two rows and radius of a bead in parts of the shorter side; half of a swing in parts of the width.
PITCH, RADIUS, REACH = 0.098, 0.042, 0.33
SLOWEST = 6
#: How much of a loop the tail behind a bead covers.
TAIL = 0.014
#: Half the width of the groove that a bead runs in, in radii, and how deep it looks. It is broad and soft by design:
#: a hair line would only blur when it is enlarged.
GROOVE, DEEP = 0.52, 0.34


def paint(sheet: Sheet) -> Painting:
    """As many beads as fit below one another; where in their dance they start and their order are the sheet's own.

    A wide sheet has fewer rows and longer swings, a tall one more rows.
    """
    chance = sheet.chance
    # Where all beads stand in step the picture is a table, not a wave: begin a little later.
    start = 2 * pi * (0.08 + float(chance.uniform(0, 0.34)))
    order = 1 if chance.random() < 0.5 else -1
    size = sheet.size(DETAIL)
    radius, reach = RADIUS * size.short, REACH * size.width
    rows = _rows(size)
    ground = page(sheet, size)
    colours = sheet.palette.figures(len(rows))[::order]
    _carve(ground, rows, radius, reach)
    stage = Stage(sheet, size, ground)
    beads = Beads(stage, radius, colours)

    def frame(i: int, n: int) -> Frame:
        t = turn(i, n) + start
        stage.clear()
        for bead, row in enumerate(rows.tolist()):
            swings = SLOWEST + bead
            swing, speed = reach * cos(swings * t), -reach * swings * sin(swings * t) * 2 * pi * TAIL
            # A tail ends where its groove does.
            speed = swing - min(reach, max(-reach, swing - speed))
            x = size.width / 2 + swing
            stage.put(*_tail(x, row, speed, radius, colours[bead]))
            beads.put(bead, x, row)
        return stage.frame()

    return Painting(size, frame)


def _rows(size: Size) -> NDArray[np.float64]:
    room = size.height / size.short - 2 * 0.14
    count = max(2, round(room / PITCH) + 1)
    return np.rint((0.14 + np.linspace(0, room, count)) * size.short)


def _carve(ground: Field, rows: NDArray[np.float64], radius: float, reach: float) -> None:
    """A groove below each bead, in place: shaded under its upper lip, lit along its lower one."""
    width = ground.shape[1]
    across = np.maximum(np.abs(np.arange(width, dtype=np.float32) + 0.5 - width / 2) - reach, 0)[None, :]
    reaches = round(radius * 1.6)
    down = (np.arange(-reaches, reaches, dtype=np.float32) + 0.5)[:, None]
    far = np.hypot(across, down) - GROOVE * radius
    inside = np.clip(0.5 - far / 2, 0, 1)
    shade = DEEP * inside * np.clip(0.75 - 0.5 * down / (GROOVE * radius), 0.3, 1)
    lip = 0.05 * np.exp(-((far - 1.5) ** 2) / 4) * np.clip(down / radius, 0, 1)
    for row in rows.astype(int):
        strip = ground[row - reaches : row + reaches]
        strip *= (1 - shade[: len(strip)])[:, :, None]
        strip += lip[: len(strip), :, None]


def _tail(x: float, row: float, speed: float, radius: float, colour: Field) -> tuple[Sprite, int, int]:
    """Light that a moving bead leaves behind, as long as the bead is fast; `speed` is pixels with their direction."""
    far = x - speed
    left, right = int(min(x, far) - radius), int(max(x, far) + radius) + 1
    thick = int(radius * 0.9)
    behind = ((np.arange(left, right, dtype=np.float32) + 0.5 - x) * (-1 if speed > 0 else 1))[None, :]
    down = (np.arange(-thick, thick, dtype=np.float32) + 0.5)[:, None]
    along = np.clip(behind / max(abs(speed), 1), 0, 1)
    distance = np.hypot(behind - along * abs(speed), down)
    cover = np.asarray(
        np.clip(radius * (0.80 - 0.5 * along) - distance + 0.5, 0, 1) * (0.55 * (1 - along) ** 2), np.float32
    )
    return flat(cover, colour), int(row) - thick, left
