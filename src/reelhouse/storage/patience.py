"""Asking again while the database's server does not answer.

A server that restarts is back in seconds; work of minutes should not be lost for that.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from reelhouse.errors import DatabaseAway
from reelhouse.media.retry import pause

P = ParamSpec("P")
T = TypeVar("T")

#: Seconds: the bound of the first wait, which doubles; of every wait; and in all.
FIRST, LONGEST, ALL = 0.5, 10.0, 60.0


def patient(ask: Callable[P, T]) -> Callable[P, T]:
    """Ask again for up to a minute; only for what may be done twice, since nobody knows whether it was done once."""

    @wraps(ask)
    def again(*args: P.args, **kwargs: P.kwargs) -> T:
        deadline, bound = time.monotonic() + ALL, FIRST
        while True:
            try:
                return ask(*args, **kwargs)
            except DatabaseAway:
                if time.monotonic() + bound > deadline:
                    raise
            pause(random.uniform(0, bound))  # noqa: S311 - so that many workers do not come back together
            bound = min(2 * bound, LONGEST)

    return again
