"""Workers that are killed, frozen, ended and disturbed: every episode is made once, and nobody holds it for ever."""

import os
import signal
from pathlib import Path

import pytest

from houses import GIVEN_UP, ONCE, SPOKEN_TWICE, House
from postgres import CUT, PostgresServer
from reelhouse.storage.register import CANCELLED

#: What the two databases do alike as far as single rows go, which other tests hold them to.
BOUNDED = pytest.mark.parametrize("home", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)


def test_a_worker_is_killed_and_another_one_goes_on(house: House) -> None:
    house.ask("story")
    gate = house.gate("story", "first")
    first = house.worker("first")
    gate.read_text()
    house.worker("second")

    house.end(first, signal.SIGKILL)
    house.until(lambda: house.status("story") == "done")

    assert house.makings("story") == SPOKEN_TWICE
    assert house.made("story") == ["second"]


def test_a_frozen_worker_loses_its_episode_and_can_do_nothing_when_it_wakes(house: House) -> None:
    house.ask("story")
    gate = house.gate("story", "sleeper")
    sleeper = house.worker("sleeper")
    gate.read_text()
    house.worker("other")
    house.freeze(sleeper)

    house.until(lambda: house.status("story") == "done")
    entry = house.store.register.find("story")
    os.kill(sleeper, signal.SIGCONT)

    assert house.end(sleeper) == GIVEN_UP
    assert house.makings("story") == SPOKEN_TWICE
    assert house.made("story") == ["other"]
    assert house.store.register.find("story") == entry


def test_a_worker_that_ends_finishes_its_step_and_leaves_the_rest_to_others(house: House) -> None:
    house.ask("story")
    gate = house.gate("story", "first")
    first = house.worker("first")
    gate.read_text()
    os.kill(first, signal.SIGTERM)
    house.told("first")
    gate.write_text("go on")
    assert house.end(first) == 0
    assert house.makings("story") == {"write script": 1, "speak line": 1}
    assert house.queue.taken() == []
    assert house.store.workers.living() == frozenset()

    house.worker("second")
    house.until(lambda: house.status("story") == "done")
    assert house.makings("story") == ONCE


@BOUNDED
def test_a_second_signal_stops_what_is_being_made(house: House) -> None:
    house.ask("slow")
    first = house.worker("first")
    house.until(lambda: house.makings("slow")["speak line"] == 1)
    os.kill(first, signal.SIGTERM)
    house.told("first")
    assert house.end(first, signal.SIGTERM) == 0
    happened = [what for _, what, _ in house.log()]
    assert happened[happened.index("told") :] == ["told", "told", "stopped", "ended"]
    assert house.queue.waiting() == 1


def test_an_episode_is_cancelled_within_a_second_and_resumed(house: House, home: Path) -> None:
    house.ask("slow")
    house.worker("first")
    house.until(lambda: house.makings("slow")["speak line"] == 1)

    with house.store.database.writing() as connection:
        assert house.store.register.move_in(connection, "slow", CANCELLED, among=("making",))
    took = house.until(lambda: any(what == "stopped" for _, what, _ in house.log()))
    assert took < 1
    house.until(lambda: house.queue.taken() == [])
    assert house.status("slow") == CANCELLED

    (home / "quick").touch()
    house.ask("slow", "resumed")
    house.until(lambda: house.status("slow") == "done")
    assert house.makings("slow") == SPOKEN_TWICE


@BOUNDED
def test_what_kills_every_worker_becomes_a_dead_letter(house: House) -> None:
    house.ask("poison")
    for name in ("first", "second"):
        assert house.end(house.worker(name)) == -signal.SIGKILL
    house.ask("story")
    house.worker("third")
    house.until(lambda: house.status("story") == "done")
    house.until(lambda: house.status("poison") == "failed")

    (failure,) = house.store.legs.failures()
    assert (failure.episode, failure.kind, failure.count) == ("poison", "WorkersDied", 1)
    assert failure.step in {"", "write script", "speak line"}
    assert house.makings("poison") == {"write script": 1, "speak line": 2}
    assert house.makings("story") == ONCE
    assert house.queue.poison() == []


