"""Asking workers for episodes, stopping and continuing them: where each stands, and what is in the queue."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from reelhouse.config import Settings
from reelhouse.errors import DiskFull, NotWritable, ReelhouseError, UnknownName, UsageError, Waiting
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.operations.desk import answer
from reelhouse.operations.episodes import find_entry, list_episodes, show_episode
from reelhouse.operations.faults import noted
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
from reelhouse.operations.standing import INTERRUPTED
from reelhouse.operations.working import make_again, work_off
from reelhouse.production.steps import Payer, Steps, silent
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.approvals import Asking, State
from reelhouse.storage.episodes import Salts
from reelhouse.storage.legs import Failure, Leg, Progress, Turn
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


def shown(settings: Settings, name: str) -> str:
    """Where an episode stands in the list."""
    listed, _ = list_episodes(settings)
    return next(one.status for one in listed if one.episode == name)


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


def asked_about(store: Store, name: str) -> str:
    """The key of a question about an episode that waits for its answer."""
    paper = store.papers.keep(b"{}", ".json")
    key = store.approvals.ask(Asking(name, "script", "The key", paper)).key
    store.register.stand(name, "waiting")
    return key


def test_an_approval_has_workers_go_on_with_what_they_began(name: str, settings: Settings, store: Store) -> None:
    leg = Leg(name, "asked", "w")
    store.workers.join("w")
    store.legs.take(leg)
    key = asked_about(store, name)
    store.legs.leave(leg)
    (first,) = answer(settings, [key], State.APPROVED, "anna")
    assert (first.first, first.going_on) == (True, True)
    assert (status(store, name), waiting(store)) == (QUEUED, 2)
    (second,) = answer(settings, [key], State.APPROVED, "boris")
    assert (second.first, second.going_on, waiting(store)) == (False, False, 2)


def test_an_answer_that_is_quicker_than_the_question_leaves_word(name: str, settings: Settings, store: Store) -> None:
    """A person may see what is asked before the leg that asks has ended."""
    leg = Leg(name, "asked", "w")
    store.workers.join("w")
    store.legs.take(leg)
    key = store.approvals.ask(Asking(name, "script", "The key", store.papers.keep(b"{}", ".json"))).key
    assert answer(settings, [key], State.APPROVED, "anna")[0].going_on
    assert store.legs.take(Leg(name, "approved", "w")) is Turn.LEFT_WORD
    assert store.legs.leave(leg)


def test_a_rejection_and_what_no_worker_began_go_into_no_queue(name: str, settings: Settings, store: Store) -> None:
    with store.database.writing() as connection:
        store.register.move_in(connection, name, MAKING, among=[QUEUED])
    key = asked_about(store, name)
    assert not answer(settings, [key], State.APPROVED, "anna")[0].going_on
    assert (status(store, name), waiting(store)) == ("approved", 1)


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


@pytest.mark.parametrize("rest", ["asked", "edited", "approved", "held"])
def test_whatever_nobody_makes_by_itself_goes_on_when_somebody_says_so(
    rest: str, name: str, settings: Settings, store: Store
) -> None:
    with store.database.writing() as connection:
        store.register.move_in(connection, name, rest, among=[QUEUED])
    assert resume_episode(settings, name) == name
    assert (status(store, name), waiting(store)) == (QUEUED, 2)


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


def test_a_restart_that_is_refused_is_not_remembered(name: str, settings: Settings, store: Store) -> None:
    store.register.finish(name, "rejected", Made("The key", []))
    with pytest.raises(UsageError, match="it cannot be restarted: it is rejected"):
        restart_episode(settings, name, "join")
    assert store.episodes.salts(name).again == ()
    assert waiting(store) == 1


@pytest.mark.parametrize("refresh", [False, True])
def test_what_cannot_be_queued_is_not_remembered(
    refresh: bool, name: str, settings: Settings, story: Path, store: Store
) -> None:
    """The queue's tables refuse, as they do on a full disk."""
    with store.database.writing() as connection:
        connection.execute(
            sa.text("create trigger full before insert on workflow_status begin select raise(fail, 'full'); end")
        )
    store.register.finish(name, "done", Made("The key", []))
    request = Request("stories", str(story), Path("out"), choose=("renditions=draft",), refresh=True)
    with pytest.raises(ReelhouseError, match="full"):
        start_episode(request, settings) if refresh else restart_episode(settings, name, "join")
    assert store.episodes.salts(name) == Salts()
    assert status(store, name) == "done"


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


def test_what_a_worker_left_behind_waits_for_another_one(name: str, settings: Settings, store: Store) -> None:
    store.workers.join("w")
    store.legs.take(Leg(name, "asked", "w"))
    assert shown(settings, name) == MAKING
    store.workers.leave("w")
    assert status(store, name) == MAKING
    assert shown(settings, name) == QUEUED
    event = next(iter(follow_episode(settings, name, lambda _: None)))
    assert (event.status, event.workers, event.over) == (QUEUED, 0, False)


def test_a_worker_that_gave_no_sign_of_life_of_late_makes_nothing(name: str, settings: Settings, store: Store) -> None:
    """Nobody buried it: there is nobody else."""
    store.workers.join("w")
    store.legs.take(Leg(name, "asked", "w"))
    with store.database.writing() as connection:
        connection.execute(tables.worker.update().values(seen_at=tables.worker.c.seen_at - 21_000))
    assert store.workers.living() == {"w"}
    assert shown(settings, name) == QUEUED


def test_what_nobody_makes_any_more_is_interrupted(name: str, settings: Settings, store: Store) -> None:
    with store.database.writing() as connection:
        store.register.move_in(connection, name, MAKING, among=[QUEUED])
    with Steps(store, payer=Payer(name)):
        assert shown(settings, name) == MAKING
        with pytest.raises(UsageError, match="it cannot be resumed: it is making"):
            resume_episode(settings, name)
    assert shown(settings, name) == show_episode(settings, name).listed.status == INTERRUPTED
    (event,) = follow_episode(settings, name, lambda _: None)
    assert (event.status, event.over) == (INTERRUPTED, True)
    assert resume_episode(settings, name) == name
    assert (status(store, name), waiting(store)) == (QUEUED, 2)


def test_why_one_could_not_be_made_is_remembered_until_it_is(name: str, settings: Settings, store: Store) -> None:
    with store.database.writing() as connection:
        store.register.move_in(connection, name, MAKING, among=[QUEUED])
    for _ in range(2):
        store.register.ask(find_entry(store, name).asked)
        with pytest.raises(DiskFull), noted(store, name):
            raise DiskFull("no room", where="/out", remedy="Free some space")
    (found,) = failed_episodes(settings)
    assert (found.episode, found.message, found.remedy, found.count) == (name, "no room", "Free some space", 2)
    with noted(store, name):
        store.register.finish(name, "done", Made("The key", []))
    assert failed_episodes(settings) == ()
    with pytest.raises(Waiting), noted(store, name):
        raise Waiting("choose", remedy="Choose")
    assert status(store, name) == "done"


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
