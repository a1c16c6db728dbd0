"""Trying again: how long, how often, and never after a stop."""

import threading
import time

import pytest

from reelhouse.errors import Cancelled, Postponed, Transient
from reelhouse.media.retry import USUAL, RetryPolicy, pause
from reelhouse.media.stop import stoppable


def test_waits_are_bounded_and_doubling_and_as_long_as_asked() -> None:
    drawn: list[tuple[float, float]] = []
    slept: list[float] = []

    def jitter(low: float, high: float) -> float:
        drawn.append((low, high))
        return high / 2

    policy = RetryPolicy(tries=12, jitter=jitter, sleep=slept.append)
    for failures in range(1, 10):
        policy.wait(failures, Transient("busy", retry_after=9 if failures == 2 else 0))

    assert [high for _, high in drawn] == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    assert {low for low, _ in drawn} == {0.0}
    assert slept == [0.25, 9, 1, 2, 4, 8, 16, 30, 30]


def test_the_last_failure_comes_through() -> None:
    error = Transient("busy")
    slept: list[float] = []
    policy = RetryPolicy(tries=3, sleep=slept.append)
    policy.wait(1, error)
    policy.wait(2, error)

    with pytest.raises(Transient) as raised:
        policy.wait(3, error)

    assert raised.value is error
    assert len(slept) == 2


@pytest.mark.parametrize(("asked", "told"), [(61, "61 seconds"), (7200, "120 minutes")])
def test_what_is_too_far_off_is_not_waited_for(asked: int, told: str) -> None:
    slept: list[float] = []
    policy = RetryPolicy(sleep=slept.append)
    policy.wait(1, Transient("busy", retry_after=60))
    with pytest.raises(Postponed, match="busy") as raised:
        policy.wait(1, Transient("busy", retry_after=asked))
    assert slept == [60]
    assert raised.value.after == asked
    assert told in raised.value.remedy
    assert isinstance(raised.value.__cause__, Transient)
    with pytest.raises(Postponed) as raised:
        policy.hold(60.2, "closed")
    assert raised.value.after == 61


def test_usually_five_tries() -> None:
    assert USUAL.tries == 5
    assert all(0 <= USUAL.jitter(0.0, 2.0) <= 2 for _ in range(50))


def test_a_pause_takes_its_time() -> None:
    begun = time.monotonic()
    pause(0.02)
    pause(-1)

    assert time.monotonic() - begun >= 0.02


def test_a_pause_ends_when_the_work_is_stopped() -> None:
    flag = threading.Event()
    timer = threading.Timer(0.05, flag.set)
    timer.start()
    begun = time.monotonic()

    with stoppable(flag), pytest.raises(Cancelled):
        pause(60)

    assert time.monotonic() - begun < 10
    timer.join()
