"""What is written down while an episode is made, for those who follow it."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from finished import made
from posting import NAME, run
from reelhouse.config import Settings
from reelhouse.errors import Cancelled, ContentError, Postponed, ReelhouseError, Transient, Waiting
from reelhouse.model.artifact import Artifact
from reelhouse.operations.following import episode_log
from reelhouse.operations.happenings import NOTABLE, Scribe
from reelhouse.production.keys import Step
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Steps
from reelhouse.storage import Store, open_store


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


def told(settings: Settings) -> list[tuple[str, str]]:
    found, _ = episode_log(settings, NAME)
    return [(one.happened, one.note) for one in found]


def test_who_makes_it_what_is_tried_again_and_how_it_ends(store: Store, settings: Settings, tmp_path: Path) -> None:
    faults = [Transient("the service is busy")]

    def work(steps: Steps) -> None:
        def fail_once(scratch: Scratch) -> Artifact:
            if faults:
                raise faults.pop()
            return made(steps, "spoken", ".wav")

        steps.make(Step("speak line", 1, {}, Artifact), fail_once)

    run(store, tmp_path / "out", (), work=work)
    assert told(settings) == [("begun", ""), ("tried again", "speak line: the service is busy"), ("ended", "done")]
    found, number = episode_log(settings, NAME)
    assert f"make {os.getpid()} on " in found[0].who
    assert episode_log(settings, NAME, number) == ((), number)


def test_one_that_goes_on_where_another_died_says_so(store: Store, settings: Settings, tmp_path: Path) -> None:
    store.diary.note(NAME, "begun", "worker 1 on elsewhere")
    of_a_worker = replace(store, runs=replace(store.runs, worker="w"))
    store.workers.join("w")
    run(of_a_worker, tmp_path / "out", ())
    found, _ = episode_log(settings, NAME)
    assert [one.happened for one in found] == ["begun", "taken over", "ended"]
    assert found[1].who.startswith(f"worker {os.getpid()} on ")
    assert "/" not in found[1].who
    store.diary.note(NAME, "help failed", "worker 2 on elsewhere", "no encoder")
    run(store, tmp_path / "out", ())
    assert [one[0] for one in told(settings)][3:] == ["help failed", "begun", "ended"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ContentError("no words"), "failed: no words"),
        (Waiting("choose"), "waiting"),
        (Postponed("too often", after=90), "postponed for 90 s: too often"),
        (Cancelled(), "stopped"),
    ],
)
def test_how_one_ends_that_is_not_made(
    error: ReelhouseError | Cancelled, words: str, store: Store, settings: Settings, tmp_path: Path
) -> None:
    def work(_: Steps) -> None:
        raise error

    with pytest.raises(type(error)):
        run(store, tmp_path / "out", (), work=work)
    assert told(settings) == [("begun", ""), ("ended", words)]


def test_only_long_waits_are_worth_a_line(store: Store) -> None:
    scribe = Scribe(store, NAME, "me")
    scribe.waited("speak line", NOTABLE - 1)
    scribe.waited("speak line", 12.4)
    (found,) = store.diary.of(NAME)
    assert (found.what, found.note) == ("waited", "speak line: 12 s for its service")


def test_what_cannot_be_written_down_stops_nothing(store: Store) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("drop table happening")
    Scribe(store, NAME, "me").ended("done")
