"""The contact sheet: a video on one page, the first thing a person looks at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from reelhouse.media.pixels import Picture
from reelhouse.model.layout import Box
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.colour import rgb
from reelhouse.pictures.spread import spread
from reelhouse.pictures.svg import Brush
from reelhouse.pictures.text import shorten
from reelhouse.styles.style import Style

#: Frames in a row: wide ones need more of it.
COLUMNS, COLUMNS_WIDE = 6, 4
#: The page in pixels: margin, width of a row, gaps, room for a time below a frame, room for the heading,
#: radius of a frame's corners.
MARGIN, ROW, GAP, STAMP, HEAD, CORNER = 72, 1622, 22, 54, 196, 20
#: Rows of the ground that are drawn at once.
_ROWS = 128


def draw_contact_sheet(
    frames: Sequence[tuple[str, Picture]], heading: str, facts: str, canvas: Canvas, into: Path
) -> None:
    """Write a page of frames as JPEG.

    Args:
        frames: A time as it is read (`0:07`) and a picture each, all of one shape; of more than a page holds,
            evenly spread ones are kept.
        heading: The title.
        facts: One line below it: length, size, voice.
        canvas: Style and fonts.
        into: The file to write.
    """
    kept = spread(frames)
    high, wide = kept[0][1].shape[:2]
    columns = COLUMNS if wide <= 1.2 * high else COLUMNS_WIDE
    width = (ROW + GAP) // columns - GAP
    height = round(width * high / wide)
    places = [
        (MARGIN + n % columns * (width + GAP), HEAD + n // columns * (height + STAMP + GAP)) for n in range(len(kept))
    ]
    page_box = Box(x=0, y=0, width=2 * MARGIN + ROW, height=places[-1][1] + height + STAMP + 44)
    brush = Brush(canvas.style, canvas.faces, 1.0)
    room = page_box.width - 2 * MARGIN
    rounded = _rounded(width, height)
    page = Image.fromarray(page_ground(page_box, canvas.style)).convert("RGBA")
    for place, (_, picture) in zip(places, kept, strict=True):
        page.paste(Image.fromarray(picture).resize((width, height), Image.Resampling.LANCZOS), place, rounded)
    drawn = brush.draw(
        "contact",
        page_box,
        heading=shorten(heading, canvas.faces, "heading", 56, room),
        facts=shorten(facts, canvas.faces, "text", 28, room),
        stamps=[(x, y, label) for (x, y), (label, _) in zip(places, kept, strict=True)],
        size=(width, height),
        page=(page_box.width, page_box.height),
    )
    page.alpha_composite(Image.fromarray(drawn))
    page.convert("RGB").save(into, "JPEG", quality=88, optimize=True)


def page_ground(page: Box, style: Style) -> Picture:
    """The style's two page colours from the upper left outwards, with noise of one level so that no step shows."""
    ground = np.empty((page.height, page.width, 3), dtype=np.uint8)
    rng = np.random.default_rng(0)
    # Some rows at a time: a whole page as numbers with a point takes half as much memory as two encoders.
    for top in range(0, page.height, _ROWS):
        y, x = np.mgrid[top : min(top + _ROWS, page.height), 0 : page.width].astype(np.float32)
        far = np.clip(np.hypot(x - page.width * 0.35, y - page.height * 0.1) / (0.95 * page.height), 0, 1)[:, :, None]
        colour = rgb(style.colours.bg0) * (1 - far) + rgb(style.colours.bg1) * far
        noise = rng.triangular(-1, 0, 1, (*y.shape, 1))
        ground[top : top + _ROWS] = np.clip(np.rint(colour * 255 + noise), 0, 255)
    return ground


def _rounded(width: int, height: int) -> Image.Image:
    """A mask with round corners, drawn four times as large so that its edge is smooth."""
    mask = Image.new("L", (width * 4, height * 4))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, width * 4 - 1, height * 4 - 1), CORNER * 4, fill=255)
    return mask.resize((width, height), Image.Resampling.BOX)
