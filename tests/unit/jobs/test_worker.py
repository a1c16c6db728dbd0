"""How a worker ends: everything beside its legs has ended before it leaves."""

import threading

from reelhouse.jobs.pace import Pace
from reelhouse.jobs.queue import Queue
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.storage import Store


def test_a_worker_is_one_until_nothing_of_it_beats_any_more(store: Store, queue: Queue) -> None:
    wish, lost, living = Wish(), threading.Event(), []

    def beside(ended: threading.Event) -> None:
        wish.end.set()
        ended.wait(30)
        living.append(len(store.workers.living()))

    pace = Pace(beat=0.01, look=0.1, poll=0.1)
    work(store, lambda *_: "done", wish, pace=pace, duties=[beside], lost=lost.set)
    assert living == [1]
    assert not lost.is_set()
    assert store.workers.living() == frozenset()
