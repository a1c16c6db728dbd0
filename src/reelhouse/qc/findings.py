"""Small words for findings: levels from limits, and times as a person reads them."""

from __future__ import annotations

from fractions import Fraction

from reelhouse.model.quality import Level
from reelhouse.model.time import Rate


def grade(value: float | Fraction, *, warn: float | Fraction, fail: float | Fraction | None = None) -> Level:
    """`fail` above one limit, `warn` above the other, else `ok`; without a limit to fail at, a warning at most."""
    if fail is not None and value > fail:
        return Level.FAIL
    return Level.WARN if value > warn else Level.OK


def in_seconds(frames: int, rate: Rate) -> Fraction:
    """How long so many frames last."""
    return frames / rate.fraction


def in_milliseconds(frames: int, rate: Rate) -> int:
    """When a frame starts."""
    return round(in_seconds(frames, rate) * 1000)


def written(seconds: Fraction) -> str:
    """Seconds for a person: `1.50 s`."""
    return f"{float(seconds):.2f} s"


def hundredths(value: int, unit: str) -> str:
    """A value that is kept in hundredths: `-14.1 LUFS`."""
    return f"{value / 100:.1f} {unit}"
