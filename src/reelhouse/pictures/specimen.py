"""A style on one page: its cards, captions and cover, its colours and faces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from reelhouse.media.pixels import Picture
from reelhouse.model.layout import Box, Shape
from reelhouse.pictures.canvas import Canvas
from reelhouse.pictures.contact import page_ground
from reelhouse.pictures.svg import Brush
from reelhouse.pictures.text import shorten
from reelhouse.styles.looks import Colours

#: The page in pixels: margin, gap between pictures, room for the heading and for the words under a picture.
MARGIN, GAP, HEAD, WORDS = 72, 36, 250, 96
#: Pictures and the panel of colours and faces, and how many of them stand beside one another.
CELLS = 8
COLUMNS: dict[Shape, int] = {"portrait": 4, "square": 4, "landscape": 2}
#: The panel: from one colour to the next below, and where the faces begin.
PANELS: dict[Shape, tuple[int, tuple[int, int]]] = {
    "portrait": (92, (0, 508)),
    "square": (54, (0, 290)),
    "landscape": (96, (552, 0)),
}
#: What is written in every face.
SAMPLE = "Aa Gg Жж 12"


def draw_specimen(pictures: Sequence[tuple[str, Picture]], small: Picture, canvas: Canvas, into: Path) -> None:
    """Write the page as PNG.

    Args:
        pictures: Seven frames of the canvas's size, each with its name; colours and faces stand at the upper right.
        small: The cover as small as it is met, shown beside the large one.
        canvas: Style, fonts and size of the frames.
        into: The file to write.
    """
    wide, high = canvas.rendition.width, canvas.rendition.height
    columns = COLUMNS[canvas.rendition.shape]
    slots = [(MARGIN + n % columns * (wide + GAP), HEAD + n // columns * (high + WORDS)) for n in range(CELLS)]
    panel = slots.pop(columns - 1)
    across, down = columns * (wide + GAP) - GAP, CELLS // columns * (high + WORDS)
    page_box = Box(x=0, y=0, width=2 * MARGIN + across, height=HEAD + down + MARGIN // 2)
    page = Image.fromarray(page_ground(page_box, canvas.style)).convert("RGBA")
    for place, (_, picture) in zip(slots, pictures, strict=True):
        page.paste(Image.fromarray(picture), place)
    page.paste(Image.fromarray(small), (panel[0] + wide - small.shape[1], panel[1] + high - small.shape[0]))
    cells = [(*place, name) for place, (name, _) in zip(slots, pictures, strict=True)]
    page.alpha_composite(Image.fromarray(_words(cells, panel, page_box, canvas)))
    page.convert("RGB").save(into, "PNG", optimize=True)


def _words(cells: Sequence[tuple[int, int, str]], panel: tuple[int, int], page: Box, canvas: Canvas) -> Picture:
    style, faces = canvas.style, canvas.faces
    # The page is no card of the style: its own template stands beside this file.
    own = style.model_copy(update={"folder": Path(__file__).parent, "under": None})
    fonts = {role: font for role, font in style.fonts.items() if role in faces.files}
    row, beside = PANELS[canvas.rendition.shape]
    step = (canvas.rendition.height - beside[1]) / max(4, len(fonts))
    drawn: Picture = Brush(own, faces, 1.0).draw(
        "specimen",
        page,
        name=style.name[:1].upper() + style.name[1:],
        note=shorten(style.description, faces, "text", 34, page.width - 2 * MARGIN),
        cells=cells,
        panel=panel,
        size=(canvas.rendition.width, canvas.rendition.height),
        colours=[(name, getattr(style.colours, name)) for name in Colours.model_fields],
        faces=[(role, SAMPLE, f"{role}: {_origin(font.file)}") for role, font in fonts.items()],
        step=min(step, 110.0),
        row=row,
        beside=beside,
    )
    return drawn


def _origin(file: str) -> str:
    """The family that a font file is named after."""
    return Path(file).stem.split("[")[0]
