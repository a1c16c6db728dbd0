"""Stopping: one flag that every long piece of work looks at.

The flag travels in a context variable, so that no stage carries it through its arguments. Threads do not inherit
context: start them with `contextvars.copy_context().run`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from reelhouse.errors import Cancelled

_STOP: ContextVar[threading.Event | None] = ContextVar("stop", default=None)


@contextmanager
def stoppable(flag: threading.Event) -> Iterator[threading.Event]:
    """Make `flag` the one that `check_stop` looks at inside the block."""
    token = _STOP.set(flag)
    try:
        yield flag
    finally:
        _STOP.reset(token)


def stopped() -> bool:
    """Whether somebody asked the work around us to stop."""
    flag = _STOP.get()
    return flag is not None and flag.is_set()


def check_stop() -> None:
    """Do nothing, or leave by `Cancelled` when the work was asked to stop."""
    if stopped():
        raise Cancelled
