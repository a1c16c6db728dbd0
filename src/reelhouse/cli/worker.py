"""`reelhouse worker` and `reelhouse serve`: making what others asked for."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.streams import harmless, tell

if TYPE_CHECKING:
    from reelhouse.jobs.wish import Wish

Jobs = Annotated[int, typer.Option("--jobs", metavar="N", min=1, max=64, help="How many episodes at once.")]


def worker(jobs: Jobs = 1) -> None:
    """Make the episodes that are in the queue, until you end it.

    The first signal lets the steps end that are being made, the second stops them; nothing that is finished is lost.
    """
    _work(jobs)


def serve(jobs: Jobs = 1) -> None:
    """Run everything that a house needs in one process: a worker, the schedules of all shows, and upkeep.

    Any number of these may run, on any number of machines: what is due is made once.
    """
    _work(jobs, serving=True)


def _work(jobs: int, *, serving: bool = False) -> None:
    from reelhouse.config.settings import load_settings
    from reelhouse.jobs.installed import demand_engine
    from reelhouse.media.memory import share_heap
    from reelhouse.operations.scheduling import keep_schedule
    from reelhouse.operations.upkeep import keep_up
    from reelhouse.operations.working import Pace, work_off

    demand_engine()
    settings = load_settings(os.environ)
    share_heap()  # a worker starts threads
    duties = [keep_schedule(settings, os.environ, _say), keep_up(settings, _say)] if serving else []
    with _wishing() as wish:
        tell("Working. End it with Ctrl-C or SIGTERM; episodes go on where they are, here or elsewhere.\n")
        work_off(settings, wish, pace=Pace(jobs=jobs), duties=duties, say=_say)


def _say(line: str) -> None:
    """A line of the log."""
    tell(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {harmless(line)}\n")


@contextmanager
def _wishing() -> Iterator[Wish]:
    """Turn the first signal into the wish to end, the second into hurry; the third ends the process."""
    from reelhouse.jobs.wish import Wish

    wish = Wish()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if wish.now.is_set():
            os._exit(128 + number)
        (wish.now if wish.end.is_set() else wish.end).set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield wish
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
