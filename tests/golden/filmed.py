"""Golden pictures of footage: a converted clip, a still that moves, and the scrim over bright footage."""

from pathlib import Path

import numpy as np
from PIL import Image

from films import film
from golden.studio import RATE, SMALL, Studio
from reelhouse.media.footage.conform import conform
from reelhouse.media.footage.probe import probe
from reelhouse.media.footage.wanted import Wanted
from reelhouse.media.pixels import Picture, read_pictures
from reelhouse.model.layout import Box
from reelhouse.model.time import TimeRange
from reelhouse.pictures.drift import Drift, make_drift
from reelhouse.pictures.scrim import draw_scrim


def converted(studio: Studio) -> Picture:
    """The middle of a wide clip, at another rate."""
    source = film(studio.folder / "wide.mp4", picture="testsrc2=s=320x180:r=25,format=yuv420p", sound=None, seconds=2)
    into = studio.folder / "converted.mp4"
    wanted = Wanted(rate=RATE, size=(SMALL.width, SMALL.height))
    conform(source, probe(source), TimeRange(start=10, duration=20), wanted, into)
    return frame(into, 12)


def moved(studio: Studio) -> Picture:
    """Squares, a few frames into a zoom."""
    rows, columns = np.mgrid[0:260, 0:146]
    squares = (rows // 20 + columns // 20) % 2 * 200
    pattern = np.stack([squares, 200 - squares, squares // 2], axis=2)
    Image.fromarray(pattern.astype(np.uint8)).save(studio.folder / "pattern.png")
    into = studio.folder / "moved.mp4"
    size = (134, 240)
    make_drift(studio.folder / "pattern.png", Drift(nearer=True), 24, RATE, size, into)
    return frame(into, 12)


def scrim(studio: Studio) -> Picture:
    """On white."""
    into = studio.folder / "scrim.png"
    draw_scrim(Box(x=0, y=0, width=270, height=225), studio.style.colours.edge, 55, into)
    with Image.open(into) as drawn:
        white = Image.new("RGBA", drawn.size, "white")
        return np.asarray(Image.alpha_composite(white, drawn).convert("RGB"))


def frame(path: Path, number: int) -> Picture:
    return next(picture for _, picture in read_pictures(path, [number]))
