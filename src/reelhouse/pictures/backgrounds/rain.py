"""City rain: lights out of focus behind a window, and drops that run down in front of them."""

from __future__ import annotations

from math import pi

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Frame, Painting, Sheet, Size, turn
from reelhouse.pictures.backgrounds.stage import Sprite, Stage, flat, page
from reelhouse.pictures.colour import Field, rgb

SECONDS = 4
DETAIL = 540
#: Lights and drops for each square of the shorter side.
LIGHTS, DROPS = 15, 34
#: Radius of the smallest and the largest light, in parts of the shorter side.
SMALL, LARGE = 0.035, 0.115
#: Depths of rain: length and half width of a drop in parts of the shorter side, its strength, and how many times it
#: crosses the picture in one loop.
DEPTHS = ((0.12, 0.0034, 0.36, 2), (0.20, 0.0046, 0.52, 3), (0.30, 0.0062, 0.70, 4))


def paint(sheet: Sheet) -> Painting:
    """A row of lights low over a street, rain at three depths; where all of it is, is the sheet's own."""
    chance = sheet.chance
    size = sheet.size(DETAIL)
    stage = Stage(sheet, size, _street(sheet, size, chance))
    streaks = [_streak(sheet, size, depth) for depth in DEPTHS]
    many = round(DROPS * size.width * size.height / size.short**2)
    columns = chance.uniform(0, size.width, many)
    starts = chance.uniform(0, 1, many)

    def frame(i: int, n: int) -> Frame:
        along = turn(i, n) / (2 * pi)
        stage.clear()
        for number, (column, start) in enumerate(zip(columns.tolist(), starts.tolist(), strict=True)):
            depth = number % len(DEPTHS)
            streak, tall = streaks[depth], streaks[depth].left.shape[0]
            fallen = (along * DEPTHS[depth][3] + start) % 1 * (size.height + tall)
            stage.put(streak, int(fallen) - tall, int(column))
        return stage.frame()

    return Painting(size, frame)


def _street(sheet: Sheet, size: Size, chance: np.random.Generator) -> Field:
    """Discs of light, thickest in a band over the middle, in the palette's colours; a few have the accent."""
    field = page(sheet, size)
    figures = sheet.palette.figures(8)
    for _ in range(round(LIGHTS * size.width * size.height / size.short**2)):
        row = size.height * float(np.clip(0.36 + 0.22 * chance.standard_normal(), -0.05, 1.05))
        radius = size.short * float(chance.uniform(SMALL, LARGE))
        colour = rgb(sheet.palette.accent) if chance.random() < 0.2 else figures[int(chance.integers(8))]
        strength = float(chance.uniform(0.22, 0.72))
        _disc(field, (size.width * float(chance.uniform(-0.05, 1.05)), row), radius, strength * colour, strength)
    return field


def _disc(field: Field, middle: tuple[float, float], radius: float, light: Field, strength: float) -> None:
    """A light out of focus: flat inside, brighter along its edge."""
    columns, rows = (
        slice(max(0, int(at - radius - 2)), max(0, min(limit, int(at + radius + 3))))
        for at, limit in zip(middle, field.shape[1::-1], strict=True)
    )
    across = np.arange(columns.start, columns.stop)[None, :] + 0.5 - middle[0]
    down = np.arange(rows.start, rows.stop)[:, None] + 0.5 - middle[1]
    far = np.hypot(across, down)
    cover = np.clip((radius - far) / 2.5 + 0.5, 0, 1) * (0.72 + 0.28 * np.clip(far / radius, 0, 1) ** 4)
    patch = field[rows, columns]
    patch *= (1 - strength * cover)[:, :, None]
    patch += cover[:, :, None] * light


def _streak(sheet: Sheet, size: Size, depth: tuple[float, float, float, int]) -> Sprite:
    """A drop in motion: a bright end below, a tail that thins out above."""
    length, half, strength, _ = depth
    tall, thin = round(length * size.short), half * size.short
    wide = round(thin * 2) + 2
    along = (np.arange(tall, dtype=np.float32)[:, None] + 0.5) / tall
    across = np.arange(-wide, wide, dtype=np.float32)[None, :] + 0.5
    end = np.clip((1 - along) * tall / thin / 2, 0, 1)
    cover = np.asarray(strength * along**2.2 * np.exp(-((across / thin) ** 2)) * end, np.float32)
    colour = sheet.palette.figures(2)[1]
    return flat(cover, colour)
