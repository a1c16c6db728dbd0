"""Carrying an edit over to another version of what was edited: where that is the same, the edit is too."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

T = TypeVar("T")
#: Makes an edited row fit a new place: the row, and the rows that it stood beside before and stands beside now.
Fit = Callable[[T, T, T], T]


def carried(
    before: Sequence[T], edited: Sequence[T], now: Sequence[T], same: Callable[[T], Hashable], fit: Fit[T]
) -> list[T] | None:
    """What `now` becomes when everything that was changed from `before` to `edited` is changed in it as well.

    Args:
        before: Rows as they were when the edit was made.
        edited: The rows after it.
        now: The rows as they are now.
        same: What makes a row the same in `before` and `now`: its words, whatever its time or number.
        fit: Moves an edited row to its new place.

    Returns:
        The rows, or None when a row that was edited is not there any more.
    """
    if list(edited) == list(before):
        return list(now)
    places = dict(_places([same(row) for row in before], [same(row) for row in now]))
    result: dict[int, list[T]] = {at: [row] for at, row in enumerate(now)}
    for first, last, rows in _changes(before, edited):
        beside = range(first, last) if last > first else range(max(first - 1, 0), max(first, 1))
        found = [places[at] for at in beside if at in places]
        if len(found) < len(beside) or found != list(range(found[0], found[0] + len(found))):
            return None
        old, new = before[beside[0]], now[found[0]]
        fitted = [fit(row, old, new) for row in rows]
        if last > first:
            result |= {at: [] for at in found} | {found[0]: fitted}
        else:
            result[found[0]] = [*result[found[0]], *fitted] if first else [*fitted, *result[found[0]]]
    return [row for at in sorted(result) for row in result[at]]


def _places(before: Sequence[Hashable], now: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    for block in SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks():
        yield from ((block.a + number, block.b + number) for number in range(block.size))


def _changes(before: Sequence[T], edited: Sequence[T]) -> Iterator[tuple[int, int, Sequence[T]]]:
    """Spans of rows that were replaced, and by what."""
    for kind, first, last, start, end in SequenceMatcher(None, before, edited, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first, last, edited[start:end]
