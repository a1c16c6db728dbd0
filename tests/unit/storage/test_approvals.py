"""What waits for people: asked once, decided once, by whoever was first, on each kind of database."""

import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.config import Settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage import Store, open_store
from reelhouse.storage.approvals import Asking, State, Verdict
from reelhouse.storage.register import Asked, Made

WHO_IS_FIRST = """
import sys
from pathlib import Path
from pydantic import SecretStr
from reelhouse.config import Settings
from reelhouse.storage import open_store
from reelhouse.storage.approvals import State
home, database, key, who = sys.argv[1:]
settings = Settings(home=Path(home), database=SecretStr(database) if database else None)
with open_store(settings) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    done = store.approvals.decide(key, State.APPROVED, who)
    print(done.first, done.approval.who)
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from pydantic import SecretStr
import reelhouse.storage.schema as tables
from reelhouse.config import Settings
from reelhouse.storage import open_store
from reelhouse.storage.approvals import State
home, database, key = sys.argv[1:]

def die(connection, episode):
    connection.execute(tables.export.insert().values(folder="f", name="n", story=episode))
    os.kill(os.getpid(), signal.SIGKILL)

with open_store(Settings(home=Path(home), database=SecretStr(database) if database else None)) as store:
    store.approvals.decide(key, State.APPROVED, "anna", then=die)
"""


def place(settings: Settings) -> tuple[str, str]:
    """Where a process of its own finds the same store."""
    return str(settings.home), settings.database.get_secret_value() if settings.database else ""


def paper(words: str) -> Artifact:
    return Artifact(sha256=sha256(words.encode()).hexdigest(), kind=Kind.DOCUMENT, suffix=".json", size=1)


def asking(words: str = "a", episode: str = "stories-1", gate: str = "script", within: int | None = None) -> Asking:
    return Asking(episode, gate, f"Title of {words}", paper(words), within)


def begin(store: Store, episode: str = "stories-1") -> None:
    store.register.ask(Asked(episode, "stories", "stories/a", "/a.md", "a.md", {}, "/out", kit=False, text=None))


def status(store: Store, episode: str = "stories-1") -> str:
    entry = store.register.find(episode)
    assert entry is not None
    return entry.status


def test_the_same_is_asked_once_and_its_episode_waits(store: Store) -> None:
    begin(store)
    first, again = store.approvals.ask(asking()), store.approvals.ask(asking())
    assert first == again
    assert (first.state, first.title, first.paper, first.due_at) == (State.OPEN, "Title of a", paper("a"), 0)
    assert abs(first.asked_at / 1000 - time.time()) < 60
    assert (store.approvals.waiting(), status(store)) == ((first,), "waiting")
    assert store.approvals.find(first.key) == first
    assert store.approvals.find("none") is None


@pytest.mark.parametrize("verdict", [State.APPROVED, State.REJECTED])
def test_the_first_answer_counts_and_later_ones_hear_whose_it_was(store: Store, verdict: Verdict) -> None:
    begin(store)
    key = store.approvals.ask(asking()).key
    first = store.approvals.decide(key, verdict, "anna", "fine")
    later = store.approvals.decide(key, State.REJECTED, "ben", "no")
    assert first is not None
    assert later is not None
    assert (first.first, later.first) == (True, False)
    assert first.approval == later.approval
    assert (later.approval.who, later.approval.note, later.approval.state) == ("anna", "fine", verdict)
    assert later.approval.decided_at >= later.approval.asked_at
    assert (store.approvals.waiting(), status(store)) == ((), verdict.value)
    assert store.approvals.ask(asking()).state is verdict
    assert store.approvals.decide("none", State.APPROVED, "anna") is None


def test_what_replaces_it_is_asked_anew_and_what_comes_back_too(store: Store) -> None:
    begin(store)
    old, other = store.approvals.ask(asking("a")), store.approvals.ask(asking("film", gate="release"))
    new = store.approvals.ask(asking("b"))
    assert [one.key for one in store.approvals.waiting()] == [other.key, new.key]
    late = store.approvals.decide(old.key, State.APPROVED, "anna")
    assert late is not None
    assert (late.first, late.approval.state) == (False, State.OUTDATED)
    store.approvals.ask(asking("a"))
    assert [one.key for one in store.approvals.waiting()] == [other.key, old.key]
    assert [one.state for one in store.approvals.of("stories-1")].count(State.OUTDATED) == 1


def test_an_episode_has_its_title_from_what_waits_until_it_is_made(store: Store) -> None:
    begin(store)
    store.approvals.ask(asking("a"))
    store.approvals.ask(asking("b"))
    assert [one.title for one in store.register.entries()] == ["Title of a"]


def test_nothing_of_a_finished_episode_waits(store: Store) -> None:
    begin(store)
    key = store.approvals.ask(asking()).key
    store.register.finish("stories-1", "done", Made("A key", []))
    assert (store.approvals.waiting(), status(store)) == ((), "done")
    late = store.approvals.decide(key, State.APPROVED, "anna")
    assert late is not None
    assert (late.first, status(store)) == (False, "done")


def test_an_approval_stands_for_what_was_shown(store: Store) -> None:
    key = store.approvals.ask(asking("a")).key
    store.approvals.decide(key, State.APPROVED, "anna")
    assert store.approvals.ask(asking("b")).state is State.OPEN
    assert store.approvals.ask(asking("a")).state is State.APPROVED
    assert store.approvals.ask(asking("a", episode="stories-2")).state is State.OPEN


