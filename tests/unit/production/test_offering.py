"""Chunks that others make: claimed once, the same bytes, and nothing that depends on anybody's help."""

import os
import threading
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import Cancelled, ContentError
from reelhouse.media.stop import stoppable
from reelhouse.model.layout import Layout
from reelhouse.production.chunks import RENDER, Camera, Footage, chunk_step
from reelhouse.production.offering import code, lend_a_hand, offered
from reelhouse.production.rehearsal import Rehearsal
from reelhouse.production.shoot import shoot
from reelhouse.production.steps import Payer, StepRecord, Steps, Watcher, silent
from reelhouse.production.workshop import Workshop
from reelhouse.render.content import Chunk
from reelhouse.render.plan import plan
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.offers import Offer
from strips import strip

FILM = strip(6)


class Told:
    """A watcher that keeps how far chunks were said to be."""

    def __init__(self) -> None:
        self.reached: dict[str, int] = {}
        self.enough = threading.Event()

    def expected(self, name: str, units: object) -> None: ...

    def started(self, name: str, label: str) -> None: ...

    def progressed(self, name: str, label: str, done: int, total: int) -> None:
        self.reached[label] = done
        self.enough.set()

    def finished(self, record: StepRecord) -> None:
        self.reached.pop(record.label, None)


@pytest.fixture
def settings(store: Store) -> Settings:
    return Settings(home=store.home, workers=1)


@pytest.fixture(autouse=True)
def _four_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four cores, whatever machine this is."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)


@pytest.fixture
def working(store: Store) -> Store:
    """The store of a worker, beside which there is another one."""
    store.workers.join("owner")
    store.workers.join("helper")
    return replace(store, runs=replace(store.runs, worker="owner"))


def helping(store: Store) -> Store:
    return replace(store, runs=replace(store.runs, worker="helper"))


def shop_of(store: Store, settings: Settings, watch: Watcher = silent) -> Workshop:
    return Workshop(Steps(store, watch=watch, payer=Payer("e", "s")), store, settings, "stories/e")


def labelled(layout: Layout) -> dict[str, Chunk]:
    return {str(number): chunk for number, chunk in enumerate(plan(layout))}


@pytest.fixture
def shop(working: Store, settings: Settings) -> Iterator[Workshop]:
    opened = shop_of(working, settings)
    yield opened
    opened.steps.close()


def made_by(store: Store) -> int:
    """How many different runs made chunks."""
    return len({found.holder for key in keys(FILM, store) if (found := store.steps.find(key))})


def keys(layout: Layout, store: Store) -> list[str]:
    with Steps(store) as steps:
        return [steps.wanted(chunk_step(chunk)).key for chunk in plan(layout)]


def only_offer(store: Store) -> Offer:
    (offer,) = store.offers.open()
    return offer


def test_a_helper_makes_what_nobody_began_and_the_run_finds_it(shop: Workshop, settings: Settings) -> None:
    store = shop.store
    with offered(shop, labelled(FILM)):
        own = Camera(shop).shoot(plan(FILM)[0], "first")
        offer = only_offer(store)
        assert lend_a_hand(settings, helping(store), offer)
        assert store.offers.open() == []
    footage = shoot(shop, FILM, "film")

    assert footage[0] == own
    assert made_by(store) == 2
    assert [record.cached for record in shop.steps.records] == [False, *[True] * 6]
    assert shop.steps.keys == set(keys(FILM, store))


def test_the_bytes_are_those_of_a_run_without_help(shop: Workshop, settings: Settings, tmp_path: Path) -> None:
    with offered(shop, labelled(FILM)):
        lend_a_hand(settings, helping(shop.store), only_offer(shop.store))
    helped = shoot(shop, FILM, "film")
    alone = Settings(home=tmp_path / "alone", workers=1)
    with open_store(alone) as store:
        plain = shop_of(store, alone)
        assert shoot(plain, FILM, "film") == helped
        assert not any(record.cached for record in plain.steps.records)
        assert store.offers.open() == []
        plain.steps.close()


