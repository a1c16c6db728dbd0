"""Asking workers for episodes, stopping and continuing them: where each stands, and what is in the queue."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import NotWritable, UnknownName, UsageError
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.operations.following import Event, failed_episodes, follow_episode
from reelhouse.operations.make import Request
from reelhouse.operations.queueing import (
    cancel_episode,
    pause_episode,
    restart_episode,
    resume_episode,
    retry_episode,
    start_episode,
)
from reelhouse.operations.working import make_again, work_off
from reelhouse.production.steps import silent
from reelhouse.storage import Store, open_store
from reelhouse.storage.legs import Failure, Leg, Progress
from reelhouse.storage.register import MAKING, QUEUED, Made

PACE = Pace(beat=0.1, look=0.1, poll=0.1)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.md"
    path.write_text("# The key\n\nI tried the old key. Then I heard someone breathing.\n", encoding="utf-8")
    return path


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


@pytest.fixture
def name(settings: Settings, story: Path, tmp_path: Path) -> str:
    """An episode that was asked for."""
    return start_episode(Request("stories", str(story), tmp_path / "out", choose=("renditions=draft",)), settings)


def status(store: Store, name: str) -> str:
    return store.legs.standings([name])[name]


def waiting(store: Store) -> int:
    return open_queue(store).waiting()


def test_an_episode_is_asked_for_with_all_that_it_needs(name: str, store: Store, tmp_path: Path) -> None:
    entry = store.register.find(name)
    assert entry is not None
    assert entry.status == QUEUED
    assert entry.asked.out == str(tmp_path / "out")
    assert entry.asked.brief["renditions"] == ["draft"]
    assert entry.asked.text is not None
    assert b"old key" in store.papers.read(entry.asked.text)
    assert waiting(store) == 1
    assert not (tmp_path / "out").exists()


def test_a_refresh_is_remembered_until_it_is_made(name: str, settings: Settings, story: Path, store: Store) -> None:
    assert store.episodes.salts(name).base == ""
    request = Request("stories", str(story), Path("out"), choose=("renditions=draft",), refresh=True)
    assert start_episode(request, settings) == name
    assert store.episodes.salts(name).base


def test_what_cannot_be_made_is_refused_at_once(settings: Settings, story: Path, store: Store) -> None:
    with pytest.raises(UnknownName, match="no style"):
        start_episode(Request("stories", str(story), Path("out"), choose=("style=none",)), settings)
    assert store.register.entries() == ()


def test_an_episode_is_paused_resumed_and_cancelled(name: str, settings: Settings, store: Store) -> None:
    assert pause_episode(settings, name[:10]) == name
    assert status(store, name) == "paused"
    with pytest.raises(UsageError, match="it cannot be paused: it is paused"):
        pause_episode(settings, name)
    assert cancel_episode(settings, name) == name
    assert status(store, name) == "cancelled"
    assert resume_episode(settings, name) == name
    assert (status(store, name), waiting(store)) == (QUEUED, 2)
    with pytest.raises(UsageError, match="it cannot be resumed: it is queued"):
        resume_episode(settings, name)


def test_what_is_made_cannot_be_stopped(name: str, settings: Settings, store: Store) -> None:
    store.register.finish(name, "done", Made("The key", []))
    for stop in (pause_episode, cancel_episode, resume_episode, retry_episode):
        with pytest.raises(UsageError, match="it is done"):
            stop(settings, name)
    assert waiting(store) == 1


def test_a_failed_episode_is_listed_and_tried_again(name: str, settings: Settings, store: Store) -> None:
    store.legs.fail(Failure(name, "asked", "join", "DiskFull", "no room", "/out", "Free some space"))
    (found,) = failed_episodes(settings)
    told = (found.episode, found.step, found.error, found.message, found.where, found.remedy, found.count)
    assert told == (name, "join", "DiskFull", "no room", "/out", "Free some space", 1)
    assert found.at.endswith("Z")
    assert retry_episode(settings, name) == name
    assert (status(store, name), waiting(store)) == (QUEUED, 2)
    assert failed_episodes(settings) == ()


def test_an_episode_is_restarted_from_a_step(name: str, settings: Settings, store: Store) -> None:
    with pytest.raises(UnknownName, match="no step 'jion'"):
        restart_episode(settings, name, "jion")
    with pytest.raises(UsageError, match="has no step 'move still'"):
        restart_episode(settings, name, "move still")
    assert store.episodes.salts(name).again == ()
    store.register.finish(name, "done", Made("The key", []))
    assert restart_episode(settings, name, "join") == name
    ((start, _),) = store.episodes.salts(name).again
    assert (start, status(store, name), waiting(store)) == ("join", QUEUED, 2)


def test_who_follows_sees_all_of_it_and_the_end(name: str, settings: Settings, store: Store) -> None:
    leg = Leg(name, "asked", "w")
    store.workers.join("w")
    deeds: list[Callable[[], object]] = [
        lambda: store.legs.take(leg),
        lambda: store.legs.note({leg: Progress(40, "mix sound", 12.0)}),
        lambda: None,
        lambda: store.register.finish(name, "done", Made("The key", [])),
    ]

    def act(_seconds: float) -> None:
        deeds.pop(0)()

    seen = list(follow_episode(settings, name, act))
    told = [(event.status, event.percent, event.step, event.left) for event in seen]
    assert told == [
        (QUEUED, 0, "", None),
        (MAKING, 0, "", None),
        (MAKING, 40, "mix sound", 12.0),
        ("done", 100, "", None),
    ]
    assert {event.workers for event in seen} == {1}


def test_who_follows_what_was_stopped_sees_how_far_it_came(name: str, settings: Settings, store: Store) -> None:
    leg = Leg(name, "asked", "w")
    store.legs.take(leg)
    store.legs.note({leg: Progress(40, "mix sound", 12.0)})
    cancel_episode(settings, name)
    (event,) = follow_episode(settings, name, lambda _: None)
    assert event == Event(episode=name, status="cancelled", percent=40)


def test_a_worker_stops_at_once_when_nothing_is_to_be_done(settings: Settings) -> None:
    wish, beside = Wish(), []
    wish.end.set()
    work_off(settings, wish, pace=PACE, duties=[lambda ended: beside.append(ended.wait(30))])
    assert beside == [True]


def test_an_episode_that_cannot_be_written_fails_before_it_is_made(
    name: str, settings: Settings, store: Store, tmp_path: Path
) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(NotWritable, match="cannot write here"):
        make_again(settings)(store, name, silent)
    assert list(store.artifacts.files()) != []
    assert store.steps.pace() == {}
