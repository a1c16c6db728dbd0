"""Words stacked in lines so that their letters can be as large as possible."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

Lines = tuple[tuple[str, ...], ...]
#: Fewer lines are taken when their letters are at least this share of what more lines would allow.
NEARLY = 0.85


def stack(words: Sequence[str], width: Callable[[str], float], room: float, largest: float) -> Lines:
    """The words in lines: as few as leave the letters nearly as large as they can be, and as even as these go.

    Args:
        words: In order; each fits the room by itself at the smallest size.
        width: Of a text whose letters have the size 1.
        room: How wide a line may be.
        largest: The largest size of letters.
    """
    stacks = [_even(tuple(words), count, width) for count in range(1, len(words) + 1)]
    sizes = [min(largest, room / max(_widest(lines, width), 1e-9)) for lines in stacks]
    best = max(sizes, default=0.0)
    return next((lines for lines, size in zip(stacks, sizes, strict=True) if size >= NEARLY * best), ())


def _widest(lines: Lines, width: Callable[[str], float]) -> float:
    return max((width(" ".join(line)) for line in lines), default=0.0)


def _even(words: tuple[str, ...], count: int, width: Callable[[str], float]) -> Lines:
    """The words in so many lines whose widest is as narrow as it can be; of equals, with the most even ones."""

    @cache
    def best(start: int, left: int) -> tuple[float, float, Lines]:
        if left == 1:
            wide = width(" ".join(words[start:]))
            return wide, wide**2, (words[start:],)
        options = []
        for end in range(start + 1, len(words) - left + 2):
            wide = width(" ".join(words[start:end]))
            widest, squares, lines = best(end, left - 1)
            options.append((max(wide, widest), wide**2 + squares, (words[start:end], *lines)))
        return min(options, key=lambda one: one[:2])

    return best(0, count)[2]