def test_what_a_helper_makes_is_counted_for_the_episode(shop: Workshop, settings: Settings) -> None:
    with offered(shop, labelled(FILM)):
        lend_a_hand(settings, helping(shop.store), only_offer(shop.store))
    with shop.store.database.reading() as connection:
        (row,) = connection.execute(tables.volume.select()).all()
    assert (row.episode, row.show, row.service) == ("e", "s", "encoder")
    assert row.quantity == 6000  # milliseconds of 180 frames


@pytest.mark.parametrize("chunks", [5, 6])
def test_a_few_chunks_are_not_offered(shop: Workshop, chunks: int) -> None:
    with offered(shop, labelled(strip(chunks))):
        assert len(shop.store.offers.open()) == (chunks == 6)


def test_chunks_that_are_made_are_not_offered(shop: Workshop) -> None:
    Camera(shop).shoot(plan(FILM)[0], "")
    with offered(shop, labelled(FILM)):
        assert shop.store.offers.open() == []


def test_without_any_worker_nothing_is_offered(store: Store, settings: Settings) -> None:
    shop = shop_of(store, settings)
    with offered(shop, labelled(FILM)):
        assert store.offers.open() == []
    store.workers.join("w")
    with offered(shop, labelled(FILM)):
        assert len(store.offers.open()) == 1
    shop.steps.close()


def test_a_rehearsal_calls_nobody(working: Store, settings: Settings) -> None:
    with Rehearsal(working) as steps:
        shop = Workshop(steps, working, settings, "stories/e")
        with offered(shop, labelled(FILM)):
            assert working.offers.open() == []
        assert len(shoot(shop, FILM, "film")) == 6
        assert steps.forecast().steps == {RENDER: 6}
    assert working.steps.pace() == {}


def test_cores_that_the_run_uses_are_not_used_twice(shop: Workshop, settings: Settings) -> None:
    with offered(shop, labelled(FILM)):
        offer = only_offer(shop.store)
    full = replace(offer, terms=replace(offer.terms, threads=4))
    assert not lend_a_hand(settings, helping(shop.store), full)
    assert made_by(shop.store) == 0
    assert lend_a_hand(settings, helping(shop.store), replace(full, here=False))
    assert made_by(shop.store) == 1


def test_other_software_does_not_help(shop: Workshop, settings: Settings) -> None:
    assert code() == version("reelhouse")
    with offered(shop, labelled(FILM)):
        offer = only_offer(shop.store)
        other = replace(offer, terms=replace(offer.terms, code="0"))
        assert not lend_a_hand(settings, helping(shop.store), other)
        salted = replace(offer, terms=replace(offer.terms, salt="what gives other keys"))
        with pytest.raises(ContentError, match="drawn otherwise"):
            lend_a_hand(settings, helping(shop.store), salted)
    assert made_by(shop.store) == 0


def test_a_helper_that_is_stopped_leaves_nothing_claimed(shop: Workshop, settings: Settings) -> None:
    flag = threading.Event()
    flag.set()
    with offered(shop, labelled(FILM)):
        offer = only_offer(shop.store)
        with stoppable(flag), pytest.raises(Cancelled):
            lend_a_hand(settings, helping(shop.store), offer)
        assert shop.store.offers.last(offer.run)
    assert len(shoot(shop, FILM, "film")) == 6


def test_the_watcher_hears_of_chunks_that_others_made(working: Store, settings: Settings) -> None:
    told = Told()
    shop = shop_of(working, settings, told)
    with offered(shop, labelled(FILM)):
        lend_a_hand(settings, helping(working), only_offer(working))
        assert told.enough.wait(20)
        assert set(told.reached.values()) == {30}
        footage: Footage = Camera(shop).shoot(plan(FILM)[0], "0")
        assert footage.frames == 30
        assert "0" not in told.reached
    shop.steps.reached(RENDER, "0", 30, 30)
    assert "0" not in told.reached
    shop.steps.close()
