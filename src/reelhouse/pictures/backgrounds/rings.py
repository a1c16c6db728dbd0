"""Rings: comets of light that run round one middle, ring by ring, each at its own pace."""

from __future__ import annotations

from math import pi

import numpy as np
from numpy.typing import NDArray

from reelhouse.pictures.backgrounds.canvas import Painting, Sheet, Size, Values, grid
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.ramped import ramped

SECONDS = 6
DETAIL = 540
#: Distance of two rings and the width of one, in parts of the shorter side.
PITCH, BAND = 0.088, 0.044
#: Parts of a full turn that are told apart.
STEPS = 1024
#: The middle, as a part of the height: above the captions.
MIDDLE = 0.40
#: The light of a ring where no comet is, as a part of a comet's.
DIM = 0.105


def paint(sheet: Sheet) -> Painting:
    """Rings to the farthest corner; how many comets run in each, how fast and which way is the sheet's own.

    A ring of `m` comets moves on by whole comets in one loop, so that it ends as it began. One ring has the accent.
    """
    chance = sheet.chance
    size = sheet.size(DETAIL)
    where, cover = _polar(size)
    count = int(where.max()) // STEPS + 1
    comets = [2 + ring // 2 for ring in range(count)]
    pace = chance.permutation([(-1) ** ring * (1 + ring % 2) for ring in range(count)]).tolist()
    starts = chance.uniform(0, 1, count).tolist()
    special = int(chance.integers(2, 4))
    bright = np.linspace(0.62, 0.95, count)
    # The accent's own ramp begins at 1; what is not covered stays page.
    base = np.where(where // STEPS == special, np.float32(1), np.float32(PAGE)).astype(np.float32)
    base[cover == 0] = PAGE
    around = np.arange(STEPS) / STEPS

    def places(t: float) -> Values:
        along = np.empty((count, STEPS), np.float32)
        for ring, (many, steps, start) in enumerate(zip(comets, pace, starts, strict=True)):
            behind = (around * many * np.sign(steps) - abs(steps) * t / (2 * pi) + start) % 1
            along[ring] = _comet(1 - behind, many) * (1 if ring == special else bright[ring] - PAGE)
        return np.asarray(base + np.take(along.reshape(-1), where) * cover, np.float32)

    return ramped(sheet, size, places)


def _comet(behind: Values, many: int) -> Values:
    """Light at parts of the way to the next comet: a sharp head, a long tail, a faint ring between."""
    head = np.clip(behind * STEPS / many / 3, 0, 1)
    tail = np.clip(1 - behind / 0.72, 0, 1) ** 1.6
    return np.asarray(DIM + (1 - DIM) * head * tail, np.float32)


def _polar(size: Size) -> tuple[NDArray[np.int32], Values]:
    """Of every pixel: ring and angle as one number, and how much of it a ring covers."""
    x, y = grid(size)
    across, down = x - size.width / size.short / 2, y - size.height / size.short * MIDDLE
    far = np.hypot(across, down)
    ring = np.floor(far / PITCH)
    angle = ((np.arctan2(down, across) / (2 * pi)) % 1 * STEPS).astype(np.int32) % STEPS
    off = np.abs(far - (ring + 0.5) * PITCH)
    cover = np.clip((BAND / 2 - off) * size.short + 0.5, 0, 1) * (ring > 0)
    return ring.astype(np.int32) * STEPS + angle, cover.astype(np.float32)
