"""How a worker ends: everything beside its legs has ended before it leaves."""

import errno
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import event

from reelhouse.errors import Postponed
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.queue import Queue
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import _bounded, work
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store
from reelhouse.storage.legs import Leg
from reelhouse.storage.register import MAKING

PACE = Pace(beat=0.01, look=0.1, poll=0.1)


def test_who_was_replaced_puts_nothing_off(store: Store, queue: Queue, ask: Callable[[str], None]) -> None:
    wish = Wish()

    def body(_store: Store, _episode: str, _watch: Watcher) -> str:
        store.workers.join("another")
        store.legs.take(Leg("e", "asked", "another"))
        wish.end.set()
        raise Postponed("closed", after=90, remedy="Wait")

    ask("e")
    queue.submit("e", "asked")
    work(store, body, wish, pace=PACE)
    assert (store.legs.standings(["e"]), queue.waiting()) == ({"e": MAKING}, 0)


def test_what_goes_on_beside_goes_on_whatever_happens(store: Store) -> None:
    wish, times = Wish(), []
    said: list[str] = []

    def beside(_ended: threading.Event) -> None:
        times.append(1)
        if len(times) == 4:
            wish.end.set()
            return
        raise OSError(errno.ESTALE, f"stale {len(times) // 3}")

    work(store, lambda *_: "done", wish, pace=PACE, duties=[beside], say=said.append)
    assert len(times) == 4
    assert said == ["unexpected: OSError: [Errno 116] stale 0", "unexpected: OSError: [Errno 116] stale 1"]


@pytest.mark.parametrize("home", ["sqlite"], indirect=True)
def test_a_worker_that_cannot_beat_any_more_is_lost(store: Store) -> None:
    """The others will take what it has."""
    wish = Wish()
    said: list[str] = []

    def broken(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("UPDATE worker SET seen_at"):
            raise RuntimeError("no beat")

    event.listen(store.database.engine, "before_cursor_execute", broken)
    work(store, lambda *_: "done", wish, pace=PACE, lost=wish.end.set, say=said.append)
    assert said == ["the worker ends, because it can give no sign of life: unexpected: RuntimeError: no beat"]


def test_a_worker_is_one_until_nothing_of_it_beats_any_more(store: Store, queue: Queue) -> None:
    wish, lost, living = Wish(), threading.Event(), []

    def beside(ended: threading.Event) -> None:
        wish.end.set()
        ended.wait(30)
        living.append(len(store.workers.living()))

    work(store, lambda *_: "done", wish, pace=PACE, duties=[beside], lost=lost.set)
    assert living == [1]
    assert not lost.is_set()
    assert store.workers.living() == frozenset()


@pytest.mark.parametrize(("wanted", "longest", "told"), [(True, 0.05, 1), (True, 60.0, 0), (False, 0.05, 0)])
def test_an_end_that_does_not_come_is_not_waited_for(wanted: bool, longest: float, told: int) -> None:
    wish, lost, said = Wish(), threading.Event(), list[str]()
    with _bounded(wish, Pace(patience=0.0, grace=longest), lost.set, said.append):
        if wanted:
            wish.end.set()
        assert lost.wait(10 if told else 0.3) == bool(told)
    assert len(said) == told
