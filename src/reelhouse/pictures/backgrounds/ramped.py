"""Paintings whose every pixel is a place on the palette's ramp: one table with everything baked in, one look-up.

The table holds, for each row, the ramp as that row shows it: drawn back behind captions, veiled, in the encoder's own
signal. So a frame costs its places and one gather, whatever is done to its colours.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

from reelhouse.pictures.backgrounds.canvas import Frame, Painting, Sheet, Size, Values, turn
from reelhouse.pictures.backgrounds.palette import PAGE
from reelhouse.pictures.backgrounds.planes import BLACK, MIDDLE, dither, empty, parts, signal
from reelhouse.pictures.backgrounds.veil import Veil, calm, caption_rows
from reelhouse.pictures.colour import RAMP_STEPS, Field, display, linear, rgb

#: Gives the place of every pixel at an angle of the loop: 0 to 1 along the ramp, 1 to 2 from page to accent.
Places = Callable[[float], Values]
#: Steps of a row of the table: the ramp, and the way from page to accent.
STEPS = 2 * RAMP_STEPS


def ramped(sheet: Sheet, size: Size, places: Places) -> Painting:
    """A painting of places on the ramp of the sheet's palette."""
    luma, chroma = _tables(sheet, size)
    rows = np.arange(size.height, dtype=np.int32)[:, None] * STEPS
    half_rows = np.arange(size.height // 2, dtype=np.int32)[:, None] * STEPS
    uneven = ((dither(size) - BLACK) * 256).astype(np.uint16)
    canvas = empty(size)
    bright, blue, red = parts(canvas)

    def frame(i: int, n: int) -> Frame:
        at = places(turn(i, n)) * np.float32(RAMP_STEPS)
        np.clip(at, 0, STEPS - 1, out=at)
        index = at.astype(np.int32)
        fine = np.take(luma, index + rows, mode="clip")
        fine += uneven
        fine >>= 8
        bright[...] = fine
        both = np.take(chroma, index[::2, ::2] + half_rows, mode="clip").view(np.uint8).reshape(*blue.shape, 2)
        blue[...], red[...] = both[:, :, 0], both[:, :, 1]
        return canvas

    return Painting(size, frame)


def _tables(sheet: Sheet, size: Size) -> tuple[NDArray[np.uint16], NDArray[np.uint16]]:
    """Row after row the ramp and the accents: luma in 256ths of a step, and both chroma values as one number."""
    seen = signal(_colours(sheet, size.height))
    luma = np.rint((seen[:, :, 0] + BLACK) * 256).astype(np.uint16)
    chroma = np.rint((seen[::2, :, 1:] + seen[1::2, :, 1:]) / 2 + MIDDLE).astype(np.uint8)
    return luma.reshape(-1), np.ascontiguousarray(chroma).view(np.uint16).reshape(-1)


def _colours(sheet: Sheet, height: int) -> Field:
    """Rows x (ramp and accent), as each row shows them: drawn back where captions stand, veiled."""
    palette, rows = sheet.palette, caption_rows(sheet.aspect)
    reach = calm(height, rows)[:, None]
    along = np.linspace(0, RAMP_STEPS - 1, RAMP_STEPS, dtype=np.float32)[None, :] * reach
    ramp, whole = palette.table, along.astype(np.int32)
    part = (along - whole)[:, :, None]
    field = np.empty((height, STEPS, 3), np.float32)
    field[:, :RAMP_STEPS] = ramp[whole] * (1 - part) + ramp[np.minimum(whole + 1, RAMP_STEPS - 1)] * part
    field[:, RAMP_STEPS:] = _accent(ramp, palette.accent)[whole]
    return np.clip(Veil(palette, height, rows).lay(field), 0, 1)


def _accent(ramp: Field, accent: str) -> Field:
    part = np.linspace(0, 1, RAMP_STEPS, dtype=np.float32)[:, None]
    page = linear(ramp[int(PAGE * RAMP_STEPS)])
    return display(page * (1 - part) + linear(rgb(accent)) * part)


def on_ramp(places: ArrayLike) -> Values:
    """Places held on the ramp: beyond its end the accent begins."""
    held: Values = np.clip(np.asarray(places, np.float32), 0, np.float32(0.998))
    return held


def enlarge(coarse: Values, size: Size) -> Values:
    """A smooth field at another size."""
    return np.asarray(Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC))


def between(places: Places, keys: int) -> Places:
    """Slow places, drawn only at `keys` angles of the loop and mixed in between: the eye sees no difference."""
    drawn: dict[int, Values] = {}

    def key(number: int) -> Values:
        if number % keys not in drawn:
            if len(drawn) > 1:
                drawn.pop(next(iter(drawn)))
            drawn[number % keys] = places(turn(number, keys))
        return drawn[number % keys]

    def mixed(t: float) -> Values:
        number, part = divmod(t / (2 * np.pi) * keys, 1)
        first, second = key(round(number)), key(round(number) + 1)
        return np.asarray(first + (second - first) * part, np.float32)

    return mixed
