"""How often frames come, and whether evenly: read from time stamps, never from what a header claims."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from reelhouse.model.time import Rate

#: Rates that cameras, editors and screens use.
USUAL = tuple(Fraction(num) for num in (12, 15, 24, 25, 30, 48, 50, 60, 90, 100, 120, 144, 240)) + tuple(
    Fraction(num * 1000, 1001) for num in (15, 24, 30, 48, 60, 120, 240)
)
#: No rate has more parts than this, so that a mean stays a number that one can read.
_PARTS = 1001


@dataclass(frozen=True)
class Pace:
    """The rate of a track, whether it is kept throughout, and the longest time of one frame in ticks."""

    rate: Rate | None
    constant: bool
    longest: int


def pace_of(times: Sequence[int], base: Fraction, said: Iterable[Fraction | None]) -> Pace:
    """Tell how frames follow each other.

    A rate is constant when every frame lies within a tick, and within a quarter of a frame, of where that rate puts
    it: a time base of milliseconds cannot hit 1/30 s.

    Args:
        times: When each frame is shown, in rising order, in ticks.
        base: Seconds of one tick.
        said: Rates that the file claims, most trusted first.
    """
    claimed = [rate for rate in said if rate and rate > 0]
    if len(times) < 2 or times[-1] <= times[0]:
        return Pace(_as_rate(claimed[0]) if claimed else None, constant=True, longest=0)
    longest = max(after - before for before, after in pairwise(times))
    mean = Fraction(len(times) - 1) / ((times[-1] - times[0]) * base)
    nearest = sorted(USUAL, key=lambda rate: abs(rate - mean))[:3]
    for rate in (*claimed, *nearest, mean):
        if _keeps(times, 1 / (rate * base)):
            return Pace(_as_rate(rate), constant=True, longest=longest)
    return Pace(_as_rate(mean.limit_denominator(_PARTS)), constant=False, longest=longest)


def _keeps(times: Sequence[int], step: Fraction) -> bool:
    """Whether frame n comes n steps after the first one, within the tolerance; in whole numbers, as times are many."""
    allowed = min(Fraction(1), step / 4)
    top, bottom = step.numerator, step.denominator
    limit, first = allowed * bottom, times[0]
    return all(abs((at - first) * bottom - number * top) <= limit for number, at in enumerate(times))


def _as_rate(rate: Fraction) -> Rate | None:
    near = rate.limit_denominator(1_000_000)
    return Rate(num=near.numerator, den=near.denominator) if near > 0 else None
