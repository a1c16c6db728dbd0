"""Times of editing programs, as exact fractions of our frames and samples."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from reelhouse.errors import ContentError
from reelhouse.model.time import SAMPLE_RATE, Rate

#: A time beyond this many units is a mistake: a year of samples.
FARTHEST = SAMPLE_RATE * 86_400 * 366
_REMEDY = "Correct the time, or export the timeline again from the editing program"


@dataclass(frozen=True)
class Clock:
    """Units of one track: `unit` of them a second."""

    unit: Fraction

    @classmethod
    def of(cls, rate: Rate, *, sound: bool) -> Clock:
        """Frames at a rate, or samples."""
        return cls(Fraction(SAMPLE_RATE) if sound else rate.fraction)

    def units(self, time: object, place: str) -> Fraction:
        """A rational time in our units.

        Raises:
            ContentError: It is no time, has no sensible rate, or is absurdly far away.
        """
        rate, value = _number(time, "rate", place), _number(time, "value", place)
        if not 0 < rate <= 1_000_000:
            raise ContentError(f"{rate:g} is no rate", where=place, remedy=_REMEDY)
        own = abs(rate - float(self.unit)) < 1e-9
        units = Fraction(value) if own else Fraction(value) / exact_rate(rate) * self.unit
        if abs(units) > FARTHEST:
            raise ContentError("the time is farther away than a year", where=place, remedy=_REMEDY)
        return units

    def span(self, given: object, place: str) -> tuple[Fraction, Fraction]:
        """Start and duration of a time range in our units.

        Raises:
            ContentError: It is no range, or its duration is negative.
        """
        if not isinstance(given, Mapping):
            raise ContentError("there is no time range", where=place, remedy=_REMEDY)
        start, duration = (self.units(given.get(key), place) for key in ("start_time", "duration"))
        if duration < 0:
            raise ContentError("it ends before it begins, and so overlaps the one before", where=place, remedy=_REMEDY)
        return start, duration

    def moved(self, marker: object, by: Fraction | int) -> object:
        """A marker so many of our units later; what has no place in time stays as it is."""
        marked = marker.get("marked_range") if isinstance(marker, Mapping) else None
        start = marked.get("start_time") if isinstance(marked, Mapping) else None
        if not by or not (isinstance(marker, Mapping) and isinstance(marked, Mapping) and isinstance(start, Mapping)):
            return marker
        try:
            value = (self.units(start, "marker") + by) / self.unit * exact_rate(start["rate"])
        except ContentError:
            return marker
        return {**marker, "marked_range": {**marked, "start_time": {**start, "value": float(value)}}}


def exact_rate(rate: float) -> Fraction:
    """The rate that a rounded number means: 29.97 and 29.970029 are 30000/1001."""
    if rate == int(rate):
        return Fraction(int(rate))
    whole = round(rate * 1001 / 1000)
    broadcast = Fraction(whole * 1000, 1001)
    return broadcast if abs(float(broadcast) - rate) < 0.01 else Fraction(rate).limit_denominator(1001)


def _number(time: object, key: str, place: str) -> float:
    value = time.get(key) if isinstance(time, Mapping) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ContentError(f"a time has no {key} that is a number", where=place, remedy=_REMEDY)
    return value
