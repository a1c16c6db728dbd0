"""Cleaning up by policy, on both kinds of database: what is old goes, what somebody wants or waits for stays."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from finished import finish
from postgres import PostgresServer
from reelhouse.config import Settings
from reelhouse.config.upkeep import Cleanup
from reelhouse.jobs.installed import open_queue
from reelhouse.operations.cleanup import clean_up
from reelhouse.operations.keeping import give_out, pin
from reelhouse.operations.output import writing_to
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.legs import Failure, Leg
from reelhouse.storage.publications import Slot, Stage

YEAR = 400 * 86_400_000


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    policy = Cleanup(archive=30)
    if request.param == "sqlite":
        return Settings(home=tmp_path / "home", cleanup=policy)
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return Settings(home=tmp_path / "home", cleanup=policy, database=SecretStr(postgres.new_database()))


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


Finish = Callable[..., None]


@pytest.fixture
def old(settings: Settings, store: Store, tmp_path: Path) -> Finish:
    """Finishes an episode that was made a year ago."""

    def make(name: str, **changed: object) -> None:
        finish(settings, name, name, tmp_path / "out")
        column = tables.production.c
        values = {"asked_at": column.asked_at - YEAR, "made_at": column.made_at - YEAR, **changed}
        with store.database.writing() as connection:
            connection.execute(tables.production.update().where(column.episode == name).values(values))

    return make


def cleaned(settings: Settings, *, dry_run: bool = False) -> dict[str, int]:
    return {one.name or one.what: one.count for one in clean_up(settings, dry_run=dry_run)}


def test_only_what_is_over_for_everybody_is_archived(settings: Settings, store: Store, old: Finish) -> None:
    old("done")
    old("pinned")
    pin(settings, "pinned")
    old("waiting", status="waiting")
    old("unsent", destinations=["archive"])
    old("sent", destinations=["archive"])
    old("unclear", destinations=["archive"])
    for name, stage in (("sent", Stage.SENT), ("unclear", Stage.UNCLEAR)):
        slot = Slot(name, 1, "archive")
        store.publications.plan(slot, "r", "t")
        store.publications.move(slot, stage, start=[Stage.READY])
    finish(settings, "young", "young", settings.home / "out")
    plan = clean_up(settings, dry_run=True)
    assert {one.name: one.bytes for one in plan} == {"done": 4, "sent": 4}
    assert {entry.kept for entry in store.register.entries()} == {"", "pinned"}
    assert clean_up(settings) == plan
    assert {entry.asked.episode: entry.kept for entry in store.register.entries() if entry.kept} == {
        "done": "archived",
        "sent": "archived",
        "pinned": "pinned",
    }
    assert give_out(settings, "done", settings.home / "again").videos
    assert clean_up(settings) == ()


def test_episodes_are_forgotten_where_a_person_said_so(settings: Settings, store: Store, old: Finish) -> None:
    old("done")
    old("pinned")
    pin(settings, "pinned")
    asked = settings.model_copy(update={"cleanup": Cleanup(forget=100)})
    assert cleaned(asked, dry_run=True) == {"done": 1}
    assert len(store.register.entries()) == 2
    assert cleaned(asked) == {"done": 1}
    assert [entry.asked.episode for entry in store.register.entries()] == ["pinned"]


def test_old_records_go_and_those_of_failed_ones_stay(settings: Settings, store: Store, old: Finish) -> None:
    for name in ("done", "failed", "young"):
        old(name)
        store.legs.take(Leg(name, "a", "w"))
        store.legs.fail(Failure(name, "a", "", "Error", "m", "", ""))
        store.legs.leave(Leg(name, "a", "w"))
    with store.database.writing() as connection:
        for table in (tables.leg, tables.failure):
            connection.execute(table.update().where(table.c.episode != "young").values(at=table.c.at - YEAR))
        made = tables.production
        connection.execute(made.update().where(made.c.episode != "failed").values(status="held"))
    expected = {"old records of legs": 1, "old records of failures": 1}
    assert cleaned(settings, dry_run=True) == expected
    assert cleaned(settings) == expected
    with store.database.reading() as connection:
        assert sorted(connection.execute(tables.failure.select()).scalars()) == ["failed", "young"]
        assert sorted(connection.execute(tables.leg.select()).scalars()) == ["failed", "young"]


def test_the_queue_forgets_legs_that_ended_long_ago(settings: Settings, store: Store) -> None:
    queue = open_queue(store)
    for reason in ("a", "b", "c"):
        queue.submit("stories-1", reason)
    for reason in ("a", "b"):
        queue.client.cancel_workflow(f"stories-1:{reason}")
    assert cleaned(settings, dry_run=True) == {}
    assert queue.ended(days=-1) == 2
    assert queue.clear(days=-1) == 2
    assert queue.waiting() == 1


def test_steps_whose_files_are_gone_are_forgotten(settings: Settings, store: Store, old: Finish) -> None:
    old("done", kept="archived")
    next(settings.home.glob("artifacts/*/*.wav")).unlink()
    assert cleaned(settings) == {}  # it may have been kept a moment ago
    with store.database.writing() as connection:
        connection.execute(tables.artifact.update().values(used_at=tables.artifact.c.used_at - 2 * 86_400_000))
    expected = {"records of files that are gone": 1, "steps that need them": 1}
    assert cleaned(settings, dry_run=True) == expected
    assert cleaned(settings) == expected
    assert cleaned(settings) == {}


def test_old_drafts_and_half_written_files_go(settings: Settings, old: Finish, tmp_path: Path) -> None:
    old("done", kept="archived")
    drafts, out = settings.home / "drafts", tmp_path / "out"
    out.mkdir()
    drafts.mkdir()
    (drafts / "old.yaml").write_text("words")
    (drafts / "new.yaml").write_text("words")
    then = time.time() - 200 * 86_400
    os.utime(drafts / "old.yaml", (then, then))
    half = out / ".reelhouse-a.mp4.part"
    half.write_bytes(b"half")
    (out / "a.mp4").write_bytes(b"whole")
    expected = {"old drafts": 1, "half-written files": 1}
    assert cleaned(settings, dry_run=True) == expected
    with writing_to(out):
        half.write_bytes(b"half")
        assert cleaned(settings, dry_run=True) == {"old drafts": 1}
    half.write_bytes(b"half")
    assert cleaned(settings) == expected
    assert sorted(path.name for path in (*drafts.iterdir(), *out.iterdir())) == ["a.mp4", "new.yaml"]
