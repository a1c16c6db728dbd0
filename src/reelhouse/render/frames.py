"""Looking at videos: single frames as files, and how bright and colourful the picture under a caption is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from reelhouse.media.footage.page import SMALLER, lay
from reelhouse.media.packets import read_packets
from reelhouse.media.pixels import Picture, read_key_pictures
from reelhouse.model.layout import Box, Rendition
from reelhouse.render.region import Region

#: Pixels across of the small pictures that regions are measured on.
_SMALL = 180
#: There is a measured frame at least every so many frames, unless the caller can do with fewer.
EVERY = 15
#: Less colourful pixels (largest minus smallest channel, of 255) have no say in the hue.
_COLOURFUL = 20
_BIN = 10


def sample_region(
    path: Path,
    frames: Iterable[int],
    box: Box,
    rendition: Rendition,
    place: Box | None = None,
    *,
    every: int = EVERY,
) -> Region:
    """Measure a part of a background on a few of its frames.

    Args:
        path: The background; its size does not matter: it fills the frame, and what sticks out is cut off equally on
            both sides.
        frames: Frame numbers of the background; a loop's run past its end. The nearest small picture is measured,
            at most half of `every` frames away: backgrounds change little in so short a time.
        box: The part, in pixels of the rendition.
        rendition: The frame that the background fills.
        place: Where the background lies in the frame, on a page of itself; None when it fills the frame.
        every: There is a small picture at least every so many frames. Where key frames are as dense, only they are
            decoded, which is many times faster.

    Raises:
        UnreadableMedia: The background cannot be decoded.
    """
    modified = path.stat().st_mtime_ns if path.is_file() else 0
    length, numbers, pictures = _small_pictures(path, modified, every)
    wanted = {_nearest(numbers, frame % length) for frame in frames}
    parts = [_part(_laid(pictures[index], place, rendition), box, rendition) for index in sorted(wanted)]
    pixels = np.concatenate([part.reshape(-1, 3) for part in parts]).astype(np.float64)
    dark, light = (round(1000 * float(part)) for part in np.percentile(_luminance(pixels), (5, 95)))
    return Region(luminance_p95=light, luminance_p05=dark, hue=_hue(pixels))


@lru_cache(maxsize=16)
def _small_pictures(path: Path, _modified: int, every: int) -> tuple[int, Sequence[int], Sequence[Picture]]:
    """The number of frames, and some of them small; made once for a file and its time of change."""
    return read_packets(path).frames, *read_key_pictures(path, width=_SMALL, every=every)


def _laid(picture: Picture, place: Box | None, rendition: Rendition) -> Picture:
    """The frame in which a picture lies at its place, as many times smaller as the picture is."""
    if place is None:
        return picture
    high, wide = picture.shape[:2]
    across, down = (wide / place.width, high / place.height)
    corner, size = (place.x * across, place.y * down), (rendition.width * across, rendition.height * down)
    laid = lay(
        Image.fromarray(picture),
        (round(corner[0]), round(corner[1])),
        (round(size[0]), round(size[1])),
        smaller=max(1.0, SMALLER * across),
    )
    return np.asarray(laid)


def _nearest(numbers: Sequence[int], frame: int) -> int:
    return min(range(len(numbers)), key=lambda index: abs(numbers[index] - frame))


def _part(picture: Picture, box: Box, rendition: Rendition) -> Picture:
    """The box in this picture, at least one pixel large, where the picture fills the frame and is cut in its middle."""
    rows, columns = picture.shape[:2]
    scale = min(rows / rendition.height, columns / rendition.width)
    above, left_out = (rows - rendition.height * scale) / 2, (columns - rendition.width * scale) / 2
    top, bottom = _inside(above + box.y * scale, above + box.bottom * scale, rows)
    left, right = _inside(left_out + box.x * scale, left_out + box.right * scale, columns)
    return picture[top:bottom, left:right]


def _inside(start: float, end: float, length: int) -> tuple[int, int]:
    """Whole pixels of so many, one at least."""
    first = min(max(0, int(start)), length - 1)
    return first, max(first + 1, round(end))


def _luminance(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Relative luminance, 0 to 1 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance)."""
    share = pixels / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), dtype=np.float64)


def _hue(pixels: NDArray[np.float64]) -> int | None:
    """The middle of the fullest of 36 hue bins, each pixel weighted by how colourful it is."""
    red, green, blue = pixels.T
    most, chroma = pixels.max(axis=1), np.ptp(pixels, axis=1)
    weight = np.where(chroma > _COLOURFUL, chroma, 0)
    if weight.sum() < _COLOURFUL * len(pixels) / 4:
        return None
    safe = np.where(chroma > 0, chroma, 1)
    sector = np.where(
        most == red,
        ((green - blue) / safe) % 6,
        np.where(most == green, (blue - red) / safe + 2, (red - green) / safe + 4),
    )
    bins = np.bincount((sector * 60 // _BIN).astype(int) % (360 // _BIN), weights=weight, minlength=360 // _BIN)
    return int(bins.argmax()) * _BIN + _BIN // 2
