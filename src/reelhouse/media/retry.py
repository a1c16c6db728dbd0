"""Trying again: only what may pass by itself, with full jitter, never longer than it helps.

The waiting times follow "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015): uniform between nothing and a
bound that doubles, so that many who failed together do not come back together.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from reelhouse.errors import Postponed, Transient
from reelhouse.media.stop import check_stop

#: Seconds between two looks at the stop flag.
TICK = 0.1


def pause(seconds: float) -> None:
    """Sleep, unless the work is stopped meanwhile.

    Raises:
        Cancelled: The work was stopped.
    """
    until = time.monotonic() + seconds
    check_stop()
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(left, TICK))
        check_stop()


@dataclass(frozen=True)
class RetryPolicy:
    """How often and how long: `tries` in all; the n-th wait (from 0) is below `base * 2**n` and `longest` seconds.

    `jitter(low, high)` draws the wait and `sleep` waits; both can be replaced.
    """

    tries: int = 5
    base: float = 0.5
    longest: float = 60.0
    jitter: Callable[[float, float], float] = random.uniform
    sleep: Callable[[float], None] = pause

    def wait(self, failures: int, error: Transient) -> None:
        """Wait after the given number of failures, at least as long as the provider asked for.

        Raises:
            Transient: The one that was given: there is no try left.
            Postponed: That is longer than `longest`.
            Cancelled: The work was stopped while waiting.
        """
        if failures >= self.tries:
            raise error
        drawn = self.jitter(0.0, min(self.longest, self.base * 2 ** (failures - 1)))
        try:
            self.hold(max(drawn, float(error.retry_after)), error.message)
        except Postponed as late:
            raise late from error

    def hold(self, seconds: float, why: str) -> None:
        """Wait so long for a reason, unless that is more than one waits for.

        Raises:
            Postponed: It is.
            Cancelled: The work was stopped while waiting.
        """
        if seconds > self.longest:
            raise postponed(seconds, why)
        self.sleep(seconds)


def postponed(seconds: float, why: str) -> Postponed:
    """The error of something that is to be tried again, but not now."""
    after = ceil(seconds)
    told = f"{after} seconds" if after < 120 else f"{ceil(after / 60)} minutes"
    return Postponed(why, after=after, remedy=f"Run the same command again in {told}: what is finished is kept")


USUAL = RetryPolicy()
