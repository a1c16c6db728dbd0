"""A worker helps while it has nothing else to do, and what happens while it does harms nobody."""

import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

import reelhouse.storage.schema as tables
from reelhouse.errors import ContentError
from reelhouse.jobs.helping import Helping, Lend
from reelhouse.jobs.pace import Pace
from reelhouse.media.retry import pause
from reelhouse.storage import Store
from reelhouse.storage.moment import now
from reelhouse.storage.offers import Offer, Offered, Terms
from reelhouse.storage.pulse import LEASE
from reelhouse.storage.runs import Run

TERMS = Terms("e", "s", "", "1.0", 1)
PACE = Pace(look=0.02, poll=0.02)


class Hand:
    """Lends a hand as it is told, and notes to whom."""

    def __init__(self, act: Callable[[Offer], bool] = lambda _: True) -> None:
        self._act = act
        self.lent: list[str] = []

    def __call__(self, _: Store, offer: Offer) -> bool:
        self.lent.append(offer.run)
        return self._act(offer)


@pytest.fixture
def run(store: Store) -> Iterator[Run]:
    begun = store.runs.begin()
    store.offers.put(begun.id, TERMS, [Offered("a", {})])
    yield begun
    store.runs.end(begun)


def helping(store: Store, lend: Lend, busy: Callable[[], bool] = lambda: False) -> Helping:
    return Helping(store, lend, busy, PACE)


def refuse(_: Offer) -> bool:
    raise ContentError("the chunk is drawn otherwise here", remedy="Use the same version")


def break_down(_: Offer) -> bool:
    raise ZeroDivisionError


def test_who_is_busy_helps_nobody(store: Store, run: Run) -> None:
    hand = Hand()
    helping(store, hand, lambda: True).once()
    assert hand.lent == []
    helping(store, hand).once()
    assert hand.lent == [run.id]


def test_what_is_not_for_us_is_left_and_the_next_one_looked_at(store: Store, run: Run) -> None:
    other = store.runs.begin()
    store.offers.put(other.id, replace(TERMS, code="2.0"), [Offered("b", {})])
    hand = Hand(lambda offer: offer.terms.code == "2.0")
    helps = helping(store, hand)
    helps.once()
    assert hand.lent[-1] == other.id
    assert len(hand.lent) in {1, 2}
    store.runs.end(other)
    helps.once()
    assert hand.lent[-1] == run.id


@pytest.mark.parametrize("fault", [refuse, break_down])
def test_who_could_not_help_does_not_try_again(store: Store, run: Run, fault: Callable[[Offer], bool]) -> None:
    hand = Hand(fault)
    helps = helping(store, hand)
    helps.once()
    helps.once()
    assert hand.lent == [run.id]
    (told,) = store.diary.of(TERMS.episode)
    assert told.what == "help failed"
    assert told.who.startswith(f"worker {os.getpid()} on ")
    assert told.note in {"the chunk is drawn otherwise here", "ZeroDivisionError"}

    other = store.runs.begin()
    store.offers.put(other.id, TERMS, [Offered("b", {})])
    helps.once()
    assert hand.lent == [run.id, other.id]
    store.runs.end(other)


@pytest.mark.parametrize("why", ["a leg of its own", "the other run is over"])
def test_help_is_stopped_when_something_else_is_to_be_done(store: Store, why: str) -> None:
    run, leg, helped = store.runs.begin(), threading.Event(), threading.Event()
    store.offers.put(run.id, TERMS, [Offered("a", {})])

    def last_long(_: Offer) -> bool:
        helped.set()
        pause(60)
        pytest.fail("nobody stopped it")

    helps = helping(store, Hand(last_long), leg.is_set)
    thread = threading.Thread(target=helps.once)
    thread.start()
    assert helped.wait(20)
    if why == "the other run is over":
        store.runs.end(run)
    else:
        leg.set()
    thread.join(20)
    assert not thread.is_alive()
    if why == "a leg of its own":
        leg.clear()
        hand = Hand()
        Helping(store, hand, leg.is_set, PACE).once()
        assert hand.lent == [run.id]
        store.runs.end(run)


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_an_owner_that_falls_silent_is_not_waited_for(store: Store) -> None:
    """A leg of one's own would have to wait as long."""
    run, helped = store.runs.begin(), threading.Event()
    store.offers.put(run.id, TERMS, [Offered("a", {})])
    patient = replace(store, offers=replace(store.offers, runs=replace(store.runs, again=60)))

    def last_long(_: Offer) -> bool:
        run.ended.set()  # its pulse
        with store.database.writing() as connection:
            silent = now() - round((LEASE + 1) * 1000)
            connection.execute(tables.run.update().values(host="another", pid=1, seen_at=silent))
        helped.set()
        pause(60)
        pytest.fail("nobody stopped it")

    thread = threading.Thread(target=helping(patient, Hand(last_long)).once)
    thread.start()
    assert helped.wait(20)
    thread.join(20)
    assert not thread.is_alive()
    store.runs.end(run)


def test_it_looks_again_and_again_until_the_end(store: Store, run: Run) -> None:
    ended, enough = threading.Event(), threading.Event()

    def count(_: Offer) -> bool:
        if len(hand.lent) == 3:
            enough.set()
        return True

    hand = Hand(count)
    thread = threading.Thread(target=helping(store, hand).keep, args=(ended,))
    thread.start()
    assert enough.wait(20)
    ended.set()
    thread.join(20)
    assert not thread.is_alive()
    assert set(hand.lent) == {run.id}
