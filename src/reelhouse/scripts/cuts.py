"""Where to cut a row of sentences into pieces of about the same length, by dynamic programming."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf

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
            places to cut, more when they would be far too long.

    Returns:
        First and last-plus-one index of every piece, in order.
    """
    places = [0, *(i for i in range(1, len(sentences)) if not sentences[i - 1].quoting), len(sentences)]
    if len(sentences) == 0:
        return []
    starts = _running(lengths)
    cost = _costs(sentences, starts, aim)
    steps = [_steps(places, j, starts, cost, 3 * aim.longest) for j in range(len(places))]
    return _counted(places, steps, min(pieces, len(places) - 1)) if pieces else _free(places, steps)


Cost = Callable[[int, int], float]
#: What a piece costs, and the place where it begins.
Step = tuple[float, int]


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


def _steps(places: Sequence[int], j: int, starts: Sequence[float], cost: Cost, longest: float) -> list[Step]:
    """What a piece that ends at the j-th place costs from every place where it may begin, nearest first."""
    steps: list[Step] = []
    for i in range(j - 1, -1, -1):
        if steps and starts[places[j]] - starts[places[i]] > longest:
            break
        steps.append((cost(places[i], places[j]), i))
    return steps


def _free(places: Sequence[int], steps: Sequence[Sequence[Step]]) -> list[tuple[int, int]]:
    best, origin = [0.0], [0]
    for options in steps[1:]:
        value, i = min((best[i] + cost, i) for cost, i in options)
        best.append(value)
        origin.append(i)
    return _path(places, lambda _, j: origin[j])


def _counted(places: Sequence[int], steps: Sequence[Sequence[Step]], pieces: int) -> list[tuple[int, int]]:
    best = [0.0, *[inf] * (len(places) - 1)]
    origins: list[list[int]] = []
    for _ in range(pieces):
        layer = [min(((best[i] + cost, i) for cost, i in options), default=(inf, 0)) for options in steps]
        best = [value for value, _ in layer]
        origins.append([i for _, i in layer])
    # So few pieces would each be longer than three times what is wanted.
    if best[-1] == inf:
        return _free(places, steps)
    return _path(places, lambda step, j: origins[pieces - 1 - step][j])


def _path(places: Sequence[int], origin: Callable[[int, int], int]) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    j = len(places) - 1
    while j > 0:
        i = origin(len(pieces), j)
        pieces.append((places[i], places[j]))
        j = i
    return pieces[::-1]
