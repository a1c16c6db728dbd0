"""Backups that are taken while several threads write: each is the house as it was at one moment, row for row."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from finished import finish, made
from postgres import PostgresServer
from reelhouse.config import Settings
from reelhouse.jobs.installed import open_queue
from reelhouse.operations.backups import restore_backup, take_backup, verify_backup
from reelhouse.production.steps import Steps
from reelhouse.storage import open_store
from reelhouse.storage.backups.taking import Wish
from reelhouse.storage.database import Database, reach_database
from reelhouse.storage.register import QUEUED, Asked
from reelhouse.storage.store import address

WRITERS = 3
#: Tables whose rows say what goes on now, and go with it; what is in the air in the table of steps is left out too.
PASSING = {"run", "worker"}
#: Table -> primary key -> row.
House = dict[str, dict[tuple[object, ...], dict[str, object]]]


@dataclass(frozen=True)
class Deed:
    """Something that a thread wrote in one transaction, between two moments; how it is known in the records."""

    who: int
    known: str
    began: float
    ended: float


class Writers:
    """Threads that each ask for episodes, a leg with each, and make a step of it that leaves a file."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._ended = threading.Event()
        self.deeds: list[Deed] = []

    @contextmanager
    def at_work(self) -> Iterator[None]:
        with ThreadPoolExecutor(WRITERS) as pool:
            writing = [pool.submit(self._write, number) for number in range(WRITERS)]
            try:
                yield
            finally:
                self._ended.set()
        for one in writing:
            one.result()

    def wait(self, deeds: int) -> None:
        """Until so many more are done."""
        wanted = len(self.deeds) + deeds
        while len(self.deeds) < wanted:
            time.sleep(0.01)

    def _write(self, who: int) -> None:
        with open_store(self._settings) as store, Steps(store) as steps:
            queue = open_queue(store)
            for number in count():
                name, began = f"written-{who}-{number}", time.monotonic()
                asked = Asked(name, "stories", name, "-", "", {}, str(store.home), kit=False, text=None)
                with store.database.writing() as connection:
                    store.register.ask_in(connection, asked, QUEUED)
                    queue.submit_in(connection, name, "asked")
                then = time.monotonic()
                kept = made(steps, name, ".wav")
                self.deeds += [Deed(who, name, began, then), Deed(who, kept.sha256, then, time.monotonic())]
                if self._ended.is_set():
                    return


def elsewhere(settings: Settings, request: pytest.FixtureRequest, home: Path) -> Settings:
    """An empty home with an empty database of the same kind."""
    server: PostgresServer | None = request.getfixturevalue("postgres") if settings.database else None
    return Settings(home=home, database=SecretStr(server.new_database()) if server else None)


def everything(settings: Settings) -> House:
    """Every row of every table, ours and the queue's."""
    database = reach_database(address(settings))
    try:
        return {table.key: rows_of(database, table) for table in tables_of(database)}
    finally:
        database.close()


def tables_of(database: Database) -> list[sa.Table]:
    found = sa.MetaData()
    for schema in ("public", "dbos") if database.shared else (None,):
        found.reflect(database.engine, schema=schema)
    return [table for table in found.tables.values() if table.name not in PASSING]


def rows_of(database: Database, table: sa.Table) -> dict[tuple[object, ...], dict[str, object]]:
    with database.reading() as connection:
        rows = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
    keys = [column.name for column in table.primary_key] or sorted(table.columns.keys())
    found = {tuple(row[key] for key in keys): row for row in rows if row.get("state") != "making"}
    assert len(rows) - len(found) <= WRITERS
    return found


def check_one_moment(deeds: list[Deed], known: set[str], taken: tuple[float, float]) -> None:
    """What is in it was begun before it ended, what is not ended after it began, and nobody was overtaken."""
    inside = [deed for deed in deeds if deed.known in known]
    outside = [deed for deed in deeds if deed.known not in known]
    assert inside
    assert outside
    began, ended = taken
    assert max(deed.began for deed in inside) <= ended
    assert min(deed.ended for deed in outside) >= began
    assert max(deed.began for deed in inside) < min(deed.ended for deed in outside)


def test_it_is_the_house_as_it_was_at_one_moment(
    settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    finish(settings, "stories-1", "one", tmp_path / "out")
    writers = Writers(settings)
    with writers.at_work():
        writers.wait(4 * WRITERS)
        began = time.monotonic()
        backup = Path(take_backup(settings, tmp_path / "shelf", Wish()).folder)
        taken = began, time.monotonic()
        writers.wait(4 * WRITERS)
    assert verify_backup(settings, backup).faults == ()

    other = elsewhere(settings, request, tmp_path / "other")
    assert restore_backup(other, backup).lost == ()
    before, after = everything(other), everything(settings)
    assert before.keys() == after.keys()
    for table, rows in before.items():
        assert {key: after[table].get(key) for key in rows} == rows, table

    episodes, files = (
        {str(row[column]) for name, rows in before.items() if name.endswith(table) for row in rows.values()}
        for table, column in (("production", "episode"), ("artifact", "sha256"))
    )
    check_one_moment(writers.deeds, episodes | files, taken)
    with open_store(other) as store:
        assert open_queue(store).waiting() == len(episodes) - 1
        for one in store.cache.named():
            store.artifacts.verify(one)
        linked = {row["sha256"] for name, rows in before.items() if "step_artifact" in name for row in rows.values()}
        assert linked <= {one.sha256 for one in store.cache.named()} == files
