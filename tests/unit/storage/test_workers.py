"""Workers live by their beats, and who was given up never lives again."""

import subprocess
import sys
from dataclasses import replace

import pytest

from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.moment import now
from reelhouse.storage.workers import KNOWN


def silence(store: Store, worker: str, seconds: float) -> None:
    with store.database.writing() as connection:
        mine = tables.worker.update().where(tables.worker.c.id == worker)
        connection.execute(mine.values(seen_at=now() - round(seconds * 1000)))


def test_who_is_silent_for_a_lease_is_buried_and_beats_no_more(store: Store) -> None:
    for name in ("quick", "silent"):
        store.workers.join(name)
    silence(store, "silent", 21)
    silence(store, "quick", 19)
    store.workers.bury(20, store.workers.moment())
    assert store.workers.living() == {"quick"}
    assert store.workers.beat("quick")
    assert not store.workers.beat("silent")
    assert store.workers.living() == {"quick"}


def test_nobody_is_silent_in_a_moment_that_has_not_been_asked_for(store: Store) -> None:
    """A burial that waited for the database judges by the moment at which it was wanted."""
    store.workers.join("quick")
    silence(store, "quick", 30)
    store.workers.bury(20, store.workers.moment() - 15_000)
    assert store.workers.living() == {"quick"}


def test_to_join_twice_is_to_join_once(store: Store) -> None:
    store.workers.join("a")
    store.workers.leave("a")
    store.workers.join("a")
    assert store.workers.living() == frozenset()


def test_the_dead_are_forgotten_after_a_while(store: Store) -> None:
    store.workers.join("a")
    store.workers.leave("a")
    silence(store, "a", KNOWN / 1000 + 5)
    store.workers.bury(20, store.workers.moment())
    with store.database.reading() as connection:
        assert connection.execute(tables.worker.select()).all() == []


def test_a_process_of_this_machine_that_is_gone_is_buried_at_once(store: Store) -> None:
    for name in ("gone", "here", "elsewhere"):
        store.workers.join(name)
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    with store.database.writing() as connection:
        change = tables.worker.update()
        connection.execute(change.where(tables.worker.c.id == "gone").values(pid=process.pid))
        connection.execute(change.where(tables.worker.c.id == "elsewhere").values(host="another", pid=process.pid))
    store.workers.bury_ours()
    assert store.workers.living() == {"here", "elsewhere"}


def test_runs_of_a_worker_live_and_die_with_it(store: Store) -> None:
    store.workers.join("w")
    runs = replace(store.runs, worker="w")
    run = runs.begin()
    assert store.runs.is_alive(run.id)
    store.workers.leave("w")
    assert not store.runs.is_alive(run.id)
    store.runs.sweep()
    assert not run.folder.exists()
    run.unlock()


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_the_beats_of_a_worker_are_those_of_its_runs(store: Store) -> None:
    store.workers.join("w")
    run = replace(store.runs, worker="w").begin()
    with store.database.writing() as connection:
        connection.execute(tables.run.update().values(seen_at=0))
    assert store.runs.is_alive(run.id)
    silence(store, "w", 60)
    assert not store.runs.is_alive(run.id)
    store.runs.end(run)
