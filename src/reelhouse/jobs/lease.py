"""A worker's lease: its signs of life, and what is done about those who give none."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

from reelhouse.errors import ReelhouseError
from reelhouse.jobs.pace import Pace
from reelhouse.storage.workers import Workers

#: Counts while the machine sleeps too: a laptop that wakes up must know that it was away.
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def clock() -> float:
    """Seconds that passed, asleep or awake."""
    return time.clock_gettime(_CLOCK)


class Lease:
    """The right to be a worker, kept by beating.

    `lost` is called once when others have buried us: whatever we still do is not ours to do.
    """

    def __init__(self, workers: Workers, worker: str, pace: Pace, lost: Callable[[], None]) -> None:
        self._workers = workers
        self._worker = worker
        self._pace = pace
        self._lost = lost
        self._last: float | None = None
        self._steady: float | None = None

    def keep(self, ended: threading.Event) -> None:
        """Beat until the end; a little unevenly, so that many workers do not all beat at once."""
        while not ended.wait(self._pace.beat * random.uniform(0.9, 1.1)):  # noqa: S311 - as above
            try:
                held = self._workers.beat(self._worker)
            except ReelhouseError:  # the database is away, for everybody
                self._steady = None
                continue
            if not held:
                self._lost()
                return
            self.beaten(clock())

    def beaten(self, moment: float) -> None:
        """A beat was heard at this moment; after a pause of ours everything begins anew."""
        if self._last is not None and moment - self._last > self._pace.lease / 2:
            self._steady = None
        self._last, self._steady = moment, self._steady or moment

    def may_bury(self, moment: float) -> bool:
        """Whether we were there for a whole lease up to now: only then is the silence of others theirs and not ours."""
        if self._steady is None or self._last is None or moment - self._last > self._pace.lease / 2:
            return False
        return moment - self._steady > self._pace.lease
