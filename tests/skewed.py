"""A clock that is hours off, as far as one process can see: what Python says is shifted, what a server says is not."""

import sys
import time
from datetime import datetime, timedelta, tzinfo
from typing import Self

_TIME, _TIME_NS = time.time, time.time_ns
#: Whose modules have taken the class of moments by its name.
_OURS = ("reelhouse", "dbos")


def shift(hours: float) -> None:
    """Be so many hours ahead from now on, or behind. Nobody can shift a process back."""
    seconds = hours * 3600

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + timedelta(seconds=seconds)

    time.time = lambda: _TIME() + seconds
    time.time_ns = lambda: _TIME_NS() + round(seconds * 1e9)
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in _OURS and vars(module).get("datetime") is datetime:
            vars(module)["datetime"] = Shifted
