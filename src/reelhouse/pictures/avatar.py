"""A teller's picture without a person in it: three discs of light whose places come from a seed."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Disc(NamedTuple):
    """A disc inside a circle of radius 1 around the origin."""

    x: float
    y: float
    radius: float


def discs(seed: int) -> tuple[Disc, ...]:
    """Three discs, always the same for one seed."""
    chance = np.random.default_rng(seed)
    rows = chance.uniform((-1, -1, 0.35), (1, 1, 0.7), (3, 3))
    return tuple(Disc(*(round(float(value), 4) for value in row)) for row in rows)
