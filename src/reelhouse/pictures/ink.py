"""The words of a title on their card: drawn once for each place inside a pixel, coloured anew when they change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from reelhouse.model.layout import Box
from reelhouse.pictures.clip import Body, lay_colour
from reelhouse.pictures.pages import Page
from reelhouse.pictures.reading import Tint
from reelhouse.pictures.svg import PHASES, Brush, Pixels


@dataclass(frozen=True)
class Cover:
    """How much of each pixel a word covers, from its upper left corner in the card."""

    x: int
    y: int
    mask: Pixels

    @property
    def window(self) -> tuple[slice, slice]:
        """Its rows and columns in the card."""
        return slice(self.y, self.y + self.mask.shape[0]), slice(self.x, self.x + self.mask.shape[1])

    def meets(self, other: Cover) -> bool:
        """Whether the two may share a pixel at some phase."""
        apart_x = self.x + self.mask.shape[1] < other.x or other.x + other.mask.shape[1] < self.x
        apart_y = self.y + self.mask.shape[0] + 1 < other.y or other.y + other.mask.shape[0] + 1 < self.y
        return not (apart_x or apart_y)


class TitleInk:
    """Paints tinted words onto a card.

    Args:
        brush: What draws the words.
        body: The card.
        pages: The words, placed from a corner.
        corner: Left and upper edge of the title on the design grid.
        role: The face of the words.
        marked: Every word has a mark under it, whose tint comes before those of all words.
    """

    def __init__(
        self,
        brush: Brush,
        body: Body,
        pages: Sequence[Page],
        corner: tuple[float, float],
        *,
        role: str = "heading",
        marked: bool = False,
    ) -> None:
        self._brush = brush
        self._body = body
        self._corner = corner
        self._role, self._marked = role, marked
        words = [("word", placed, page.block.size) for page in pages for _, placed in page.pieces]
        self._pieces = [*(("mark", placed, size) for _, placed, size in words if marked), *words]
        self._drawn = [np.array(phase) for phase in body.phases]
        self._tints: list[tuple[Tint, ...]] = [()] * PHASES
        self._covers = cache(self._draw)
        self._near = cache(self._find_near)

    def dress(self, tints: tuple[Tint, ...], phase: int) -> Pixels:
        """The card at a phase with each word in its tint; the next call may change what this one returned."""
        picture, plain = self._drawn[phase], self._body.phases[phase]
        before = self._tints[phase]
        for n in self._touched(before, tints):
            rows, columns = self._covers(n, phase).window
            picture[rows, columns] = plain[rows, columns]
        for n in self._touched(before, tints):
            cover = self._covers(n, phase)
            if tints[n].opacity:
                lay_colour(picture, cover.x, cover.y, cover.mask, tints[n].colour, tints[n].opacity / 100)
        self._tints[phase] = tints
        return picture

    def _touched(self, before: tuple[Tint, ...], now: tuple[Tint, ...]) -> list[int]:
        """The words that change, and those whose ink may reach into theirs."""
        changed = [n for n in range(len(now)) if n >= len(before) or before[n] != now[n]]
        near = {other for n in changed for other in self._near(n)}
        while self._marked and (more := {other for n in near for other in self._near(n)} - near):
            near |= more  # marks reach under their neighbours, so what is wiped with them has neighbours of its own
        return sorted(near)

    def _find_near(self, n: int) -> tuple[int, ...]:
        mine = self._covers(n, 0)
        return tuple(other for other in range(len(self._pieces)) if mine.meets(self._covers(other, 0)))

    def _draw(self, n: int, phase: int) -> Cover:
        template, placed, size = self._pieces[n]
        x, y = self._corner[0] + placed.x, self._corner[1] + placed.y
        # Room for accents, descenders and what leans out at the sides; cut down to the ink afterwards.
        width = self._brush.faces.width(placed.text, self._role, size)
        box = self._brush.box(x - size * 0.2, y - size * 1.1, width + size * 0.4, size * 1.6)
        extra = {"wide": width} if template == "mark" else {}
        shown = self._brush.draw(template, box, phase=phase, word=placed.text, x=x, y=y, size=size, **extra)
        drawn = self._inside(shown[:, :, 3], box)
        rows, columns = np.flatnonzero(drawn.any(axis=1)), np.flatnonzero(drawn.any(axis=0))
        top, left = (int(lines[0]) if lines.size else 0 for lines in (rows, columns))
        mask = drawn[top : int(rows.max(initial=-1)) + 1, left : int(columns.max(initial=-1)) + 1]
        return Cover(max(0, box.x - self._body.box.x) + left, max(0, box.y - self._body.box.y) + top, mask)

    def _inside(self, drawn: Pixels, box: Box) -> Pixels:
        """The rows and columns of it that are on the card."""
        whole = self._body.box
        rows = slice(max(0, whole.y - box.y), max(0, whole.bottom - box.y))
        return drawn[rows, max(0, whole.x - box.x) : max(0, whole.right - box.x)]
