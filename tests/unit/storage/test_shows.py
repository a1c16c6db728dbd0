"""What everybody knows of shows: due times that are claimed once and in order, sources, pauses, terms."""

import socket
from dataclasses import replace

import pytest
import sqlalchemy as sa

from reelhouse.config.budgets import Budgets, Limits
from reelhouse.errors import BudgetExceeded
from reelhouse.storage import Store
from reelhouse.storage.budgets import Payer
from reelhouse.storage.ledger import Bill
from reelhouse.storage.shows import Due, Reading, Shows, Standing, Terms, with_shows

LIMITS = Limits.model_construct(episode=10, day=None, month=100)


def at(store: Store, moment: int) -> Shows:
    """The shows, at another time than it is."""
    return replace(store.shows, moment=sa.literal(moment, sa.BigInteger()))


def claim(store: Store, due: Due) -> bool:
    with store.database.writing() as connection:
        free = store.shows.may_claim_in(connection, "s", due.at)
        return free and store.shows.claim_in(connection, "s", due)


def test_a_due_time_is_claimed_once_and_never_before_an_earlier_one(store: Store) -> None:
    assert [claim(store, Due(at, f"e{at}")) for at in (10, 20, 20, 10, 15, 30)] == [
        True,
        True,
        False,
        False,
        False,
        True,
    ]
    assert [one.at for one in store.shows.dues("s", 2)] == [30, 20]
    with store.database.writing() as connection:
        assert not store.shows.claim_in(connection, "s", Due(30, "other"))
        assert store.shows.may_claim_in(connection, "other", 10)
    assert store.shows.dues("s", 1) == (Due(30, "e30"),)


def test_a_source_is_taken_once_by_each_show(store: Store) -> None:
    with store.database.writing() as connection:
        taken = [store.shows.take_in(connection, show, "a.md", "e") for show in ("s", "s", "t")]
    assert taken == [True, False, True]
    assert store.shows.taken("s") == {"a.md": "e"}


def test_a_plan_holds_from_the_moment_it_is_met(store: Store) -> None:
    assert store.shows.standing("s") is None
    assert at(store, 1000).meet("s", "daily", Terms()) == Standing(paused=False, since=1000)
    assert at(store, 2000).meet("s", "daily", Terms()) == Standing(paused=False, since=1000)
    assert at(store, 3000).meet("s", "daily", Terms(LIMITS)) == Standing(paused=False, since=1000)
    assert claim(store, Due(3500, "e"))
    assert at(store, 4000).meet("s", "daily", Terms(LIMITS)) == Standing(paused=False, since=3500)
    assert at(store, 5000).meet("s", "hourly", Terms(LIMITS)) == Standing(paused=False, since=5000)
    assert store.shows.standing("s") == Standing(paused=False, since=5000)


def test_a_pause_leaves_out_what_is_due_meanwhile(store: Store) -> None:
    at(store, 1000).meet("s", "daily", Terms())
    assert at(store, 2000).pause("s", paused=True)
    assert not at(store, 2500).pause("s", paused=True)
    assert not claim(store, Due(2600, "e"))
    assert at(store, 3000).pause("s", paused=False)
    assert store.shows.standing("s") == Standing(paused=False, since=3000)
    assert not store.shows.pause("unknown", paused=True)
    assert claim(store, Due(3600, "e"))


def test_terms_are_those_that_were_read_last(store: Store) -> None:
    assert store.shows.terms("s") == Terms()
    store.shows.meet("s", "daily", Terms(LIMITS, 60))
    assert store.shows.terms("s") == Terms(LIMITS, 60)
    store.shows.meet("s", "daily", Terms(approve_within=5))
    assert store.shows.terms("s") == Terms(approve_within=5)


def test_the_clock_is_that_of_the_database(store: Store) -> None:
    with store.database.reading() as connection:
        assert abs(store.shows.now() - connection.execute(sa.select(store.shows.moment)).scalar_one()) < 5000


def test_of_two_limits_the_narrower_holds(store: Store) -> None:
    store.shows.meet("s", "p", Terms(LIMITS))
    mine = Limits.model_construct(episode=20, day=5, month=None)
    settings = Budgets.model_construct(episode=None, day=None, month=None, shows={"s": mine, "t": mine})
    with store.database.reading() as connection:
        merged = with_shows(connection, settings).shows
    assert merged == {"s": Limits.model_construct(episode=10, day=5, month=100), "t": mine}


def test_the_ledger_keeps_the_budget_of_a_show(store: Store) -> None:
    store.shows.meet("s", "p", Terms(LIMITS))
    bill = Bill("1", Payer("e", "s"), "parrot", "a", "character", 1, 10, "r")
    store.ledger.reserve(bill)
    with pytest.raises(BudgetExceeded, match="an episode of s"):
        store.ledger.reserve(replace(bill, id="2", price=1))
    store.ledger.reserve(replace(bill, id="3", payer=Payer("f", "t")))
    assert [one.name for one in store.ledger.standings()] == ["a month of s"]
    store.shows.meet("s", "p", Terms(Limits.model_construct(episode=11, day=None, month=None)))
    store.ledger.reserve(replace(bill, id="4", price=1))


def test_of_machines_that_read_different_things_one_counts_while_it_works(store: Store) -> None:
    daily, hourly = Reading("daily", Terms()), Reading("hourly", Terms())
    store.workers.join("w")
    at(store, 1000).meet("s", "daily", Terms())

    assert at(store, 2000).meet("s", "hourly", Terms()).elsewhere == socket.gethostname()
    assert at(store, 2000).meet("s", "hourly", Terms(), hourly).elsewhere
    assert at(store, 2500).meet("s", "daily", Terms(LIMITS), hourly).elsewhere
    assert at(store, 3000).meet("s", "daily", Terms(), daily) == Standing(paused=False, since=1000)

    # Who reads something new, after what is noted, is not another opinion.
    assert at(store, 4000).meet("s", "hourly", Terms(), daily) == Standing(paused=False, since=4000)
    assert at(store, 5000).meet("s", "daily", Terms(), daily).elsewhere
    store.workers.leave("w")
    assert at(store, 6000).meet("s", "daily", Terms(), daily) == Standing(paused=False, since=6000)


def test_whoever_reads_the_same_stands_for_it_when_the_first_is_gone(store: Store) -> None:
    store.workers.join("w")
    at(store, 1000).meet("s", "daily", Terms())
    store.workers.leave("w")
    store.workers.join("v")
    assert not at(store, 2000).meet("s", "daily", Terms(), Reading("daily", Terms())).elsewhere
    assert at(store, 3000).meet("s", "hourly", Terms()).elsewhere
    assert store.shows.standing("s") == Standing(paused=False, since=1000)
