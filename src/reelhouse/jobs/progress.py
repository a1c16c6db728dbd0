"""How far a leg is, reckoned from what is told of its steps."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from reelhouse.production.names import STEP_NAMES
from reelhouse.production.watch import StepRecord
from reelhouse.storage.legs import Progress

#: Of a hundred parts of an episode's time, what steps of a name usually take; those that are not named take one.
SHARES = MappingProxyType({"render chunk": 50, "speak line": 12, "draw background": 10, "check quality": 6})
#: Steps that many episodes do not have count once they begin.
SOMETIMES = frozenset({"bleep line", "look at footage", "conform footage", "move still", "cast font", "conform media"})
#: The most that is said before the end.
NEARLY = 99
#: Percent that were made, and seconds that took, before anything is said of the time left.
ENOUGH_PERCENT, ENOUGH_SECONDS = 3, 2.0


@dataclass
class _Steps:
    """The steps of one name. Units are what was said of them beforehand (frames, characters); else a step is one."""

    units: dict[str, int] = field(default_factory=dict)
    running: dict[str, float] = field(default_factory=dict)
    done: int = 0
    finished: set[str] = field(default_factory=set)

    @property
    def part(self) -> float:
        """How much of them is made, of 1."""
        total = sum(self.units.values()) or len(self.finished | self.running.keys())
        made = float(sum(self._of(label) for label in self.finished))
        made += sum(part * self._of(label) for label, part in self.running.items())
        return min(made / total, 1.0) if total else 0.0

    def _of(self, label: str) -> int:
        return self.units.get(label, 0 if self.units else 1)


class Reckoning:
    """Watches the steps of one leg."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = threading.Lock()
        self._steps: dict[str, _Steps] = {}
        self._reached = 0
        self._step = ""
        self._origin: tuple[float, int] | None = None

    def expected(self, name: str, units: Mapping[str, int]) -> None:
        """Steps of this name lie ahead, by label."""
        with self._guard:
            self._of(name).units.update(units)

    def started(self, name: str, label: str) -> None:
        """A step begins."""
        with self._guard:
            self._of(name).running.setdefault(label, 0.0)

    def progressed(self, name: str, label: str, done: int, total: int) -> None:
        """A step says how far it is: so it is being made, and not only looked up."""
        with self._guard:
            self._step = name
            self._of(name).running[label] = done / total if total else 0.0
            self._begin()

    def finished(self, record: StepRecord) -> None:
        """A step is made, or was made before."""
        with self._guard:
            steps = self._of(record.name)
            steps.running.pop(record.label, None)
            steps.finished.add(record.label)
            if not record.cached:
                self._step = record.name
                self._begin()

    @property
    def step(self) -> str:
        """The step that is being made: the latest one that was looked up and has not ended, or the last that was made.

        Steps are made side by side; which of them a person would name is a matter of taste.
        """
        with self._guard:
            return self._current()

    def now(self) -> Progress:
        """How far the leg is at this moment; it never goes back."""
        with self._guard:
            self._reached = max(self._reached, self._percent())
            return Progress(self._reached, self._current(), self._left())

    def _current(self) -> str:
        running = [name for name in STEP_NAMES if name in self._steps and self._steps[name].running]
        return running[-1] if running else self._step

    def _of(self, name: str) -> _Steps:
        return self._steps.setdefault(name, _Steps())

    def _begin(self) -> None:
        """What was met before the first step that took time says nothing about speed."""
        if self._origin is None:
            self._reached = max(self._reached, self._percent())
            self._origin = (self._clock(), self._reached)

    def _percent(self) -> int:
        names = {name for name in STEP_NAMES if name not in SOMETIMES} | self._steps.keys()
        whole = sum(SHARES.get(name, 1) for name in names)
        made = sum(SHARES.get(name, 1) * steps.part for name, steps in self._steps.items())
        return min(int(100 * made / whole), NEARLY)

    def _left(self) -> float | None:
        if self._origin is None:
            return None
        began, percent = self._origin
        took, gained = self._clock() - began, self._reached - percent
        if gained < ENOUGH_PERCENT or took < ENOUGH_SECONDS:
            return None
        return took * (100 - self._reached) / gained
