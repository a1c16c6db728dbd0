"""What a caption shows of a word: capitals without the punctuation that the rhythm of the groups already tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from reelhouse.styles.measure import Faces
from reelhouse.styles.style import CaptionLook

#: The largest size that a word reaches while it pops, relative to its size at rest.
POP = 1.08
#: Pixels kept free at both ends of a row, so that no ink touches the edge of the safe area.
MARGIN = 4

# Dots, commas and colons inside numbers and addresses ("3,500", "9:30", "site.com") are kept, all others dropped.
_POINTS = re.compile(r"((?<=\d)[.,:](?=\d)|(?<=\w\w)\.(?=\w\w))|[.,;:…]")
_WIDE = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_INSIDE = re.compile(r"[\uac00-\ud7a3]\([^()]+\)")
_MARKS = re.compile(r"[\"“”„‟«»\[\]]")
_QUOTES = re.compile(r"[\"“”„‟«»()\[\]]")
# A dash at an edge goes, but the sign of a number stays; an apostrophe after a final s is a possessive.
_START = re.compile(r"^(?:[—–]+|-+(?!\d))?['‘’]*")
_END = re.compile(r"[—–-]+$|(?<![sS])['‘’]+$")


def plain(text: str) -> str:
    """A word as a caption writes it, in its own case: no stops, commas, quotes, brackets or control characters.

    `?` and `!` stay. A word of nothing else becomes empty.
    """
    text = "".join(
        char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] not in {"C", "Z"}
    )
    # Korean writes brackets inside a word, before its particle: without them "남편(35)과" would be another word.
    quotes = _MARKS if _INSIDE.search(text) else _QUOTES
    return _END.sub("", _START.sub("", quotes.sub("", _POINTS.sub(r"\1", text))))


def written(text: str) -> str:
    """A word as it is written, with its stops and commas, without control characters."""
    return "".join(
        char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] not in {"C", "Z"}
    )


def shown(text: str, look: CaptionLook) -> str:
    """What a look shows of a word; a word that is only punctuation is shown nowhere."""
    return written(text) if look.points and plain(text) else plain(text)


@dataclass(frozen=True)
class Piece:
    """A word, or a part of one that was too long for a row; `word` is its place in the group."""

    word: int
    text: str


Row = tuple[Piece, ...]


@dataclass(frozen=True)
class Fit:
    """A group as it fits the frame: rows from the top, and the size of an em on the 1080-wide grid."""

    rows: tuple[Row, ...]
    size: int


def extent(texts: Sequence[str], size: float, look: CaptionLook, faces: Faces) -> float:
    """Width in pixels of a row of words with its outline, and with room for the first and the last word to pop."""
    widths = [faces.width(text, look.role, size) for text in texts]
    pops = (POP - 1) / 2 * (widths[0] + widths[-1])
    return sum(widths) + (len(texts) - 1) * gap(size, look) + pops + 2 * look.outline


def gap(size: float, look: CaptionLook) -> float:
    """The space between two words in pixels."""
    return size * look.space / 100


def fits(texts: Sequence[str], look: CaptionLook, faces: Faces, size: float | None = None) -> bool:
    """Whether these words stand in one row at the look's full size, or at the given one."""
    return extent(texts, size or look.size, look, faces) <= look.width - 2 * MARGIN - beside(look)


def beside(look: CaptionLook) -> int:
    """What a row leaves free for a plate at both sides; single popping words have only as much as is over."""
    return 2 * look.plate_x if look.look != "pop" else 0


def fit(words: Sequence[str], look: CaptionLook, faces: Faces) -> Fit:
    """Fit the words of one group, given by `plain`.

    In one row of capitals, down to the smallest size; then as written; then on several rows, where a word that is
    too wide by itself is broken with hyphens. A look with several rows sets them as even as they go.
    """
    if look.rows > 1:
        return _fit_rows([word.upper() for word in words] if look.capitals else list(words), look, faces)
    for texts in ([word.upper() for word in words], list(words)):
        size = _largest(texts, look, faces)
        if size >= look.smallest:
            return Fit((tuple(Piece(at, text) for at, text in enumerate(texts)),), size)
    pieces = [Piece(at, part) for at, word in enumerate(words) for part in _broken(word, look, faces)]
    return Fit(_rows(pieces, look, faces), look.smallest)


