"""What a background does for what stands above it: calm rows behind captions, and a head and foot that step back."""

from __future__ import annotations

import numpy as np

from reelhouse.pictures.backgrounds.canvas import Values, ease
from reelhouse.pictures.backgrounds.palette import Palette
from reelhouse.pictures.colour import Field, rgb

#: How much of the palette's shade covers the first and the last row, for a platform's own signs and for captions.
HEAD, HEAD_END, FOOT, FOOT_START = 0.30, 0.36, 0.55, 0.40
#: Rows that captions use, as parts of the height, in upright, square and wide pictures.
UPRIGHT, SQUARE, WIDE = (0.53, 0.70), (0.60, 0.86), (0.68, 0.95)
#: The soft border of those rows.
SOFT = 0.16
#: In dark palettes no value there is brighter than the limit, which is a relative luminance of 0.36; the curve towards
#: it begins at the knee. In light ones no value is darker than one minus the limit.
KNEE, LIMIT = 0.42, 0.64
LIGHT_KNEE, LIGHT_LIMIT = 0.16, 0.34


def caption_rows(aspect: tuple[int, int]) -> tuple[float, float]:
    """Where captions stand in a picture of this shape, as parts of its height."""
    across, down = aspect
    if down > across * 1.2:
        return UPRIGHT
    return WIDE if across > down * 1.2 else SQUARE


def calm(height: int, rows: tuple[float, float]) -> Values:
    """How far along its ramp each row may go: less at the head and behind the captions.

    Going back along the ramp keeps colours clean where darkening alone would turn them grey.
    """
    at = (np.arange(height, dtype=np.float32) + 0.5) / height
    head = 0.22 * np.clip(1 - at / 0.30, 0, 1)
    foot = 0.31 * ease((at - (rows[0] - 0.15)) / 0.26)
    return (1 - head - foot).astype(np.float32)


class Veil:
    """Lays the palette's shade over rows of a field and holds the caption rows back, in place."""

    def __init__(self, palette: Palette, height: int, rows: tuple[float, float]) -> None:
        at = (np.arange(height, dtype=np.float32) + 0.5) / height
        cover = HEAD * np.clip(1 - at / HEAD_END, 0, 1) + FOOT * np.clip((at - FOOT_START) / (1 - FOOT_START), 0, 1)
        self._keep = (1 - cover)[:, None, None].astype(np.float32)
        self._tint = (cover[:, None, None] * rgb(palette.shade)).astype(np.float32)
        self._held = ease(1 - np.maximum(rows[0] - at, at - rows[1]) / SOFT)
        self._light = palette.light

    def lay(self, field: Field, first: int = 0) -> Field:
        """Finish rows of a field (values from 0 to 1) of which the first is row `first` of the picture."""
        here = slice(first, first + len(field))
        field *= self._keep[here]
        field += self._tint[here]
        held = self._held[here]
        if held.any():
            _hold_back(field, held, light=self._light)
        return field

    def on_bodies(self) -> tuple[Values, Values]:
        """What the veil does to a body, row by row: how much of its colour stays, and what comes over its cover.

        Where captions stand no body can pass the limit, however bright it is.
        """
        held = self._held[:, None, None] * (1 - (LIGHT_LIMIT if self._light else LIMIT))
        lift = self._tint * (1 - held) + (held if self._light else 0)
        return np.asarray(self._keep * (1 - held), np.float32), np.asarray(lift, np.float32)


def _hold_back(field: Field, held: Values, *, light: bool) -> None:
    """Bend what stands out more than the knee towards the limit, row by row as far as `held` says."""
    knee, limit = (LIGHT_KNEE, LIGHT_LIMIT) if light else (KNEE, LIMIT)
    if light:
        np.subtract(1, field, out=field)
    top = np.maximum(np.maximum(field[:, :, 0], field[:, :, 1]), field[:, :, 2])
    out = np.nonzero((top > knee) & (held[:, None] > 0))
    over = top[out] - knee
    bent = knee + over / (1 + over / (limit - knee))
    field[out] *= (1 + (bent / top[out] - 1) * held[out[0]])[:, None]
    if light:
        np.subtract(1, field, out=field)
