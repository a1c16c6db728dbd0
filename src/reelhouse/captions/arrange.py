"""Where each word of a group stands in the frame."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor

from reelhouse.captions.display import Fit, Row, gap
from reelhouse.captions.ink import Ink, measure_ink
from reelhouse.model.layout import Box, Rendition
from reelhouse.styles.measure import Faces
from reelhouse.styles.style import CaptionLook


@dataclass(frozen=True)
class Place:
    """A piece of text in the frame, in pixels.

    `word` is its place in the group, (`x`, `y`) its anchor in the middle, where it grows from; `ink` is relative to
    its baseline, in ems of `size`.
    """

    word: int
    text: str
    x: float
    y: float
    size: float
    width: float
    ink: Ink
    row: int = 0

    @property
    def base(self) -> float:
        """The base line of its row."""
        return self.y + self.ink.middle * self.size

    def box(self, scale: float, spread: float) -> Box:
        """Where its ink may be when it is drawn `scale` times as large with an outline of `spread` pixels."""
        across, down = self.width / 2, self.ink.middle * self.size
        x = floor(self.x + (self.ink.left * self.size - across) * scale - spread)
        y = floor(self.y + (self.ink.top * self.size + down) * scale - spread)
        right = ceil(self.x + (self.ink.right * self.size - across) * scale + spread)
        bottom = ceil(self.y + (self.ink.bottom * self.size + down) * scale + spread)
        return Box(x=x, y=y, width=max(1, right - x), height=max(1, bottom - y))


def arrange(fit: Fit, look: CaptionLook, faces: Faces, rendition: Rendition) -> tuple[Place, ...]:
    """Rows centred on the look's point of the design grid."""
    size = fit.size * rendition.scale
    middle = look.centre_y * rendition.scale
    leading = look.leading / 100 * size
    first = middle - (len(fit.rows) - 1) / 2 * leading
    return tuple(
        place
        for down, row in enumerate(fit.rows)
        for place in _row(row, down, size, (look.centre_x * rendition.scale, first + down * leading), look, faces)
    )


def _row(
    row: Row, down: int, size: float, centre: tuple[float, float], look: CaptionLook, faces: Faces
) -> Iterator[Place]:
    widths = [faces.width(piece.text, look.role, size) for piece in row]
    space = gap(size, look)
    x = centre[0] - (sum(widths) + space * (len(row) - 1)) / 2
    # One baseline for the row, that of its own face: a word with a letter from another face keeps to it.
    baseline = centre[1] + measure_ink("X", look.role, faces).middle * size
    for piece, width in zip(row, widths, strict=True):
        ink = measure_ink(piece.text, look.role, faces)
        yield Place(piece.word, piece.text, x + width / 2, baseline - ink.middle * size, size, width, ink, down)
        x += width + space
