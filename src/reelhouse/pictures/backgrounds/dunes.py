"""Dunes: ridges of cut paper, one behind another, that drift past at the pace of their distance."""

from __future__ import annotations

from math import pi

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, grid
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.ramped import ramped

SECONDS = 10
DETAIL = 405
RIDGES = 7
#: The first ridge and the last one, as parts of the height; how high ridges are, in parts of the shorter side.
FIRST, LAST, HIGH = 0.20, 0.90, 0.085
#: Waves of one ridge in its whole length, which is so many times the width of the picture.
LENGTH = 2
#: How far the shadow of a ridge falls on the one behind it, in parts of the shorter side, and how dark it is.
SHADOW, DARK = 0.055, 0.42


def paint(sheet: Sheet) -> Painting:
    """Ridges from far to near; their shapes are the sheet's own.

    Nothing but the outlines moves: each runs on by its own length in one loop, the near ones by two of them. A wide
    sheet shows more of each ridge, not a larger one.
    """
    chance = sheet.chance
    size = sheet.size(DETAIL)
    width = size.width / size.short
    waves = [_waves(chance, width) for _ in range(RIDGES)]
    bases = np.linspace(FIRST, LAST, RIDGES) * size.height
    tones = np.concatenate([[PAGE * 0.3], np.linspace(0.74, 0.30, RIDGES)]).astype(np.float32)
    x = (np.arange(size.width) / size.short).astype(np.float32)
    y = np.arange(size.height, dtype=np.float32)[:, None]
    sun = _sun(size, float(chance.uniform(0.3, 0.7)))

    def places(t: float) -> Values:
        field = sun.copy()
        lines = [
            (base - HIGH * size.short * _outline(wave, x, t, 1 + number // 4)).astype(np.float32)
            for number, (base, wave) in enumerate(zip(bases, waves, strict=True))
        ]
        # What the next ridge hides need not be drawn.
        ends = [*(int(line.max()) + 2 for line in lines[1:]), size.height]
        for line, end, tone in zip(lines, ends, tones[1:], strict=True):
            _lay(field[:end], y[:end], line, tone, size.short)
        return field

    return ramped(sheet, size, places)


def _waves(chance: np.random.Generator, width: float) -> list[tuple[float, int, float]]:
    """Height, number in the ridge's whole length, and phase of the waves that make a ridge."""
    length = LENGTH * width
    near = [max(1, round(length / period)) for period in (1.5, 0.8, 0.42)]
    return [
        (high, number, float(chance.uniform(0, 2 * pi))) for high, number in zip((0.62, 0.30, 0.10), near, strict=True)
    ]


def _outline(waves: list[tuple[float, int, float]], x: Values, t: float, steps: int) -> Values:
    """The height of a ridge at every column: its waves, moved on by `steps` lengths of the longest in one loop."""
    length = LENGTH * float(x[-1] + x[1])
    line = np.zeros(x.shape)
    for high, number, phase in waves:
        line += high * np.sin(2 * pi * number * x / length + phase + steps * t * max(1, number // waves[0][1]))
    return line.astype(np.float32)


def _lay(field: Values, y: Values, line: Values, tone: float, short: int) -> None:
    """Put a ridge on the field: its shadow above its outline, its colour below, lightest along the edge."""
    reach = SHADOW * short
    top = max(0, int(line.min() - reach))
    part = field[top:]
    below = y[top:] - line
    shadow = np.clip(1 + below / reach, 0, 1)
    part *= 1 - DARK * shadow * shadow
    cover = np.clip(below + 0.5, 0, 1)
    colour = tone * (1 - np.float32(0.30) * np.clip(below / np.float32(0.45 * short), 0, 1))
    part += cover * (colour - part)


def _sun(size: Size, at: float) -> Values:
    """The sky: page, and a large pale disc in it."""
    x, y = grid(size)
    far = np.hypot(x - at * size.width / size.short, y - 0.16 * size.height / size.short)
    glow = np.clip(1 - far / 0.75, 0, 1) ** 2
    disc = np.clip((0.135 - far) * size.short + 0.5, 0, 1)
    sky = PAGE * 0.5 + 0.34 * glow
    return np.asarray(sky + disc * (0.98 - sky), np.float32)