def test_what_was_rejected_can_be_asked_again(store: Store) -> None:
    begin(store)
    key = store.approvals.ask(asking()).key
    assert not store.approvals.reopen(key)
    store.approvals.decide(key, State.REJECTED, "anna", "too long")
    assert store.approvals.reopen(key)
    (again,) = store.approvals.waiting()
    assert (again.who, again.note, again.decided_at, status(store)) == ("", "", 0, "waiting")
    assert store.approvals.ask(asking()).state is State.OPEN


def test_what_goes_with_an_answer_stands_or_falls_with_it(store: Store) -> None:
    begin(store)
    key = store.approvals.ask(asking()).key
    told: list[str] = []

    def crash(connection: sa.Connection, episode: str) -> None:
        told.append(episode)
        connection.execute(tables.export.insert().values(folder="f", name="n", story="s"))
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        store.approvals.decide(key, State.APPROVED, "anna", then=crash)
    assert told == ["stories-1"]
    assert store.exports.owner("f", "n") is None
    assert [one.state for one in store.approvals.waiting()] == [State.OPEN]
    assert status(store) == "waiting"

    def follow(connection: sa.Connection, episode: str) -> None:
        connection.execute(tables.export.insert().values(folder="f", name="n", story=episode))

    for _ in range(2):
        store.approvals.decide(key, State.APPROVED, "anna", then=follow)
    assert store.exports.owner("f", "n") == "stories-1"


def test_many_at_once_decide_once(store: Store) -> None:
    key = store.approvals.ask(asking()).key
    started: list[str] = []
    with ThreadPoolExecutor(8) as pool:
        done = list(
            pool.map(
                lambda who: store.approvals.decide(key, State.APPROVED, who, then=lambda _, name: started.append(name)),
                [f"person {number}" for number in range(16)],
            )
        )
    assert sum(one is not None and one.first for one in done) == 1
    assert len({one.approval.who for one in done if one}) == len(started) == 1


def test_two_processes_at_once_decide_once(store: Store, settings: Settings) -> None:
    key = store.approvals.ask(asking()).key
    people = [
        subprocess.Popen(
            [sys.executable, "-c", WHO_IS_FIRST, *place(settings), key, who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in ("anna", "ben")
    ]
    for one in people:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in people:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [one.communicate(timeout=60)[0].split() for one in people]
    assert sorted(first for first, _ in said) == ["False", "True"]
    assert {who for _, who in said} == {
        who for (first, _), who in zip(said, ("anna", "ben"), strict=True) if first == "True"
    }


def test_a_process_that_is_killed_between_answer_and_consequence_did_neither(store: Store, settings: Settings) -> None:
    key = store.approvals.ask(asking()).key
    done = subprocess.run([sys.executable, "-c", KILLED, *place(settings), key], check=False)
    assert done.returncode == -signal.SIGKILL
    (still,) = store.approvals.waiting()
    assert (still.key, still.who, store.exports.owner("f", "n")) == (key, "", None)
    answer = store.approvals.decide(key, State.APPROVED, "ben")
    assert answer is not None
    assert answer.first


def test_deadlines_are_told_once_and_overdue_comes_first(store: Store) -> None:
    keys = [
        store.approvals.ask(asking("a", f"stories-{number}", within=within)).key
        for number, within in enumerate((None, 3600, -20, -30))
    ]
    waiting = store.approvals.waiting()
    assert [one.key for one in waiting] == [keys[3], keys[2], keys[0], keys[1]]
    assert [one.overdue for one in waiting] == [True, True, False, False]
    assert abs(waiting[3].due_at - waiting[3].asked_at - 3_600_000) < 1000
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda _: store.approvals.remind(), range(4)))
    assert sorted(len(one) for one in told) == [0, 0, 0, 2]
    assert [one.key for one in max(told, key=len)] == [keys[3], keys[2]]
    assert [one.reminded_at > 0 for one in store.approvals.waiting()] == [True, True, False, False]
    store.approvals.decide(keys[3], State.APPROVED, "anna")
    decided = store.approvals.find(keys[3])
    assert decided is not None
    assert not decided.overdue


def test_a_thousand_wait_and_hold_nothing(settings: Settings) -> None:
    with open_store(settings) as store:
        threads = threading.active_count()
        row = {"gate": "script", "title": "t", "paper": paper("a").model_dump(mode="json"), "state": "open"}
        rows = [row | {"key": f"{number:04}", "episode": f"e{number}", "asked_at": number} for number in range(1000)]
        with store.database.writing() as connection:
            connection.execute(tables.approval.insert(), rows)
        begun = time.perf_counter()
        found = store.approvals.waiting()
        assert time.perf_counter() - begun < 1
        assert [one.episode for one in found] == [f"e{number}" for number in range(1000)]
        assert threading.active_count() == threads
        with store.database.reading() as connection:
            claims = sa.select(sa.func.count()).select_from(tables.run)
            assert connection.execute(claims).scalar_one() == 0


def test_an_episode_that_is_removed_takes_its_questions_along(store: Store) -> None:
    begin(store)
    store.approvals.ask(asking())
    store.episodes.refresh("stories-1", "salt")
    store.register.remove("stories-1")
    assert store.register.find("stories-1") is None
    assert store.approvals.of("stories-1") == ()
    assert store.episodes.salts("stories-1").base == ""
