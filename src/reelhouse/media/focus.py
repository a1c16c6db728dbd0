"""Where a picture has what is looked at first: what stands out from its surroundings, rather in the middle.

Spectral residual: what is unexpected in the logarithm of a picture's spectrum, brought back to where it comes from
(Hou and Zhang, "Saliency Detection: A Spectral Residual Approach", CVPR 2007, equations 2 to 5), of brightness and of
both colours. It knows no faces; a face before anything calmer than itself stands out.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Field = NDArray[np.float64]

#: Pixels of the longer side on which is looked: details do not count.
LOOKED_AT = 64
#: How wide what is found is spread, and the border that is left out, in those pixels: a spectrum knows no edges, so the
#: sides of a picture that do not fit each other stand out.
_SPREAD, _BORDER = 2.5, 2
#: How much less counts what lies in a corner.
_CENTRE = 0.4
#: A part of a picture is preferred to its middle when it has so many times as much.
_MORE = 1.08


class Focus(NamedTuple):
    """A place in a picture, in parts of its width and height."""

    x: float = 0.5
    y: float = 0.5


def find_focus(picture: Image.Image) -> Focus:
    """The middle of what stands out; that of the picture where nothing does."""
    weight = salience(picture) ** 2
    total = float(weight.sum())
    if not total:
        return Focus()
    down, across = ((np.arange(side) + 0.5) / side for side in weight.shape)
    return Focus(x=float(weight.sum(axis=0) @ across) / total, y=float(weight.sum(axis=1) @ down) / total)


def best_part(picture: Image.Image, across: float, down: float) -> tuple[float, float]:
    """Where a part of a picture begins that holds most of what stands out: left and top, in parts of its sides.

    Args:
        picture: The whole.
        across: The part's width, in parts of the picture's.
        down: Its height likewise.
    """
    found = salience(picture)
    return _best(found.sum(axis=0), across), _best(found.sum(axis=1), down)


def salience(picture: Image.Image) -> Field:
    """How much each place stands out, rows x columns, `LOOKED_AT` on the longer side; 0 on all of an even picture."""
    longer = max(picture.size)
    size = tuple(max(8, round(side * LOOKED_AT / longer)) for side in picture.size)
    planes = np.asarray(picture.resize((size[0], size[1]), Image.Resampling.BOX).convert("YCbCr"), np.float64)
    found = np.sum([_residual(planes[:, :, number]) for number in range(3)], axis=0)
    inside = np.zeros_like(found)
    kept = (slice(_BORDER, -_BORDER),) * 2
    inside[kept] = _spread(found)[kept]
    rows, columns = (np.linspace(-1, 1, side)[:, None] for side in found.shape)
    less: Field = inside * (1 - _CENTRE * (rows**2 + columns.T**2) / 2)
    return less


def _residual(plane: Field) -> Field:
    """What is unexpected in one plane, at its place; as strong as the plane varies."""
    if np.ptp(plane) < 1:
        return np.zeros_like(plane)
    spectrum = np.fft.fft2(plane - plane.mean())
    log = np.log(np.abs(spectrum) + 1)
    around = sum(np.roll(log, (down, across), (0, 1)) for down in (-1, 0, 1) for across in (-1, 0, 1)) / 9
    back: Field = np.abs(np.fft.ifft2(np.exp(log - around + 1j * np.angle(spectrum)))) ** 2
    back *= plane.std() / back.sum()
    return back


def _spread(found: Field) -> Field:
    """A Gaussian blur that keeps within the picture."""
    down, across = (_weights(side) for side in found.shape)
    spread: Field = down @ found @ across.T
    return spread


def _weights(side: int) -> Field:
    """What every place of a row has of every other one; each row adds up to 1."""
    apart = np.arange(side)[:, None] - np.arange(side)[None, :]
    weights = np.exp(-((apart / _SPREAD) ** 2) / 2)
    shares: Field = weights / weights.sum(axis=1, keepdims=True)
    return shares


def _best(mass: Field, part: float) -> float:
    """Where the part of a row of numbers begins that has the largest sum; its middle where that is hardly less."""
    count = len(mass)
    width = max(1, round(part * count))
    sums = np.convolve(mass, np.ones(width), "valid")
    middle = (1 - part) / 2
    if part >= 1 or sums.max() <= _MORE * sums[len(sums) // 2]:
        return middle
    return min(1 - part, int(sums.argmax()) / count)
