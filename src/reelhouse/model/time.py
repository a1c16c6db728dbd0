"""Exact time: whole frames, whole samples, and the rational rate between them. No float seconds.

Pictures count frames at a `Rate`; sound counts samples at `SAMPLE_RATE`. Rounding is explicit: every conversion
says in its name which way it goes.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

from pydantic import Field

from reelhouse.model.base import Value

#: Samples per second of every sound that Reelhouse makes or keeps.
SAMPLE_RATE = 48_000

Count = Annotated[int, Field(ge=0)]


class Rate(Value):
    """Frames per second as an exact fraction: `Rate(num=30)` or `Rate(num=24000, den=1001)`."""

    num: Annotated[int, Field(gt=0)]
    den: Annotated[int, Field(gt=0)] = 1

    @property
    def fraction(self) -> Fraction:
        """Frames per second."""
        return Fraction(self.num, self.den)

    def __str__(self) -> str:
        """As the encoder writes it: `30` or `24000/1001`."""
        return str(self.fraction)


class TimeRange(Value):
    """A start and a duration in whole units of whatever the owner counts: frames of a picture, samples of a sound."""

    start: Count
    duration: Count

    @property
    def end(self) -> int:
        """The first unit after the range."""
        return self.start + self.duration

    def overlap(self, other: TimeRange) -> TimeRange | None:
        """What both ranges cover, or None when they do not meet."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return TimeRange(start=start, duration=end - start) if end > start else None

    def shifted(self, by: int) -> TimeRange:
        """The same duration, `by` units later."""
        return TimeRange(start=self.start + by, duration=self.duration)


def seconds(value: str | int | Fraction) -> Fraction:
    """Exact seconds from `"0.2"`, a whole number or a fraction."""
    return Fraction(value)


def frames_to_samples(frames: int, rate: Rate) -> int:
    """The sample on which a frame begins, rounded to the nearest."""
    return round(Fraction(frames) / rate.fraction * SAMPLE_RATE)


def samples_to_frames_floor(samples: int, rate: Rate) -> int:
    """The frame that shows while a sample sounds."""
    return int(Fraction(samples, SAMPLE_RATE) * rate.fraction // 1)


def samples_to_frames_ceil(samples: int, rate: Rate) -> int:
    """The fewest frames that cover this many samples."""
    return -int(-Fraction(samples, SAMPLE_RATE) * rate.fraction // 1)


def seconds_to_frames_ceil(length: Fraction, rate: Rate) -> int:
    """The fewest frames that cover this many seconds."""
    return -int(-length * rate.fraction // 1)


def samples_to_milliseconds(samples: int) -> int:
    """The nearest whole millisecond, as subtitle files count."""
    return round(Fraction(samples * 1000, SAMPLE_RATE))


def frames_to_milliseconds(frames: int, rate: Rate) -> int:
    """The nearest whole millisecond."""
    return round(Fraction(frames * 1000) / rate.fraction)


def milliseconds_to_samples(milliseconds: int) -> int:
    """The nearest whole sample."""
    return round(Fraction(milliseconds * SAMPLE_RATE, 1000))
