"""Gears: a train of wheels, each of which drives the next."""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, grid
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.ramped import ramped

SECONDS = 4
DETAIL = 540
#: Teeth that pass in one loop. Every wheel then turns by whole spokes: 12 teeth and 6 spokes make half a turn.
PASSES = 6
SPOKES = {12: 6, 18: 6, 24: 4, 30: 5, 36: 6}
#: Size of a tooth (radius of a wheel by its teeth) and its height from the pitch circle, in parts of the shorter side.
MODULE, TOOTH = 0.0125, 0.0125
#: The angle between two neighbours and the way of the train.
ZIGZAG = 0.80


class Wheel(NamedTuple):
    """A wheel: its middle (parts of the shorter side), its teeth, its angle at the start and its direction."""

    x: float
    y: float
    teeth: int
    angle: float
    way: int

    @property
    def radius(self) -> float:
        """Of the circle on which its teeth meet others."""
        return self.teeth * MODULE


def paint(sheet: Sheet) -> Painting:
    """A train along the longer side of the sheet, from edge to edge; the wheels and their order are the sheet's own."""
    size = sheet.size(DETAIL)
    special = int(sheet.chance.integers(1, 4))
    wheels = _train(sheet, size)
    ground = _ground(size, wheels)
    drawn = [_Drawn(size, wheel, number) for number, wheel in enumerate(wheels)]

    def places(t: float) -> Values:
        field = ground.copy()
        for number, wheel in enumerate(drawn):
            wheel.lay(field, t, special=number == special)
        return field

    return ramped(sheet, size, places)


def _train(sheet: Sheet, size: Size) -> list[Wheel]:
    chance = sheet.chance
    wide = size.width > size.height
    length, across = max(size) / size.short, min(size) / size.short
    side = 1 if chance.random() < 0.5 else -1
    teeth = chance.permutation([30, 18, 24, 36, 12, 24, 30, 18, 36, 24]).tolist()
    first = teeth[0] * MODULE
    wheels = [Wheel(across * (0.5 - side * 0.22), first * 0.55, teeth[0], float(chance.uniform(0, 1)), 1)]
    for many in teeth[1:]:
        last = wheels[-1]
        lean = pi / 2 - side * ZIGZAG * (1 if last.x < across / 2 else -1) * side
        apart = last.radius + many * MODULE
        x, y = last.x + apart * cos(lean), last.y + apart * sin(lean)
        wheels.append(Wheel(x, y, many, _meshed(last, lean, many), -last.way))
        if y > length:
            break
    return [_across(wheel) for wheel in wheels] if wide else wheels


def _meshed(last: Wheel, lean: float, teeth: int) -> float:
    """The angle at which a tooth meets a gap."""
    phase = last.teeth * (lean - last.angle)
    return lean + pi - (pi - phase) / teeth


def _across(wheel: Wheel) -> Wheel:
    """The same wheel with both axes exchanged; so it also turns the other way."""
    return Wheel(wheel.y, wheel.x, wheel.teeth, pi / 2 - wheel.angle, -wheel.way)


def _ground(size: Size, wheels: list[Wheel]) -> Values:
    """A page on which every wheel throws a soft shadow."""
    x, y = grid(size)
    shade = np.zeros(size[::-1], np.float32)
    for wheel in wheels:
        far = np.hypot(x - wheel.x - 0.012, y - wheel.y - 0.022) - wheel.radius
        np.maximum(shade, np.clip(0.5 - far / 0.07, 0, 1) ** 2, out=shade)
    return np.asarray(PAGE * (1 - 0.75 * shade), np.float32)


class _Drawn:
    """A wheel on its pixels: distances and angles once, teeth and spokes at every turn."""

    def __init__(self, size: Size, wheel: Wheel, number: int) -> None:
        self._wheel = wheel
        reach = (wheel.radius + TOOTH * 1.3) * size.short
        middle = (wheel.x * size.short, wheel.y * size.short)
        columns, rows = (
            slice(max(0, int(at - reach)), max(0, min(limit, int(at + reach) + 1)))
            for at, limit in zip(middle, size, strict=True)
        )
        self._spot = (rows, columns)
        across = np.arange(columns.start, columns.stop, dtype=np.float32)[None, :] + 0.5 - middle[0]
        down = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] + 0.5 - middle[1]
        self._far, self._angle = np.hypot(across, down), np.arctan2(down, across)
        radius = wheel.radius * size.short
        self._radius, self._tooth = radius, TOOTH * size.short
        self._holes = self._ring(0.30 * radius, 0.74 * radius, 1)
        lit = -(across * 0.6 + down * 0.8) / radius
        rim = np.exp(-(((self._far - 0.90 * radius) / (0.07 * radius)) ** 2))
        hub = np.clip(0.13 * radius - self._far + 0.5, 0, 1)
        tone = 0.52 + 0.15 * (number * 2 % 3)
        self._tone = (tone + 0.10 * lit + 0.07 * rim * (1 + lit) - 0.28 * hub).astype(np.float32)

    def _ring(self, inner: float, outer: float, soft: float) -> Values:
        inside = np.clip((self._far - inner) / soft + 0.5, 0, 1) * np.clip((outer - self._far) / soft + 0.5, 0, 1)
        return np.asarray(inside, np.float32)

    def lay(self, field: Values, t: float, *, special: bool) -> None:
        """Put the wheel on a field of places as it stands at an angle of the loop."""
        wheel = self._wheel
        turned = self._angle - np.float32(wheel.angle + wheel.way * t * PASSES / wheel.teeth)
        teeth = np.clip(1.9 * np.cos(wheel.teeth * turned), -1, 1) * np.float32(self._tooth)
        cover = np.clip(np.float32(self._radius + 0.5) + teeth - self._far, 0, 1)
        spokes = SPOKES[wheel.teeth]
        beside = np.abs(np.sin(turned * np.float32(spokes / 2))) * self._far * np.float32(2 / spokes)
        cover *= 1 - self._holes * np.clip(beside - np.float32(0.085 * self._radius - 0.5), 0, 1)
        patch = field[self._spot]
        if special:
            patch[...] = np.where(cover > 0.5, 1 + np.clip(self._tone, 0, 1) * cover, patch)
        else:
            patch += cover * (np.clip(self._tone, 0, 0.998) - patch)
