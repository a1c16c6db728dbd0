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
#: What differs less from the ground than this share of another part does, is ground.
_GROUND = 0.5
#: Levels of 255 that nobody sees: bare gradients differ from an even one by 0.1 to 0.8, a distant bird by 2.3 or more.
_NOTHING = 1.0


class Focus(NamedTuple):
    """A place in a picture, in parts of its width and height."""

    x: float = 0.5
    y: float = 0.5


def find_focus(picture: Image.Image) -> Focus:
    """The middle of what stands out; that of the picture where nothing does."""
    return _middle(salience(picture))


def _middle(found: Field) -> Focus:
    """The middle of mass of what stands out, in which what stands out more counts for more."""
    weight = found**2
    total = float(weight.sum())
    if not total:
        return Focus()
    down, across = ((np.arange(side) + 0.5) / side for side in weight.shape)
    return Focus(x=float(weight.sum(axis=0) @ across) / total, y=float(weight.sum(axis=1) @ down) / total)


def best_part(picture: Image.Image, across: float, down: float) -> tuple[float, float]:
    """Where a part of a picture begins that holds most of what stands out: left and top, in parts of its sides.

    Of something plain only the ends stand out: a part that leaves out the middle of all that does may have cut it in
    two. Then the part around that middle is taken, unless there is only ground.

    Args:
        picture: The whole.
        across: The part's width, in parts of the picture's.
        down: Its height likewise.
    """
    if across >= 1 and down >= 1:
        return 0.0, 0.0
    planes = _planes(picture)
    found = _salience(planes)
    focus = _middle(found)
    return (
        _start(found.sum(axis=0), _off_ground(planes), across, focus.x),
        _start(found.sum(axis=1), _off_ground(planes.transpose(1, 0, 2)), down, focus.y),
    )


def salience(picture: Image.Image) -> Field:
    """How much each place stands out, rows x columns, `LOOKED_AT` on the longer side; 0 on all of an even picture."""
    return _salience(_planes(picture))


def _salience(planes: Field) -> Field:
    found = np.sum([_residual(planes[:, :, number]) for number in range(3)], axis=0)
    inside = np.zeros_like(found)
    kept = (slice(_BORDER, -_BORDER),) * 2
    inside[kept] = _spread(found)[kept]
    rows, columns = (np.linspace(-1, 1, side)[:, None] for side in found.shape)
    less: Field = inside * (1 - _CENTRE * (rows**2 + columns.T**2) / 2)
    return less


def _planes(picture: Image.Image) -> Field:
    """Brightness and both colours, rows x columns x 3, small."""
    longer = max(picture.size)
    size = tuple(max(8, round(side * LOOKED_AT / longer)) for side in picture.size)
    return np.asarray(picture.resize((size[0], size[1]), Image.Resampling.BOX).convert("YCbCr"), np.float64)


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


def _start(mass: Field, off: Field, part: float, focus: float) -> float:
    """Where a part of a row of numbers begins; in its middle where all is ground."""
    if part >= 1 or off.max() < _NOTHING:
        return (1 - part) / 2
    best, around = _best(mass, part), min(max(0.0, focus - part / 2), 1 - part)
    if best <= focus <= best + part or _mean(off, around, part) < _GROUND * _mean(off, best, part):
        return best
    return around


def _best(mass: Field, part: float) -> float:
    """Where the part begins that has the largest sum; the middle where that is hardly less."""
    count = len(mass)
    sums = np.convolve(mass, np.ones(max(1, round(part * count))), "valid")
    if sums.max() <= _MORE * sums[len(sums) // 2]:
        return (1 - part) / 2
    return min(1 - part, int(sums.argmax()) / count)


def _mean(row: Field, start: float, part: float) -> float:
    first = min(round(start * len(row)), len(row) - 1)
    return float(row[first : first + max(1, round(part * len(row)))].mean())


def _off_ground(planes: Field) -> Field:
    """How far each column is from what turns evenly from the first into the last one: levels of 255."""
    share = np.linspace(0, 1, planes.shape[1])[:, None]
    ground = planes[:, :1] * (1 - share) + planes[:, -1:] * share
    off: Field = np.abs(planes - ground).mean(axis=(0, 2))
    return off
