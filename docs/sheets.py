"""Contact sheets of every style in every shape and language, to look at before a change of looks is taken.

Run `python -m docs.sheets FOLDER [STYLE ...]` (or `make sheets`): one PNG for each style and shape, a row for each
language: title card, captions, long words, end card and cover, drawn with the very stages that make videos.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from reelhouse.config.settings import load_settings
from reelhouse.language import language_codes
from reelhouse.media.pixels import Picture
from reelhouse.model.layout import Shape
from reelhouse.production.look import Look
from reelhouse.production.preview import FRAMES, Sampler
from reelhouse.production.sample import read_sample
from reelhouse.production.steps import Steps
from reelhouse.production.tongue import spelled_in
from reelhouse.production.workshop import Workshop
from reelhouse.storage import open_store
from reelhouse.styles.looks import LookName
from reelhouse.styles.style import Style, load_style, style_names

#: How much smaller than a preview's frame a cell is, and the gap between two, in pixels.
SMALLER: dict[Shape, float] = {"portrait": 0.56, "square": 0.6, "landscape": 0.42}
GAP = 10
#: The word of the long sample that is looked at.
LONG = 2


def draw_sheets(into: Path, names: tuple[str, ...] = ()) -> None:
    """Draw the sheets of some styles, of all when none is named."""
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings({**os.environ, "REELHOUSE_HOME": home})
        with open_store(settings) as store, Steps(store) as steps:
            shop = Workshop(steps, store, settings, "sheets")
            for name in names or style_names():
                for shape in SMALLER:
                    _sheet(shop, load_style(name), shape, into / f"{name}-{shape}.png")


def _sheet(shop: Workshop, style: Style, shape: Shape, into: Path) -> None:
    with shop.steps.scratch("sheet") as folder:
        rows = [np.hstack(list(_cells(shop, style, shape, code, folder))) for code in sorted(language_codes())]
    Image.fromarray(np.vstack(rows)).save(into)
    sys.stderr.write(f"{into}\n")


def _cells(shop: Workshop, style: Style, shape: Shape, code: str, folder: Path) -> Iterator[Picture]:
    """The pictures of one language, small, with a gap around each. Backgrounds in the folder are used again."""
    spelled = spelled_in(style, code)
    sample, look = read_sample(code), spelled.captions.look
    sampler = Sampler(spelled, Look(shop, spelled).faces, sample, folder, FRAMES[shape])
    for picture in _pictures(sampler, sample.caption, sample.long, look):
        small = Image.fromarray(picture).resize(
            (round(picture.shape[1] * SMALLER[shape]), round(picture.shape[0] * SMALLER[shape])),
            Image.Resampling.LANCZOS,
        )
        yield np.pad(np.asarray(small), ((0, GAP), (0, GAP), (0, 0)), constant_values=128)
    for finding in sampler.findings:
        if finding.level.value != "ok":
            where = f"{style.name} {shape} {code}"
            sys.stderr.write(f"{where}: {finding.level.value} {finding.message} {finding.value}\n")


def _pictures(sampler: Sampler, caption: str, long: str, look: LookName) -> Iterator[Picture]:
    yield sampler.title()
    yield sampler.captions(caption, look, 0)
    yield sampler.captions(long, look, 1, LONG)
    yield sampler.end()
    yield sampler.cover()


if __name__ == "__main__":
    draw_sheets(Path(sys.argv[1] if len(sys.argv) > 1 else "out/sheets"), tuple(sys.argv[2:]))
