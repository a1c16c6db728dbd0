"""Cutting a scene into shots: how long each one is shown, so that the picture changes when a word begins."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reelhouse.model.time import Rate, seconds

#: Seconds of a shot: those that are cut from a scene last from `SHORTEST` to `LONGEST`, ideally `USUAL`.
SHORTEST, USUAL, LONGEST = seconds("2.5"), seconds("3.75"), seconds("5")
#: Seconds of the least that is worth showing, where a clip is short.
LEAST = seconds("0.8")


def frames_of(length: Fraction, rate: Rate) -> int:
    """The nearest whole frames."""
    return round(length * rate.fraction)


def shot_frames(left: int, available: int, starts: Sequence[int], rate: Rate) -> int:
    """How long the next shot of a scene is.

    Args:
        left: Frames that the scene still has.
        available: Frames that the clip has.
        starts: Frames from here on which a word begins, in rising order.
        rate: Frames a second.

    Returns:
        At most `left` and `available`; the rest of the scene is never too short for a shot where that can be helped.
    """
    shortest, longest = frames_of(SHORTEST, rate), min(frames_of(LONGEST, rate), available)
    if left <= longest:
        return left
    ideal = round(Fraction(left, -(-left // frames_of(USUAL, rate))))
    for first, rest in ((shortest, shortest), (shortest, 1), (frames_of(LEAST, rate), shortest), (1, 1)):
        fits = [start for start in starts if first <= start <= min(longest, left - rest)]
        if fits:
            return min(fits, key=lambda start: (abs(start - ideal), start))
    return longest
