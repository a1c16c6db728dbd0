"""Figures: what was measured, what it should be, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

#: Units and how many digits stand behind the point.
_DIGITS = {"": 3, "s": 1, "CPU s": 2, "MB": 0, "VMAF": 1, "ms": 2, "CPU ms": 2, "steps": 0, "threads": 0, "a minute": 0}


@dataclass(frozen=True)
class Aim:
    """A figure that is to be reached: its name, its unit, and the most or the least it may be (None: only shown)."""

    what: str
    unit: str = ""
    most: float | None = None
    least: float | None = None

    @property
    def target(self) -> str:
        """The target as the table shows it."""
        if self.least is not None:
            return f"≥ {number(self.least, self.unit)}"
        return "" if self.most is None else f"{'≤ ' if self.most else ''}{number(self.most, self.unit)}"

    def met_by(self, value: float) -> bool | None:
        """Whether a value keeps to the target; None without one."""
        if self.least is not None:
            return value >= self.least
        return None if self.most is None else value <= self.most


@dataclass(frozen=True)
class Figure:
    """What came of an aim: every value, and the command lines and conditions behind them; or why there is none."""

    aim: Aim
    values: tuple[float, ...] = ()
    how: str = ""
    failed: str = ""

    @property
    def typical(self) -> float:
        """The median."""
        return median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether the median keeps to the target; None when there is nothing to compare."""
        return None if self.failed else self.aim.met_by(self.typical)


def number(value: float, unit: str) -> str:
    """A value with its unit; zeros at the end say nothing and go."""
    text = f"{value:.{_DIGITS.get(unit, 2)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} {unit}".strip()


def ratios(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    """The ratio of every two values that were measured one after the other."""
    return tuple(one / other for one, other in zip(first, second, strict=True))


def shares(parts: Sequence[float], whole: Sequence[float]) -> tuple[float, ...]:
    """Every part as a share of the median of the wholes."""
    return tuple(part / median(whole) for part in parts)
