"""Restarts: from which step on an episode is made again."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.production.names import STEP_NAMES


@dataclass(frozen=True)
class Restarts:
    """Names of steps, each with the salt of its restart; the same salts find what the restart made.

    What follows a step is told by `order`, the names of steps as work depends on work. Steps are made side by side, so
    the order in which a run meets them would be another each time.
    """

    salts: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = STEP_NAMES

    def salt_of(self, name: str) -> str:
        """The salts of the restarts at this step or at one before it."""
        before = self.order[: self.order.index(name) + 1] if name in self.order else (name,)
        return "".join(salt for start, salt in self.salts if start in before)
