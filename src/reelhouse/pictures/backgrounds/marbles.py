"""Marble run: balls that roll down ramp after ramp, drop, bounce once and roll on."""

from __future__ import annotations

from math import pi
from typing import NamedTuple

import numpy as np

from reelhouse.pictures.backgrounds.bead import Beads
from reelhouse.pictures.backgrounds.canvas import Frame, Painting, Sheet, Size, turn
from reelhouse.pictures.backgrounds.stage import Stage, page
from reelhouse.pictures.colour import RAMP_STEPS, Field, rgb

SECONDS = 4
DETAIL = 540
#: A new ball enters so many times in one loop, in turn in so many colours.
BALLS = 4
#: In parts of the shorter side: distance of two ramps, how far they fall, half their thickness, the radius of a ball.
PITCH, FALL, THICK, RADIUS = 0.235, 0.070, 0.013, 0.046
#: The part of a ramp's time in which a ball rolls; then it drops to the next one.
ROLL = 0.80
#: How high a ball bounces, in radii, and for which part of its roll.
BOUNCE, BOUNCING = 0.55, 0.22
#: How far from its turn a ball enters at most, in turns: balls that fell in step would look like one machine.
UNEVEN = 0.27
#: How far along the ramp of colours the bars are.
BAR = 0.44


class Ramp(NamedTuple):
    """A ramp from its upper end to its lower one, in parts of the shorter side."""

    x0: float
    y0: float
    x1: float
    y1: float


def paint(sheet: Sheet) -> Painting:
    """Ramps from head to foot that lean from side to side; the first one's side and the colours are the sheet's own.

    A wide sheet has fewer ramps, but long ones: a ball needs more entries of others to roll down one of them.
    """
    chance = sheet.chance
    size = sheet.size(DETAIL)
    ramps = _ramps(size, first=1 if chance.random() < 0.5 else -1)
    order = chance.permutation(BALLS)
    colours = np.concatenate([sheet.palette.figures(BALLS - 1), rgb(sheet.palette.accent)[None]])[order]
    stage = Stage(sheet, size, _ground(sheet, size, ramps))
    beads = Beads(stage, RADIUS * size.short, colours, shadow=0.42)
    # How many balls enter while one of them is on a ramp.
    each = 1 if size.width <= size.height else 2
    starts = float(chance.uniform(0, 1))
    late = chance.permutation(np.linspace(-UNEVEN, UNEVEN, BALLS)).tolist()

    def frame(i: int, n: int) -> Frame:
        along = (turn(i, n) / (2 * pi) + starts) * BALLS
        stage.clear()
        for ball in range(int(along) - each * (len(ramps) + 1) - 1, int(along) + 2):
            at, part = divmod((along - ball - late[ball % BALLS]) / each, 1)
            if 0 <= at < len(ramps):
                x, y = _place(ramps, int(at), part)
                beads.put(ball % BALLS, x * size.short, y * size.short)
        return stage.frame()

    return Painting(size, frame)


def _ramps(size: Size, first: int) -> list[Ramp]:
    """Ramps from above the picture to below it; each begins where balls from the one before it land."""
    width, height = size.width / size.short, size.height / size.short
    left, right = 0.13 * width, 0.87 * width
    ramps = []
    for number in range(round(height / PITCH) + 2):
        top = (number - 1) * PITCH + 0.02
        ends = (left - 0.03, right - 0.09) if (number % 2 == 0) == (first > 0) else (right + 0.03, left + 0.09)
        ramps.append(Ramp(ends[0], top, ends[1], top + FALL))
    return ramps


def _place(ramps: list[Ramp], number: int, part: float) -> tuple[float, float]:
    """Where the middle of a ball is after a part of its time on a ramp."""
    ramp = ramps[number]
    way = 1 if ramp.x1 > ramp.x0 else -1
    start = ramp.x0 + way * 0.055
    slope = (ramp.y1 - ramp.y0) / abs(ramp.x1 - ramp.x0)
    lift = RADIUS + THICK

    def on_ramp(x: float) -> float:
        return ramp.y0 + abs(x - ramp.x0) * slope - lift

    if part < ROLL:
        u = part / ROLL
        x = start + (ramp.x1 - start) * (0.35 * u + 0.65 * u * u)
        v = u / BOUNCING
        hop = 4 * v * (1 - v) * BOUNCE * RADIUS if v < 1 else 0.0
        return x, on_ramp(x) - hop
    u = (part - ROLL) / (1 - ROLL)
    below = ramps[(number + 1) % len(ramps)]
    landing = 0.055 * way * -1 + below.x0 if number + 1 < len(ramps) else ramp.x1 + way * 0.06
    end = below.y0 + 0.055 * slope - lift if number + 1 < len(ramps) else ramp.y1 + PITCH
    # Out it goes with the speed it has, slowed down by the wall of the next ramp; down it falls freely.
    x = ramp.x1 + (landing - ramp.x1) * (1 - (1 - u) ** 2)
    y = on_ramp(ramp.x1) + (end - on_ramp(ramp.x1)) * (0.15 * u + 0.85 * u * u)
    return x, y


def _ground(sheet: Sheet, size: Size, ramps: list[Ramp]) -> Field:
    """The page with its ramps: round bars with a lit upper side, a soft shadow, and a stop where balls land."""
    field = page(sheet, size)
    bar = sheet.palette.table[int(BAR * RAMP_STEPS)]
    for ramp in ramps:
        way = 1 if ramp.x1 > ramp.x0 else -1
        _bar(field, size, ramp, bar)
        foot = Ramp(ramp.x0 - way * 0.012, ramp.y0 - 0.105, ramp.x0 - way * 0.004, ramp.y0)
        _bar(field, size, foot, bar)
    return field


def _bar(field: Field, size: Size, ramp: Ramp, colour: Field) -> None:
    top, bottom = (int(at * size.short) for at in (min(ramp.y0, ramp.y1) - 0.05, max(ramp.y0, ramp.y1) + 0.09))
    rows = slice(max(0, top), min(size.height, max(0, bottom)))
    x = ((np.arange(size.width, dtype=np.float32) + 0.5) / size.short)[None, :]
    y = ((np.arange(rows.start, rows.stop, dtype=np.float32) + 0.5) / size.short)[:, None]
    if rows.stop <= rows.start:
        return
    patch = field[rows]
    far, across = _from(ramp, x - 0.008, y - 0.022)
    patch *= (1 - 0.42 * np.clip(1 - (far - THICK * 0.4) / 0.030, 0, 1) ** 2)[:, :, None]
    far, across = _from(ramp, x, y)
    cover = np.clip((THICK - far) * size.short + 0.5, 0, 1)[:, :, None]
    lit = np.clip(0.80 - 0.42 * across / THICK, 0.3, 1.25)[:, :, None]
    patch += cover * (np.clip(colour * lit, 0, 1) - patch)


def _from(ramp: Ramp, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance of places from the middle line of a ramp, and how far below it they are."""
    dx, dy = ramp.x1 - ramp.x0, ramp.y1 - ramp.y0
    u = np.clip(((x - ramp.x0) * dx + (y - ramp.y0) * dy) / (dx * dx + dy * dy), 0, 1)
    across, below = x - ramp.x0 - u * dx, y - ramp.y0 - u * dy
    return np.hypot(across, below), below
