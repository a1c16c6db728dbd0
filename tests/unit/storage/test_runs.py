"""Runs: open, closed, and swept when their process is gone."""

from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import NotWritable
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.runs import Run


def make_dead(store: Store, run: Run) -> None:
    """Leave the run as a killed process leaves it."""
    run.unlock()
    with store.database.writing() as connection:
        connection.execute(tables.run.update().where(tables.run.c.id == run.id).values(born="before us"))


def test_a_run_lives_until_it_is_ended(store: Store) -> None:
    run = store.runs.begin()
    assert store.runs.is_alive(run.id)
    assert store.runs.oldest_start() is not None

    store.runs.end(run)
    assert not store.runs.is_alive(run.id)
    assert store.runs.oldest_start() is None
    assert list((store.home / "scratch").iterdir()) == []


def test_a_run_of_a_dead_process_is_dead(store: Store) -> None:
    run = store.runs.begin()
    make_dead(store, run)

    assert not store.runs.is_alive(run.id)
    assert store.runs.oldest_start() is None


def test_scratch_folders_are_apart_and_always_removed(store: Store) -> None:
    run = store.runs.begin()
    with run.scratch("Render chunk: 7/9") as one, run.scratch("Render chunk: 7/9") as two:
        (one / "file").write_text("x", encoding="utf-8")
        assert one != two
        assert one.name == "0000-render-chunk-7-9"
    assert not one.exists()

    with pytest.raises(ZeroDivisionError), run.scratch() as folder:
        raise ZeroDivisionError
    assert not folder.exists()
    store.runs.end(run)


def test_leftovers_of_the_dead_are_swept_when_the_store_opens(store: Store, settings: Settings) -> None:
    living, dead = store.runs.begin(), store.runs.begin()
    for run in (living, dead):
        run.folder.mkdir()
        (run.folder / "part.mp4").write_bytes(b"x")
    make_dead(store, dead)
    (store.home / "scratch" / "unknown").mkdir()

    with open_store(settings):
        left = sorted(path.name for path in (store.home / "scratch").iterdir())

    assert left == [living.id, f"{living.id}.lock"]
    assert store.runs.is_alive(living.id)
    store.runs.end(living)


def test_a_run_that_is_about_to_begin_is_not_swept(store: Store) -> None:
    """Its lock is there before its row."""
    run = store.runs.begin()
    with store.database.writing() as connection:
        connection.execute(tables.run.delete())

    store.runs.sweep()

    assert (store.home / "scratch" / f"{run.id}.lock").exists()
    store.runs.end(run)


def test_one_thread_holds_a_key(store: Store) -> None:
    run = store.runs.begin()

    assert run.hold("k")
    assert not run.hold("k")
    assert run.hold("other")
    run.let_go("k")
    assert run.hold("k")
    store.runs.end(run)


def test_a_file_in_place_of_the_scratch_folder(store: Store, home: Path) -> None:
    (home / "scratch").write_text("in the way", encoding="utf-8")

    with pytest.raises(NotWritable):
        store.runs.begin()
