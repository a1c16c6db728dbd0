"""What a run tells about its steps, while it goes and afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from reelhouse.errors import ReelhouseError


@dataclass(frozen=True)
class StepRecord:
    """One step of one run.

    `seconds` is what it took in this run; `cached` is True when it was not made here; `attempts` counts tries (0 when
    cached). `cost` is what its last try cost, in micro-dollars.
    """

    name: str
    label: str
    seconds: float
    cached: bool
    attempts: int
    cost: int = 0


class Watcher(Protocol):
    """Is told about steps from whatever thread makes them; must be quick and must not raise."""

    def expected(self, name: str, units: Mapping[str, int]) -> None:
        """Steps of this name lie ahead: how much work each is, by label (frames, lines)."""

    def started(self, name: str, label: str) -> None:
        """A step begins: it is looked up first."""

    def progressed(self, name: str, label: str, done: int, total: int) -> None:
        """So much of the step's work is done."""

    def finished(self, record: StepRecord) -> None:
        """A step ended well; of one that failed nothing is told, its error is raised."""


class Scribe(Protocol):
    """Writes down what is worth knowing afterwards, from whatever thread says it; must not raise."""

    def tried(self, step: str, error: ReelhouseError) -> None:
        """A step of this name failed in a way that may pass, and is tried again now."""

    def waited(self, step: str, seconds: float) -> None:
        """A step of this name waited so long for its service."""


class _Silent:
    def expected(self, name: str, units: Mapping[str, int]) -> None: ...

    def started(self, name: str, label: str) -> None: ...

    def progressed(self, name: str, label: str, done: int, total: int) -> None: ...

    def finished(self, record: StepRecord) -> None: ...


silent: Watcher = _Silent()
