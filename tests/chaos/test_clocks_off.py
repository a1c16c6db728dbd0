"""Machines whose clocks are hours off: everything between them goes by the database's clock."""

import signal

import pytest

from houses import ONCE, PACE, SPOKEN_TWICE, House

pytestmark = pytest.mark.parametrize("home", ["postgresql"], indirect=True)
HOURS = 3


def test_nobody_is_given_up_for_a_wrong_clock_and_the_dead_are(house: House) -> None:
    house.ask("story")
    gate = house.gate("story", "ahead")
    ahead = house.worker("ahead", ahead=HOURS)
    gate.read_text()
    house.worker("behind", ahead=-HOURS)
    house.worker("right")
    house.until(lambda: len(house.store.workers.living()) == 3)
    house.steady()
    house.steady()
    assert len(house.store.workers.living()) == 3
    assert house.makings("story") == {"write script": 1, "speak line": 1}

    house.end(ahead, signal.SIGKILL)
    took = house.until(lambda: house.status("story") == "done")
    assert took < PACE["lease"] + 20
    assert house.makings("story") == SPOKEN_TWICE
    assert len(house.made("story")) == 1


@pytest.mark.parametrize(
    ("asks", "takes"),
    [
        (HOURS, -HOURS),
        pytest.param(-HOURS, HOURS, marks=pytest.mark.slow),
        pytest.param(HOURS, HOURS, marks=pytest.mark.slow),
    ],
)
def test_what_is_postponed_waits_as_long_as_it_should(house: House, asks: int, takes: int) -> None:
    """Asked for by one machine, and taken by another one."""
    house.ask("later")
    first = house.worker("first", ahead=asks)
    house.until(lambda: house.begun("later") == 1)
    house.until(lambda: house.status("later") == "queued" and house.queue.taken() == [])
    house.end(first, signal.SIGKILL)
    house.worker("second", ahead=takes)
    took = house.until(lambda: house.status("later") == "done")
    assert 2 < took < 20
    assert house.begun("later") == 2
    assert house.makings("later") == ONCE


def test_a_wrong_clock_removes_nothing_that_others_use(house: House) -> None:
    """A machine that is ahead clears up while another one works."""
    house.ask("story")
    gate = house.gate("story", "right")
    house.worker("right")
    gate.read_text()
    house.tidy(hours=HOURS)
    gate.write_text("go on")
    house.until(lambda: house.status("story") == "done")
    assert house.makings("story") == ONCE
