"""A title laid out for its card: as large as it fits, and on several pages when it is endless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelhouse.pictures.text import Block, Placed, break_words, fit, place
from reelhouse.styles.measure import Faces

#: Sizes of a title on the design grid with the most lines each may have; the last is the smallest.
STEPS = ((104.0, 1), (84.0, 2), (72.0, 3), (64.0, 4), (58.0, 5), (54.0, 6))
LEADING = 1.18


@dataclass(frozen=True)
class Page:
    """Words that stand together: their block, and each piece with the number of the shown word it belongs to."""

    block: Block
    pieces: tuple[tuple[int, Placed], ...]

    @property
    def first(self) -> int:
        """The number of its first word."""
        return self.pieces[0][0]


def lay_out_title(words: Sequence[str], faces: Faces, room: float, *, role: str = "heading") -> tuple[Page, ...]:
    """The pages of a title. Words that no face can draw have no place on them."""
    smallest = STEPS[-1][0]
    broken = break_words(words, faces, role, smallest, room)
    pieces = [(n, piece) for n, word in enumerate(broken) for piece in word if faces.runs(piece, role)]
    for count in range(1, len(pieces) + 1):
        shares = [pieces[k * len(pieces) // count : (k + 1) * len(pieces) // count] for k in range(count)]
        pages = [_lay_out(share, faces, room, role) for share in shares]
        if None not in pages:
            return tuple(page for page in pages if page is not None)
    return ()


def _lay_out(share: Sequence[tuple[int, str]], faces: Faces, room: float, role: str) -> Page | None:
    block = fit([piece for _, piece in share], faces, role, room, STEPS, LEADING)
    if block is None:
        return None
    placed = place(block, faces, role, room)
    return Page(block, tuple((n, at) for (n, _), at in zip(share, placed, strict=True)))
