"""One leg of an episode at a time, how far it is, and why it failed."""

import pytest

from reelhouse.storage import Store
from reelhouse.storage.legs import Failure, Leg, Progress, Turn
from reelhouse.storage.register import CANCELLED, FAILED, MAKING, PAUSED, QUEUED, Asked

FIRST, SECOND = Leg("e", "asked", "w"), Leg("e", "approved", "v")


@pytest.fixture(autouse=True)
def _asked(store: Store) -> None:
    for episode in ("e", "f"):
        asked = Asked(episode, "stories", "s", "-", "", {}, "out", kit=False, text=None)
        with store.database.writing() as connection:
            store.register.ask_in(connection, asked, QUEUED)
    for worker in ("w", "v"):
        store.workers.join(worker)


def status(store: Store) -> str:
    return store.legs.standings(["e"])["e"]


def stand(store: Store, there: str) -> None:
    with store.database.writing() as connection:
        assert store.register.move_in(connection, "e", there, among=[status(store)])


def failure(leg: str, message: str = "m") -> Failure:
    return Failure("e", leg, "join", "DiskFull", message, "/out", "Free some space")


def test_a_leg_is_taken_once_and_who_comes_leaves_word(store: Store) -> None:
    assert store.legs.take(FIRST) is Turn.OURS
    assert status(store) == MAKING
    assert store.legs.take(SECOND) is Turn.LEFT_WORD
    assert store.legs.leave(FIRST)
    assert store.legs.take(FIRST) is Turn.OURS
    assert not store.legs.leave(FIRST)
    assert store.legs.take(SECOND) is Turn.OURS


def test_the_leg_of_a_dead_worker_is_anybodys(store: Store) -> None:
    store.legs.take(FIRST)
    store.workers.leave("w")
    assert store.legs.take(SECOND) is Turn.OURS
    store.legs.note({FIRST: Progress(50, "join", None)})
    assert not store.legs.leave(FIRST)
    reached = store.legs.progress("e")
    assert reached is not None
    assert (reached.percent, reached.running) == (0, True)


def test_the_same_leg_comes_again_after_a_take_over(store: Store) -> None:
    store.legs.take(FIRST)
    again = Leg("e", "asked", "v")
    assert store.legs.take(again) is Turn.OURS
    assert not store.legs.leave(FIRST)
    assert store.legs.take(Leg("e", "another", "w")) is Turn.LEFT_WORD


@pytest.mark.parametrize("halted", [CANCELLED, PAUSED])
def test_what_a_person_stopped_is_not_taken(halted: str, store: Store) -> None:
    stand(store, halted)
    assert store.legs.take(FIRST) is Turn.HALTED
    assert status(store) == halted
    assert store.legs.progress("e") is None


def test_progress_is_written_for_many_at_once(store: Store) -> None:
    other = Leg("f", "asked", "w")
    for leg in (FIRST, other):
        store.legs.take(leg)
    store.legs.note({})
    store.legs.note({FIRST: Progress(50, "join", 12.34), other: Progress(7, "mix sound", None)})
    first, second = store.legs.progress("e"), store.legs.progress("f")
    assert first is not None
    assert second is not None
    assert (first.percent, first.step, first.left, first.running) == (50, "join", 12.3, True)
    assert (second.percent, second.step, second.left) == (7, "mix sound", None)
    store.legs.leave(FIRST)
    ended = store.legs.progress("e")
    assert ended is not None
    assert (ended.percent, ended.running) == (50, False)
    assert ended.at >= first.at


def test_failures_are_counted_by_leg_until_the_episode_is_made(store: Store) -> None:
    for leg in ("one", "one", "two"):
        store.legs.fail(failure(leg, f"said of {leg}"))
    (found,) = store.legs.failures()
    assert (found.message, found.count, found.step, found.place) == ("said of two", 2, "join", "/out")
    assert found.at > 0
    assert status(store) == FAILED

    stand(store, "done")
    assert store.legs.failures() == ()
    store.legs.absolve("e")
    store.legs.fail(failure("three"))
    assert [one.count for one in store.legs.failures()] == [1]


def test_what_another_worker_took_over_is_not_failed_or_absolved_by_the_first(store: Store) -> None:
    store.legs.take(FIRST)
    store.workers.leave("w")
    store.legs.take(Leg("e", "asked", "v"))
    store.legs.fail(failure("asked"), "w")
    assert (status(store), store.legs.failures()) == (MAKING, ())
    store.legs.fail(failure("asked"), "v")
    assert status(store) == FAILED
    store.legs.absolve("e", FIRST)
    assert len(store.legs.failures()) == 1
    store.legs.absolve("e", Leg("e", "asked", "v"))
    assert store.legs.failures() == ()


def test_a_leg_that_is_given_up_is_in_nobodys_way(store: Store) -> None:
    """Its last worker may have let it go, and live."""
    store.legs.take(FIRST)
    store.legs.give_up(failure("asked"))
    assert [one.leg for one in store.legs.failures()] == ["asked"]
    assert store.legs.take(SECOND) is Turn.OURS


@pytest.mark.parametrize("there", ["done", "held", "waiting", CANCELLED])
def test_what_is_made_or_with_a_person_is_not_given_up(there: str, store: Store) -> None:
    store.legs.take(FIRST)
    stand(store, there)
    store.legs.give_up(failure("asked"))
    assert status(store) == there
    stand(store, FAILED)
    assert store.legs.failures() == ()


def test_what_another_leg_makes_is_not_given_up_for_the_first(store: Store) -> None:
    store.legs.take(SECOND)
    store.legs.give_up(failure("asked"))
    assert (status(store), store.legs.failures()) == (MAKING, ())


def test_why_it_failed_is_not_replaced_by_its_being_given_up(store: Store) -> None:
    store.legs.fail(failure("asked", "the cause"))
    store.legs.give_up(failure("asked", "it broke"))
    assert [one.message for one in store.legs.failures()] == ["the cause"]


def test_a_leg_that_was_let_go_and_stopped_is_in_nobodys_way(store: Store) -> None:
    store.legs.take(FIRST)
    stand(store, PAUSED)
    assert store.legs.take(FIRST) is Turn.HALTED
    stand(store, QUEUED)
    assert store.legs.take(SECOND) is Turn.OURS


def test_a_failure_does_not_wake_what_a_person_stopped(store: Store) -> None:
    stand(store, CANCELLED)
    store.legs.fail(failure("one"))
    assert status(store) == CANCELLED


def test_an_episode_moves_only_from_where_it_may(store: Store) -> None:
    with store.database.writing() as connection:
        assert not store.register.move_in(connection, "e", PAUSED, among=(MAKING,))
        assert store.register.move_in(connection, "e", PAUSED, among=(MAKING, QUEUED))
    assert status(store) == PAUSED


def test_nothing_is_known_of_episodes_that_nobody_asked_for(store: Store) -> None:
    assert store.legs.standings(["x"]) == {}
    assert store.legs.progress("x") is None
