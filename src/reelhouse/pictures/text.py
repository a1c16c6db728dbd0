"""Breaking text into balanced lines and choosing a size that fits; widths come from the fonts that draw it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from math import floor

from reelhouse.styles.measure import Faces

#: What a line costs beside its emptiness, and what a last line of one word costs on top.
LINE_COST, LONELY_COST = 0.35, 0.6
TOO_WIDE = 50.0
#: How large letters stay at least, beside the largest possible, where that keeps a last word from standing alone.
NEARLY = 0.7
#: How much larger than the largest step a few short words may become.
GROWN = 1.5


@dataclass(frozen=True)
class Block:
    """Words set in lines of one size; sizes are pixels of the design grid."""

    lines: tuple[tuple[str, ...], ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * self.leading


@dataclass(frozen=True)
class Placed:
    """A word at its place: the left end of its base line, counted from the block's upper left corner."""

    text: str
    x: float
    y: float


def break_lines(words: Sequence[str], width: Callable[[str], float], room: float) -> tuple[tuple[str, ...], ...]:
    """Words in lines as even as possible, and no lonely last word where that can be helped.

    Least squared emptiness over all ways of breaking, found from the end (Knuth and Plass's idea without hyphens).
    A word wider than the room gets a line of its own.
    """
    count = len(words)
    best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
    for start in range(count - 1, -1, -1):
        best[start] = min(_options(words, start, width, room, best))
    lines, at = [], 0
    while at < count:
        lines.append(tuple(words[at : best[at][1]]))
        at = best[at][1]
    return tuple(lines)


def _options(
    words: Sequence[str], start: int, width: Callable[[str], float], room: float, best: Sequence[tuple[float, int]]
) -> list[tuple[float, int]]:
    """The cost of every line that can begin at `start`, with where it ends."""
    options = []
    for end in range(start + 1, len(words) + 1):
        wide = width(" ".join(words[start:end]))
        if wide > room and end > start + 1:
            break
        lonely = LONELY_COST if end == len(words) and end - start == 1 and start else 0.0
        emptiness = ((room - wide) / room) ** 2 * (TOO_WIDE if wide > room else 1.0)
        options.append((emptiness + LINE_COST + lonely + best[end][0], end))
    return options


def fit(  # noqa: PLR0913 - words, what draws them, and the box that they have to fit
    words: Sequence[str],
    faces: Faces,
    role: str,
    room: float,
    steps: Sequence[tuple[float, int]],
    leading: float,
    *,
    high: float | None = None,
) -> Block | None:
    """The words in the first of `steps` (size, most lines) at which they fit the room, or None when none does.

    Where that leaves the last word alone, a later step serves that needs fewer lines and is nearly as large. The words
    then grow until they fill the room, but not over the next larger step, nor over the height `high`: without it, that
    of the highest step.
    """
    blocks = list(_blocks(words, faces, role, room, steps, leading))
    if not blocks:
        return None
    first = blocks[0]
    fewer = [one for one in blocks if len(one.lines) < len(first.lines) and one.size >= NEARLY * first.size]
    block = fewer[0] if fewer and len(first.lines[-1]) == 1 else first
    highest = max(size * most for size, most in steps) if high is None else high / leading
    limit = min((size for size, _ in steps if size > block.size), default=GROWN * block.size)
    return _grown(block, faces, role, room, min(limit, highest / max(len(block.lines), 1)))


def _grown(block: Block, faces: Faces, role: str, room: float, limit: float) -> Block:
    """The same lines as large as the widest fills the room, but not over a limit."""
    widest = max((faces.width(" ".join(line), role, block.size) for line in block.lines), default=0.0)
    size = min(limit, floor(block.size * room / widest)) if widest else 0.0
    return replace(block, size=max(block.size, size))


def _blocks(
    words: Sequence[str], faces: Faces, role: str, room: float, steps: Sequence[tuple[float, int]], leading: float
) -> Iterator[Block]:
    for size, most in steps:
        if all(faces.width(word, role, size) <= room for word in words):
            lines = break_lines(words, partial(faces.width, role=role, size=size), room)
            if len(lines) <= most:
                yield Block(lines, size, leading)


def place(block: Block, faces: Faces, role: str, room: float, *, centred: bool = False) -> tuple[Placed, ...]:
    """Every word of a block at its own place, so that a change of one never moves another."""
    space = faces.width(" ", role, block.size)
    placed = []
    for number, line in enumerate(block.lines):
        wide = [faces.width(word, role, block.size) for word in line]
        x = (room - sum(wide) - space * (len(line) - 1)) / 2 if centred else 0.0
        y = number * block.size * block.leading + block.size * 0.78
        for word, advance in zip(line, wide, strict=True):
            placed.append(Placed(word, x, y))
            x += advance + space
    return tuple(placed)


def break_words(words: Sequence[str], faces: Faces, role: str, size: float, room: float) -> tuple[tuple[str, ...], ...]:
    """Each word in pieces that fit the room: itself nearly always, an endless web address in several."""
    return tuple(_pieces(word, faces, role, size, room) for word in words)


def _pieces(word: str, faces: Faces, role: str, size: float, room: float) -> tuple[str, ...]:
    if faces.width(word, role, size) <= room:
        return (word,)
    cuts = [0]
    for end in range(1, len(word) + 1):
        if faces.width(word[cuts[-1] : end], role, size) > room and end - 1 > cuts[-1]:
            cuts.append(end - 1)
    return tuple(word[start:end] for start, end in pairwise([*cuts, len(word)]))


def shorten(text: str, faces: Faces, role: str, size: float, room: float) -> str:
    """The text, or its beginning with an ellipsis when it is wider than the room."""
    if faces.width(text, role, size) <= room:
        return text
    kept = next(
        end for end in range(len(text) - 1, -1, -1) if end == 0 or faces.width(text[:end] + "…", role, size) <= room
    )
    return text[:kept].rstrip() + "…"
