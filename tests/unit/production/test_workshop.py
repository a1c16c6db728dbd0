"""Side by side: in order, and stopped by the first failure."""

import threading

import pytest

from reelhouse.errors import Cancelled, NoVoice
from reelhouse.media.stop import check_end, check_stop, ending, stoppable, stopped
from reelhouse.production.workshop import at_once, side_by_side


def until_stopped() -> None:
    """Work that would never end by itself."""
    pause = threading.Event()
    while True:
        check_stop()
        pause.wait(0.001)


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert side_by_side(workers, list(range(20)), lambda n: n * n) == [n * n for n in range(20)]


def test_different_things_at_once_meet() -> None:
    met = threading.Barrier(3, timeout=10)
    assert at_once(2, lambda: met.wait() >= 0, lambda: [met.wait() >= 0], lambda: {met.wait() >= 0}) == (
        True,
        [True],
        {True},
    )


def test_one_worker_makes_one_thing_after_the_other() -> None:
    here = threading.get_ident()
    assert at_once(1, threading.get_ident, threading.get_ident) == (here, here)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_failure_stops_the_others_and_is_the_one_that_is_told(place: int) -> None:
    def fail() -> None:
        raise NoVoice("no voice could speak this script")

    makes = [until_stopped, until_stopped]
    makes.insert(place, fail)
    with pytest.raises(NoVoice):
        side_by_side(3, makes, lambda make: make())
    assert not stopped()


def test_who_stops_everything_stops_what_is_side_by_side() -> None:
    flag = threading.Event()
    with stoppable(flag), pytest.raises(Cancelled):
        at_once(2, until_stopped, flag.set)


def test_what_comes_to_an_end_lets_the_others_finish() -> None:
    """An end is no failure: what is being made beside is finished, and only what comes after it is not begun."""
    flag, inside, finished = threading.Event(), threading.Event(), []

    def long() -> None:
        inside.set()
        flag.wait(10)
        check_stop()
        finished.append(True)
        check_end()

    def short() -> None:
        inside.wait(10)
        flag.set()
        check_end()

    with ending(flag), pytest.raises(Cancelled):
        at_once(2, long, short)
    assert finished == [True]
    assert not stopped()
    check_end()
