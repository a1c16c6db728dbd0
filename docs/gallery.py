"""The styles of the house: what the gallery page says of them, and its pictures.

Run `python -m docs.gallery` (or `make gallery`) to draw the pictures again after a style changed.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from PIL import Image

from docs.markdown import code, table
from reelhouse.config.settings import load_settings
from reelhouse.operations.catalogue import all_styles
from reelhouse.operations.preview import preview_style
from reelhouse.styles.looks import LOOKS

PICTURES = Path(__file__).parent / "pictures"
#: Width of a picture on the page, and the most bytes it may have.
WIDE, MOST = 1206, 150_000
#: What each caption look is.
SAID = {
    "pop": "Up to three words in capitals; each jumps in the accent colour while it is spoken",
    "calm": "One or two lines as they are written, coming and going softly; no word stands out",
    "karaoke": "One or two lines whose words fill with the accent colour from left to right while they are spoken",
    "boxed": "One or two lines on plates; a box of the accent colour stands behind the spoken word",
}


def styles() -> str:
    """Every style with what it chooses."""
    rows = (
        (
            code(style.name),
            style.description,
            code(style.captions.look),
            code(style.mood),
            ", ".join(code(background.loop) for background in style.backgrounds),
        )
        for style in all_styles()
    )
    return table(("style", "looks like", "captions", "music", "backgrounds"), rows)


def captions() -> str:
    """Every caption look."""
    return table(("captions", "what they do"), ((code(look), SAID[look]) for look in LOOKS))


def draw() -> None:
    """Draw the picture of every style, as good as its size allows."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings({**os.environ, "REELHOUSE_HOME": folder})
        for style in all_styles():
            page = Path(folder) / f"{style.name}.png"
            preview_style(style.name, page, settings)
            _shrink(page, PICTURES / f"style-{style.name}.jpg")


def _shrink(page: Path, into: Path) -> None:
    with Image.open(page) as opened:
        small = opened.convert("RGB").resize(
            (WIDE, round(WIDE * opened.height / opened.width)), Image.Resampling.LANCZOS
        )
    for quality in range(86, 40, -6):
        small.save(into, "JPEG", quality=quality, optimize=True)
        if into.stat().st_size <= MOST:
            return


if __name__ == "__main__":
    draw()
