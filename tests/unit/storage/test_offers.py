"""Offers are open while their run lives and while there is a step that nobody began."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from reelhouse.storage import Store
from reelhouse.storage.offers import Offer, Offered, Terms
from reelhouse.storage.runs import Run
from reelhouse.storage.steps import Claim, Wanted

TERMS = Terms("e", "s", "salt", "1.0", 2)
STEPS = [Offered(key, {"of": key}) for key in ("a", "b", "c")]


@pytest.fixture
def run(store: Store) -> Iterator[Run]:
    begun = store.runs.begin()
    yield begun
    store.runs.end(begun)


def claim(store: Store, key: str, run: Run) -> Claim:
    met = store.steps.take(Wanted(key, "render chunk", 1), run)
    assert isinstance(met, Claim)
    return met


def test_what_is_offered_is_found_from_its_end(store: Store, run: Run) -> None:
    assert store.offers.open() == []
    store.offers.put(run.id, TERMS, STEPS)

    assert store.offers.open() == [Offer(run.id, TERMS, here=True)]
    assert store.offers.last(run.id) == STEPS[2]
    assert store.offers.last(run.id, {"c", "b"}) == STEPS[0]
    assert store.offers.last(run.id, {"a", "b", "c"}) is None
    assert store.offers.last("another run") is None


def test_a_step_that_is_made_or_claimed_is_not_offered_any_more(store: Store, run: Run) -> None:
    store.offers.put(run.id, TERMS, STEPS)
    assert store.steps.finish(claim(store, "c", run), {}, ())
    assert store.offers.last(run.id) == STEPS[1]
    other = store.runs.begin()
    claimed = claim(store, "b", other)
    assert store.offers.last(run.id) == STEPS[0]
    left = claim(store, "a", run)
    assert store.offers.open() == []

    store.steps.release(left)
    assert store.offers.last(run.id) == STEPS[0]
    store.runs.end(other)
    assert store.offers.last(run.id) == STEPS[0], "what a dead run had begun is left to the run that offers it"
    assert store.steps.take(claimed.wanted, run)


def test_an_offer_ends_with_its_run(store: Store) -> None:
    run = store.runs.begin()
    store.offers.put(run.id, TERMS, STEPS)
    store.offers.put(run.id, TERMS, [Offered("d", {})])
    assert store.offers.is_open(run.id)
    assert store.offers.last(run.id) == Offered("c", {"of": "c"})

    store.runs.end(run)
    assert not store.offers.is_open(run.id)
    assert store.offers.open() == []
    assert store.offers.last(run.id) is None


def test_the_offer_of_a_dead_worker_is_not_open(store: Store) -> None:
    store.workers.join("w")
    run = replace(store.runs, worker="w").begin()
    store.offers.put(run.id, TERMS, STEPS)
    assert len(store.offers.open()) == 1
    store.workers.leave("w")
    assert store.offers.open() == []

    store.runs.sweep()
    assert store.offers.last(run.id) is None
    run.unlock()


def test_every_run_has_its_own_offer(store: Store, run: Run) -> None:
    other = store.runs.begin()
    store.offers.put(run.id, TERMS, STEPS[:1])
    store.offers.put(other.id, TERMS, STEPS[1:])
    assert {offer.run for offer in store.offers.open()} == {run.id, other.id}
    assert store.offers.last(run.id) == STEPS[0]
    store.runs.end(other)
    assert [offer.run for offer in store.offers.open()] == [run.id]
