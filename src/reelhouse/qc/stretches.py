"""Stretches of frames or samples: found in yes-or-no marks, joined over borders, measured against what is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reelhouse.model.time import TimeRange


def runs(marks: NDArray[np.bool_]) -> Iterator[TimeRange]:
    """Every unbroken run of true marks."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]]).astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield TimeRange(start=start, duration=end - start)


def between(starts: Sequence[int], length: int) -> Iterator[TimeRange]:
    """The ranges that begin at each of these places and end where the next begins."""
    for start, end in zip(starts, [*starts[1:], length], strict=True):
        yield TimeRange(start=start, duration=end - start)


def long_or_at_end(ranges: Iterable[TimeRange], shortest: int, length: int) -> tuple[TimeRange, ...]:
    """Those that are long enough, or touch an end of the whole, where a neighbour may make them longer."""
    return tuple(r for r in ranges if r.duration >= shortest or r.start == 0 or r.end == length)


def close_gaps(ranges: Iterable[TimeRange], gap: int = 0) -> Iterator[TimeRange]:
    """The same ranges in order, those joined that lie at most `gap` apart."""
    held: TimeRange | None = None
    for found in sorted(ranges, key=lambda r: r.start):
        if held is None:
            held = found
        elif found.start - held.end <= gap:
            held = TimeRange(start=held.start, duration=max(held.end, found.end) - held.start)
        else:
            yield held
            held = found
    if held is not None:
        yield held


def outside(ranges: Iterable[TimeRange], allowed: Iterable[TimeRange]) -> Iterator[TimeRange]:
    """What is left of each range where nothing allows it."""
    planned = tuple(close_gaps(allowed))
    for found in ranges:
        at = found.start
        for free in planned:
            if free.end <= at or free.start >= found.end:
                continue
            if free.start > at:
                yield TimeRange(start=at, duration=free.start - at)
            at = free.end
        if at < found.end:
            yield TimeRange(start=at, duration=found.end - at)


def longest(ranges: Iterable[TimeRange]) -> TimeRange | None:
    """The longest one; the first of several."""
    return max(ranges, key=lambda r: r.duration, default=None)
