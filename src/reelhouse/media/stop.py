"""Stopping: a flag that every long piece of work looks at.

The flag travels in a context variable, so that no stage carries it through its arguments. Threads do not inherit
context: start them with `contextvars.copy_context().run`.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from reelhouse.errors import Cancelled

_STOP: ContextVar[tuple[threading.Event, ...]] = ContextVar("stop", default=())
_END: ContextVar[tuple[threading.Event, ...]] = ContextVar("end", default=())


@contextmanager
def stoppable(flag: threading.Event) -> Iterator[threading.Event]:
    """Make `check_stop` look at `flag` inside the block, as at those of the blocks around it."""
    token = _STOP.set((*_STOP.get(), flag))
    try:
        yield flag
    finally:
        _STOP.reset(token)


def stopped() -> bool:
    """Whether somebody asked the work around us to stop."""
    return any(flag.is_set() for flag in _STOP.get())


def check_stop() -> None:
    """Do nothing, or leave by `Cancelled` when the work was asked to stop."""
    if stopped():
        raise Cancelled


@contextmanager
def ending(flag: threading.Event) -> Iterator[threading.Event]:
    """Make `check_end` look at `flag` inside the block: what is being made is finished, and nothing new begun."""
    token = _END.set((*_END.get(), flag))
    try:
        yield flag
    finally:
        _END.reset(token)


def check_end() -> None:
    """Between two pieces of work: do nothing, or leave by `Cancelled` when the work was asked to stop or to end."""
    check_stop()
    if any(flag.is_set() for flag in _END.get()):
        raise Cancelled
