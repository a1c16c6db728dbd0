"""A title laid out for its card: as large as it fits, and on several pages when it is endless."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelhouse.pictures.text import Block, Placed, break_words, fit, place
from reelhouse.styles.looks import TitleLook
from reelhouse.styles.measure import Faces


@dataclass(frozen=True)
class Page:
    """Words that stand together: their block, and each piece with the number of the shown word it belongs to."""

    block: Block
    pieces: tuple[tuple[int, Placed], ...]

    @property
    def first(self) -> int:
        """The number of its first word."""
        return self.pieces[0][0]


def lay_out_title(words: Sequence[str], faces: Faces, room: float, look: TitleLook | None = None) -> tuple[Page, ...]:
    """The pages of a title in a room of some pixels. Words that no face can draw have no place on them."""
    look = look or TitleLook()
    broken = break_words(words, faces, look.role, look.steps[-1][0], room)
    pieces = [(n, piece) for n, word in enumerate(broken) for piece in word if faces.runs(piece, look.role)]
    for count in range(1, len(pieces) + 1):
        shares = [pieces[k * len(pieces) // count : (k + 1) * len(pieces) // count] for k in range(count)]
        pages = [_lay_out(share, faces, room, look) for share in shares]
        if None not in pages:
            return tuple(page for page in pages if page is not None)
    return ()


def _lay_out(share: Sequence[tuple[int, str]], faces: Faces, room: float, look: TitleLook) -> Page | None:
    block = fit([piece for _, piece in share], faces, look.role, room, look.steps, look.leading / 100)
    if block is None:
        return None
    placed = place(block, faces, look.role, room)
    return Page(block, tuple((n, at) for (n, _), at in zip(share, placed, strict=True)))
