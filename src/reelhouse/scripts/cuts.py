"""Where to cut a row of sentences into pieces of about the same length, by dynamic programming."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reelhouse.scripts.sentence import Sentence

_PARAGRAPH, _REVERSAL = -3.0, -2.0
#: Added to a piece outside of the wanted range, and to a last piece that is under this share of the aim.
_OUTSIDE, _STUB, _STUB_SHARE = 8.0, 5.0, 0.6


@dataclass(frozen=True)
class Aim:
    """The wanted length of a piece, and the range it may have without a penalty; in seconds."""

    length: float
    shortest: float
    longest: float


def cut(
    sentences: Sequence[Sentence], lengths: Sequence[float], aim: Aim, *, pieces: int | None = None
) -> list[tuple[int, int]]:
    """Cut a row of sentences at the best places.

    A cut costs less after a paragraph and before a sentence that turns the story; none is made inside a quotation.

    Args:
        sentences: The row.
        lengths: Their seconds.
        aim: How long a piece should be.
        pieces: How many pieces there must be; None lets the aim decide. Fewer come out when there are not as many
            places to cut.

    Returns:
        First and last-plus-one index of every piece, in order.
    """
    places = [0, *(i for i in range(1, len(sentences)) if not sentences[i - 1].quoting), len(sentences)]
    if len(sentences) == 0:
        return []
    starts = _running(lengths)
    cost = _costs(sentences, starts, aim)
    if pieces is None:
        return _free(places, cost, starts, aim)
    return _counted(places, cost, min(pieces, len(places) - 1))


Cost = Callable[[int, int], float]


def _running(lengths: Sequence[float]) -> list[float]:
    at = [0.0]
    for length in lengths:
        at.append(at[-1] + length)
    return at


def _costs(sentences: Sequence[Sentence], starts: Sequence[float], aim: Aim) -> Cost:
    last = len(sentences)
    spread = max(aim.length - aim.shortest, aim.longest - aim.length, 0.001)

    def cost(first: int, end: int) -> float:
        length = starts[end] - starts[first]
        total = ((length - aim.length) / spread) ** 2
        total += 0.0 if aim.shortest <= length <= aim.longest else _OUTSIDE
        if end == last:
            return total + (_STUB if first and length < _STUB_SHARE * aim.length else 0.0)
        total += _PARAGRAPH if sentences[end - 1].ends_paragraph else 0.0
        return total + (_REVERSAL if sentences[end].turns else 0.0)

    return cost


def _free(places: Sequence[int], cost: Cost, starts: Sequence[float], aim: Aim) -> list[tuple[int, int]]:
    best = [0.0]
    came_from = [0]
    for j in range(1, len(places)):
        options = []
        for i in range(j - 1, -1, -1):
            options.append((best[i] + cost(places[i], places[j]), i))
            if starts[places[j]] - starts[places[i]] > 2 * aim.longest:
                break
        value, origin = min(options)
        best.append(value)
        came_from.append(origin)
    return _path(places, lambda _, j: came_from[j])


def _counted(places: Sequence[int], cost: Cost, pieces: int) -> list[tuple[int, int]]:
    never = float("inf")
    best = [0.0, *[never] * (len(places) - 1)]
    origins: list[list[int]] = []
    for _ in range(pieces):
        row, origin = [never] * len(places), [0] * len(places)
        for j in range(1, len(places)):
            options = [(best[i] + cost(places[i], places[j]), i) for i in range(j) if best[i] < never]
            if options:
                row[j], origin[j] = min(options)
        best = row
        origins.append(origin)
    return _path(places, lambda step, j: origins[pieces - 1 - step][j])


def _path(places: Sequence[int], origin: Callable[[int, int], int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    j = len(places) - 1
    while j > 0:
        i = origin(len(pieces), j)
        pieces.append((places[i], places[j]))
        j = i
    return pieces[::-1]