@BOUNDED
def test_a_failure_says_where_and_why_and_is_tried_again(house: House, home: Path) -> None:
    house.ask("broken")
    house.worker("first")
    house.until(lambda: house.status("broken") == "failed")
    house.ask("broken", "retried")
    house.until(lambda: len(house.makings("broken")) == 2 and house.makings("broken")["speak line"] == 2)
    house.until(lambda: [one.count for one in house.store.legs.failures()] == [2])
    (failure,) = house.store.legs.failures()
    told = (failure.step, failure.kind, failure.message, failure.place, failure.remedy)
    assert told == ("speak line", "ContentError", "the story is broken", "line 1", "Mend it")

    (home / "mended").touch()
    house.ask("broken", "retried again")
    house.until(lambda: house.status("broken") == "done")
    assert house.store.legs.failures() == ()
    assert house.makings("broken") == ONCE | {"speak line": 3}


@BOUNDED
def test_newer_software_goes_on_with_what_an_older_one_began(house: House) -> None:
    """Other code makes the steps in another order: nothing is stranded, and what is made is not made again."""
    house.ask("story")
    gate = house.gate("story", "old")
    old = house.worker("old")
    gate.read_text()
    house.ask("later")
    house.end(old, signal.SIGKILL)

    house.worker("new", order=["speak line", "render chunk", "write script"])
    house.until(lambda: house.status("story") == house.status("later") == "done")
    assert house.makings("story") == SPOKEN_TWICE
    assert house.makings("later") == ONCE


@BOUNDED
def test_a_newer_release_makes_again_only_what_it_makes_differently(house: House) -> None:
    """The older one ends in the middle of an episode: of two steps that it made, one was changed since."""
    house.ask("story")
    gate = house.gate("story", "old")
    old = house.worker("old")
    gate.read_text()
    os.kill(old, signal.SIGTERM)
    house.told("old")
    gate.write_text("go on")
    assert house.end(old) == 0

    house.worker("new", versions={"write script": 2, "render chunk": 2})
    house.until(lambda: house.status("story") == "done")
    assert house.makings("story") == ONCE | {"write script": 2}
    begun = [which for who, what, which in house.log() if (who, what) == ("new", "making")]
    assert begun == ["story/write script", "story/render chunk"]


@BOUNDED
def test_two_legs_of_an_episode_are_never_made_at_once(house: House) -> None:
    house.ask("story")
    gate = house.gate("story", "first")
    house.worker("first")
    gate.read_text()
    house.worker("second")
    house.ask("story", "another reason")
    house.until(lambda: house.queue.waiting() == 0 and len(house.queue.taken()) == 1)
    gate.write_text("go on")
    house.until(lambda: len(house.made("story")) == 2)

    assert house.made("story") == ["first", "first"]
    assert house.makings("story") == ONCE


@BOUNDED
def test_an_episode_that_waits_for_a_person_holds_nothing(house: House) -> None:
    house.ask("asking")
    house.worker("first")
    house.until(lambda: house.status("asking") == "waiting" and house.queue.taken() == [])
    assert house.approve("asking")
    house.until(lambda: house.status("asking") == "done")
    house.until(lambda: house.queue.taken() == [] and house.queue.waiting() == 0)
    assert len(house.made("asking")) == 1
    assert house.makings("asking") == ONCE


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_connections_are_cut_again_and_again(house: House, postgres: PostgresServer) -> None:
    house.ask("story")
    gate = house.gate("story", "first")
    house.worker("first")
    gate.read_text()
    house.worker("second")
    house.ask("another")  # who has made one is there with all that it needs
    house.until(lambda: house.status("another") == "done")
    for _ in range(5):
        postgres.run(CUT)
        house.heard()
    gate.write_text("go on")
    house.until(lambda: house.status("story") == "done")
    assert house.makings("story") == ONCE
    assert len(house.store.workers.living()) == 2
