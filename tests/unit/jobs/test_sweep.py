"""What workers do for one another: the dead are buried, and what they and broken threads left taken is free again."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from reelhouse.jobs.lease import Lease, clock
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.queue import Queue
from reelhouse.jobs.runner import LetGo, running
from reelhouse.jobs.sweep import Sweeper
from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.legs import Leg, Turn
from reelhouse.storage.register import Made

PACE = Pace(poll=0.05, lease=1.0, stranded=0.2, recoveries=1)
Ask = Callable[[str], None]


@pytest.fixture
def sweeper(store: Store, queue: Queue) -> Sweeper:
    """The sweeper of `us`, who are there and make nothing."""
    store.workers.join("us")
    return Sweeper(store, queue, Lease(store.workers, "us", PACE, lambda: None), PACE, "us", tuple)


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def leave_taken(store: Store, queue: Queue, worker: str) -> None:
    """A leg that a worker took, and whose thread died."""

    def run(_episode: str, _reason: str) -> str:
        begun.set()
        raise LetGo

    begun = threading.Event()
    with running(store.database, worker, run, PACE):
        assert begun.wait(20)
    assert [leg.worker for leg in queue.taken()] == [worker]


def test_what_the_dead_took_is_free_at_once(sweeper: Sweeper, store: Store, queue: Queue) -> None:
    queue.submit("e", "asked")
    leave_taken(store, queue, "gone")
    sweeper.sweep()
    assert (queue.taken(), queue.waiting()) == ([], 1)


def test_what_we_took_and_do_not_make_is_free_after_a_while(sweeper: Sweeper, store: Store, queue: Queue) -> None:
    queue.submit("e", "asked")
    leave_taken(store, queue, "us")
    sweeper.sweep()
    assert len(queue.taken()) == 1
    time.sleep(0.3)
    sweeper.sweep()
    assert (queue.taken(), queue.waiting()) == ([], 1)


def test_what_we_took_is_ours_for_as_long_as_a_thread_is_at_that_leg(
    sweeper: Sweeper, store: Store, queue: Queue
) -> None:
    at: list[tuple[str, str]] = [("e", "asked")]
    ours = replace(sweeper, own=lambda: at)
    queue.submit("e", "asked")
    leave_taken(store, queue, "us")
    for freed in (0, 1):
        ours.sweep()
        time.sleep(0.3)
        ours.sweep()
        assert queue.waiting() == freed
        at[:] = [("e", "another")]


def test_the_silent_are_buried_by_those_who_were_there(sweeper: Sweeper, store: Store) -> None:
    store.workers.join("silent")
    with store.database.writing() as connection:
        connection.execute(
            tables.worker.update().where(tables.worker.c.id == "silent").values(host="another", seen_at=0)
        )
    sweeper.sweep()
    assert store.workers.living() == {"us", "silent"}
    for ago in range(30, -1, -1):
        sweeper.lease.beaten(clock() - ago / 10)
    sweeper.sweep()
    assert store.workers.living() == {"us"}


def test_poison_is_written_down_once_and_forgotten_by_the_engine(
    sweeper: Sweeper, store: Store, queue: Queue, ask: Ask
) -> None:
    ask("e")
    store.legs.take(Leg("e", "asked", "us"))  # which is alive, and let it go
    queue.submit("e", "asked")
    for worker in ("first", "second"):
        leave_taken(store, queue, worker)
        sweeper.sweep()
    with running(store.database, "third", lambda _episode, _reason: "done", PACE):
        until(queue.poison)
    sweeper.sweep()
    sweeper.sweep()
    (found,) = store.legs.failures()
    assert (found.kind, found.count, found.leg) == ("WorkersDied", 1, "asked")
    assert "2 times one after another" in found.message
    assert queue.poison() == []
    assert store.legs.take(Leg("e", "retried", "us")) is Turn.OURS


def test_what_broke_is_told_as_it_is(sweeper: Sweeper, store: Store, queue: Queue, ask: Ask) -> None:
    def broken(_episode: str, _reason: str) -> str:
        raise ZeroDivisionError("no such thing")

    for episode in ("made", "unmade"):
        ask(episode)
        queue.submit(episode, "asked")
    store.register.finish("made", "done", Made("", []))
    with running(store.database, "first", broken, PACE):
        until(lambda: len(queue.poison()) == 2)
    sweeper.sweep()
    (found,) = store.legs.failures()
    assert (found.episode, found.kind) == ("unmade", "LegBroken")
    assert "no such thing" in found.message
    assert "died" not in found.message
    assert store.legs.standings(["made"]) == {"made": "done"}
