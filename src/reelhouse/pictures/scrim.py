"""A scrim: a soft band of dark across the frame, so that letters stand out from a bright picture behind it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.model.layout import Box
from reelhouse.pictures.colour import rgb

#: How much of the band, above and below, fades out.
_FADE = 0.42


def draw_scrim(box: Box, colour: str, opacity: int, into: Path) -> None:
    """Draw a band as a PNG with alpha of the box's size.

    Args:
        box: Where it will lie; only its size counts.
        colour: `#rrggbb`.
        opacity: In its middle, in percent.
        into: The PNG to write.
    """
    rows = np.linspace(0, 1, box.height)
    share = np.clip(np.minimum(rows, 1 - rows) / _FADE, 0, 1)
    alpha = np.rint(share * share * (3 - 2 * share) * opacity * 2.55).astype(np.uint8)
    plain = np.empty((box.height, box.width, 4), np.uint8)
    plain[:, :, :3] = np.rint(rgb(colour) * 255).astype(np.uint8)
    plain[:, :, 3] = alpha[:, None]
    Image.fromarray(plain).save(into)
