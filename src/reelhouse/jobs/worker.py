"""A worker: takes legs from the queue until it is told to end."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from reelhouse.errors import ReelhouseError
from reelhouse.jobs.helping import Helping, Lend
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.lease import Lease, clock
from reelhouse.jobs.pace import USUAL, Pace
from reelhouse.jobs.wish import Wish, anew
from reelhouse.storage import Store
from reelhouse.storage.legs import Leg, is_held_in
from reelhouse.storage.register import MAKING, QUEUED

if TYPE_CHECKING:
    from reelhouse.jobs.making import Body, Later, Making
    from reelhouse.jobs.queue import Queue
    from reelhouse.jobs.sweep import Sweeper

#: The exit code of a worker that was given up by the others: a temporary failure (EX_TEMPFAIL of sysexits.h).
GIVEN_UP = 75
#: Seconds between two looks at whether a person is in a hurry.
TICK = 0.1

#: Something that goes on beside the legs until the event is set.
Duty = Callable[[threading.Event], None]
#: Tells a person a line.
Say = Callable[[str], None]


def die() -> None:
    """End this process, without a word to anybody: others have its work."""
    os._exit(GIVEN_UP)


def to_stderr(line: str) -> None:
    """Tell a line where messages go."""
    sys.stderr.write(f"{line}\n")


def work(  # noqa: PLR0913 - a worker is told once what it does, and how
    store: Store,
    body: Body,
    wish: Wish,
    *,
    pace: Pace = USUAL,
    duties: Sequence[Duty] = (),
    lend: Lend | None = None,
    lost: Callable[[], None] = die,
    say: Say = to_stderr,
) -> None:
    """Make legs until a person wants the end.

    At the end legs finish the steps that they are at, for as long as the pace has patience, and go back to the queue.

    Args:
        store: An open store.
        body: Makes an episode.
        wish: Says when it is over.
        pace: How many legs at once, and how fast the clockwork beside them goes.
        duties: What goes on beside, each on a thread of its own.
        lend: Makes steps for other runs while there is no leg to make; without it nobody is helped.
        lost: Is called when other workers gave this one up, because it was silent for too long, or when they will.
        say: Tells a person what went wrong beside the legs, and goes on.

    Raises:
        ProviderNotInstalled: The extra with the engine is missing.
    """
    queue = open_queue(store)
    from reelhouse.jobs.making import Making  # noqa: PLC0415 - the engine, which may not be there
    from reelhouse.jobs.runner import running  # noqa: PLC0415 - as above
    from reelhouse.jobs.sweep import Sweeper  # noqa: PLC0415 - as above

    worker = uuid4().hex
    ours = replace(store, runs=replace(store.runs, worker=worker))
    making = Making(ours, worker, body, _later(store, queue))
    helping = [Helping(ours, lend, making.is_busy, pace).keep] if lend else []
    lease = Lease(store.workers, worker, pace, lost)
    sweeper = Sweeper(store, queue, lease, pace, worker, making.held)
    rounds = _rounds(making, sweeper, pace, shared=store.database.shared)
    others = [*rounds, _hurry(making, wish, pace.patience), *helping, *duties]
    kept = [_or_lost(lease, lost, say), *(_whatever_happens(duty, pace.beat, say) for duty in others)]
    with _bounded(wish, pace, lost, say):
        queue.clear()
        store.workers.join(worker)
        sweeper.sweep()
        with _threads(kept):
            with running(store.database, worker, making.run, pace):
                wish.end.wait()
                making.end.set()
            given_back = _given_back(queue, worker)
        if given_back:  # once nobody beats any more: a beat would take it for having been given up
            with suppress(ReelhouseError):
                store.workers.leave(worker)


@contextmanager
def _bounded(wish: Wish, pace: Pace, lost: Callable[[], None], say: Say) -> Iterator[None]:
    """End the process when the block does not end: what waits for a server that stands still cannot be stopped."""
    over = threading.Event()

    def watch() -> None:
        while not wish.end.wait(TICK):
            if over.is_set():
                return
        if not over.wait(pace.patience + pace.grace):
            say("the worker ends without the database, which does not answer; others take over what it had")
            lost()

    watching = threading.Thread(target=watch, name="bound of the end", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _given_back(queue: Queue, worker: str) -> bool:
    """Whether others may take what is left; while the database is away, they find out by the silence."""
    try:
        queue.hand_back(worker)
    except ReelhouseError:
        return False
    return True


def _later(store: Store, queue: Queue) -> Later:
    def ask(leg: Leg, after: int) -> None:
        with store.database.writing() as connection:
            moved = is_held_in(connection, leg) and store.register.move_in(
                connection, leg.episode, QUEUED, among=[MAKING]
            )
            if moved:
                queue.submit_in(connection, leg.episode, anew("postponed"), after=after)

    return ask


def _rounds(making: Making, sweeper: Sweeper, pace: Pace, *, shared: bool) -> list[Duty]:
    return [
        _every(pace.beat, sweeper.sweep),
        _every(pace.look, making.heed),
        _every(pace.look if shared else 2 * pace.look, making.report),  # a file has one writer at a time
    ]


def _every(seconds: float, act: Callable[[], None]) -> Duty:
    """Do it again and again; a database that is away is there another time."""

    def go(ended: threading.Event) -> None:
        while not ended.wait(seconds):
            with suppress(ReelhouseError):
                act()

    return go


def _or_lost(lease: Lease, lost: Callable[[], None], say: Say) -> Duty:
    """Without signs of life the others give this worker up: it must not go on as if it lived."""

    def go(ended: threading.Event) -> None:
        try:
            lease.keep(ended)
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody beats any more
            say(f"the worker ends, because it can give no sign of life: {_unexpected(error)}")
            lost()

    return go


def _whatever_happens(duty: Duty, wait: float, say: Say) -> Duty:
    """Go on with a duty that broke, after so many seconds; the same is said once."""

    def go(ended: threading.Event) -> None:
        said = ""
        while not ended.is_set():
            try:
                duty(ended)
            except Exception as error:  # noqa: BLE001 - whatever it is, it may have passed another time
                told = _unexpected(error)
            else:
                return
            if told != said:
                said = told
                say(told)
            ended.wait(wait)

    return go


def _unexpected(error: Exception) -> str:
    return f"unexpected: {type(error).__name__}: {error}"


@contextmanager
def _threads(duties: Sequence[Duty]) -> Iterator[None]:
    ended = threading.Event()
    threads = [threading.Thread(target=duty, args=(ended,), name=f"duty {n}") for n, duty in enumerate(duties)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _hurry(making: Making, wish: Wish, patience: float) -> Duty:
    """Once the end is wanted, stop the legs when patience is over, or at once when a person has none."""

    def go(ended: threading.Event) -> None:
        began = None
        while not ended.wait(TICK):
            if wish.end.is_set():
                began = clock() if began is None else began
                if wish.now.is_set() or clock() - began > patience:
                    making.stop_all()
                    return

    return go
