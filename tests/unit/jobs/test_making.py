"""What becomes of a leg, whatever its body does."""

import threading

import pytest
from sqlalchemy import event

from reelhouse.errors import Cancelled, ContentError, DatabaseAway, Postponed, Waiting
from reelhouse.jobs.making import ELSEWHERE, HALTED_BEFORE, POSTPONED, Body, Later, Making
from reelhouse.jobs.runner import LetGo
from reelhouse.media.stop import check_end, check_stop
from reelhouse.production.watch import StepRecord, Watcher
from reelhouse.storage import Store
from reelhouse.storage.legs import Leg, Turn
from reelhouse.storage.register import CANCELLED, FAILED, QUEUED

#: The file gets no page that it has not yet: SQLite then says what it says of a full disk.
NO_LARGER = "pragma max_page_count=1"


@pytest.fixture(autouse=True)
def _asked(store: Store, ask: object) -> None:
    assert callable(ask)
    ask("e")
    store.workers.join("w")


def nobody(_leg: Leg, _after: int) -> None:
    raise AssertionError


def making(store: Store, body: Body, later: Later = nobody) -> Making:
    return Making(store, "w", body, later)


def raising(error: BaseException) -> Body:
    def body(_store: Store, _episode: str, watch: Watcher) -> str:
        watch.started("join", "")
        raise error

    return body


def good(_store: Store, _episode: str, watch: Watcher) -> str:
    watch.finished(StepRecord("join", "", 1.0, cached=False, attempts=1))
    return "done"


def test_a_leg_that_is_made_is_at_a_hundred(store: Store) -> None:
    assert making(store, good).run("e", "asked") == "done"
    reached = store.legs.progress("e")
    assert reached is not None
    assert (reached.percent, reached.running) == (100, False)


def test_a_leg_that_waits_for_a_person_has_ended(store: Store) -> None:
    assert making(store, raising(Waiting("w", remedy="Choose"))).run("e", "asked") == "waiting"
    assert store.legs.take(Leg("e", "answered", "v")) is Turn.OURS
    assert store.legs.failures() == ()


def test_a_leg_that_meets_a_closed_service_asks_for_a_later_one(store: Store) -> None:
    asked: list[tuple[str, int]] = []
    closed = raising(Postponed("closed", after=90, remedy="Wait"))
    assert making(store, closed, lambda leg, after: asked.append((leg.episode, after))).run("e", "asked") == POSTPONED
    assert asked == [("e", 90)]
    assert store.legs.failures() == ()
    assert store.legs.take(Leg("e", "postponed", "v")) is Turn.OURS


def test_our_own_mistakes_are_failures_too(store: Store) -> None:
    assert making(store, raising(ZeroDivisionError("no"))).run("e", "asked") == FAILED
    (found,) = store.legs.failures()
    assert (found.kind, found.message, found.step) == ("ZeroDivisionError", "unexpected: ZeroDivisionError: no", "join")
    assert "retry" in found.remedy


def test_a_failure_names_the_step_that_its_error_names(store: Store) -> None:
    error = ContentError("bad", where="line 1", remedy="Mend it")
    error.step = "speak line"
    making(store, raising(error)).run("e", "asked")
    assert [one.step for one in store.legs.failures()] == ["speak line"]


@pytest.mark.parametrize("home", ["sqlite"], indirect=True)
def test_a_leg_whose_failure_finds_no_room_in_the_file_has_not_ended(store: Store) -> None:
    """The engine would take whatever else comes through for the end of the leg."""

    def body(_store: Store, _episode: str, _watch: Watcher) -> str:
        event.listen(store.database.engine, "checkout", lambda one, *_: one.execute(NO_LARGER))
        raise ContentError("bad" * 100_000, remedy="Mend it")

    ours = making(store, body)
    with pytest.raises(LetGo):
        ours.run("e", "asked")
    assert (store.legs.failures(), ours.episodes()) == ((), {})


@pytest.mark.parametrize("error", [DatabaseAway("away", remedy="Wait"), Cancelled()])
def test_a_leg_that_nobody_stopped_has_not_ended(error: BaseException, store: Store) -> None:
    with pytest.raises(LetGo):
        making(store, raising(error)).run("e", "asked")
    assert store.legs.failures() == ()


def test_a_leg_of_a_stopped_episode_does_nothing(store: Store) -> None:
    with store.database.writing() as connection:
        store.register.move_in(connection, "e", CANCELLED, among=[QUEUED])
    assert making(store, raising(AssertionError())).run("e", "asked") == HALTED_BEFORE


def test_a_leg_beside_another_one_leaves_word(store: Store) -> None:
    store.workers.join("v")
    store.legs.take(Leg("e", "first", "v"))
    assert making(store, raising(AssertionError())).run("e", "asked") == ELSEWHERE
    assert store.legs.leave(Leg("e", "first", "v"))


def test_a_word_that_was_left_is_heard(store: Store) -> None:
    made = []

    def body(_store: Store, episode: str, _watch: Watcher) -> str:
        made.append(episode)
        if len(made) == 1:
            store.legs.take(Leg("e", "another", "v"))
        return "done"

    assert making(store, body).run("e", "asked") == "done"
    assert made == ["e", "e"]


def test_a_leg_that_waits_to_begin_is_held(store: Store) -> None:
    ours = making(store, good)
    ended: list[str] = []
    thread = threading.Thread(target=lambda: ended.append(ours.run("e", "asked")))
    with store.database.writing():
        thread.start()
        while not ours.held():
            assert thread.is_alive()
        assert ours.held() == {("e", "asked")}
        assert ours.is_busy()
        assert not ours.episodes()
    thread.join()
    assert ended == ["done"]
    assert not ours.held()
    assert not ours.is_busy()


def test_a_leg_that_comes_again_while_it_is_made_takes_nothing_away(store: Store) -> None:
    made = []

    def body(_store: Store, _episode: str, _watch: Watcher) -> str:
        made.append(ours.held())
        if len(made) == 1:
            assert ours.run("e", "asked") == "done"
            made.append(ours.held())
        return "done"

    ours = making(store, body)
    assert ours.run("e", "asked") == "done"
    assert made == [{("e", "asked")}] * 3


def test_a_person_stops_a_leg_that_is_made(store: Store) -> None:
    inside = threading.Event()

    def body(_store: Store, _episode: str, _watch: Watcher) -> str:
        inside.set()
        while True:
            check_stop()

    ours = making(store, body)
    ended: list[str] = []
    thread = threading.Thread(target=lambda: ended.append(ours.run("e", "asked")))
    thread.start()
    inside.wait()
    ours.heed()
    ours.report()
    assert not ended
    store.register.stand("e", CANCELLED)
    ours.heed()
    thread.join()
    assert ended == [HALTED_BEFORE]
    ours.heed()


def test_the_end_lets_steps_end_and_begins_nothing(store: Store) -> None:
    def body(_store: Store, _episode: str, _watch: Watcher) -> str:
        ours.end.set()
        check_stop()
        check_end()
        raise AssertionError

    ours = making(store, body)
    with pytest.raises(LetGo):
        ours.run("e", "asked")
    with pytest.raises(LetGo):
        ours.run("e", "asked")


def test_a_stop_reaches_what_only_begins(store: Store) -> None:
    def body(_store: Store, _episode: str, _watch: Watcher) -> str:
        check_stop()
        raise AssertionError

    ours = making(store, body)
    ours.stop_all()
    ours.end.clear()
    with pytest.raises(LetGo):
        ours.run("e", "asked")