def _fit_rows(texts: Sequence[str], look: CaptionLook, faces: Faces) -> Fit:
    """The fewest rows that hold the words at full size; else the most rows, smaller, down to the smallest size."""
    for count in range(1, look.rows + 1):
        rows = _even(texts, count, look, faces)
        size = min(_largest([piece.text for piece in row], look, faces) for row in rows)
        if size >= (look.size if count < look.rows else look.smallest):
            return Fit(rows, size)
    pieces = [Piece(at, part) for at, word in enumerate(texts) for part in _broken(word, look, faces)]
    return Fit(_rows(pieces, look, faces), look.smallest)


def _even(texts: Sequence[str], count: int, look: CaptionLook, faces: Faces) -> tuple[Row, ...]:
    """The words in at most so many rows whose widest is as narrow as it can be; of equals, with a short row above."""
    pieces = [Piece(at, text) for at, text in enumerate(texts)]
    if count == 1 or len(pieces) == 1:
        return (tuple(pieces),)

    def width(row: Sequence[Piece]) -> float:
        return extent([piece.text for piece in row], look.size, look, faces)

    def rest(at: int) -> tuple[Row, ...]:
        return _even(texts[at:], count - 1, look, faces)

    def widest(at: int) -> float:
        return max(width(pieces[:at]), *(width(row) for row in rest(at)))

    at = min(range(1, len(pieces)), key=lambda at: (widest(at), at))
    below = (tuple(Piece(piece.word + at, piece.text) for piece in row) for row in rest(at))
    return (tuple(pieces[:at]), *below)


def _largest(texts: Sequence[str], look: CaptionLook, faces: Faces) -> int:
    """The largest size at which the row fits: all of it but the outline grows with the size."""
    fixed = 2 * look.outline
    room = look.width - 2 * MARGIN - fixed - beside(look)
    size = min(look.size, int(look.size * room / (extent(texts, look.size, look, faces) - fixed)))
    # The row stands in the middle: a long word at one end pops farther out than a short one at the other.
    inside = (look.width - beside(look)) / 2 - look.outline
    out = _reach(texts, size, look, faces)
    return size if out <= inside - 1 else int(size * (inside - MARGIN) / out)


def _reach(texts: Sequence[str], size: float, look: CaptionLook, faces: Faces) -> float:
    """How far from its middle a row comes, in pixels and without its outline, while its first or last word pops."""
    widths = [faces.width(text, look.role, size) for text in texts]
    row = sum(widths) + (len(texts) - 1) * gap(size, look)
    return row / 2 + (POP - 1) / 2 * max(widths[0], widths[-1])


def _broken(word: str, look: CaptionLook, faces: Faces) -> list[str]:
    """The word in the fewest about equal parts that fit a row of the smallest size; Hangul has no hyphens."""
    parts = [word]
    while not all(fits([part], look, faces, look.smallest) for part in parts):
        count = len(parts) + 1
        cuts = [len(word) * at // count for at in range(count + 1)]
        parts = [word[start:end] for start, end in pairwise(cuts)]
        parts = [part if part.endswith("-") or _WIDE.search(part) else f"{part}-" for part in parts[:-1]] + parts[-1:]
    return parts


def _rows(pieces: Sequence[Piece], look: CaptionLook, faces: Faces) -> tuple[Row, ...]:
    rows: list[Row] = [()]
    for piece in pieces:
        longer = (*rows[-1], piece)
        if rows[-1] and not fits([part.text for part in longer], look, faces, look.smallest):
            rows.append((piece,))
        else:
            rows[-1] = longer
    return tuple(rows)
