"""The database file: made, shared, and refused with a remedy."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reelhouse.errors import DatabaseUnusable, DiskFull, NotWritable
from reelhouse.storage import schema as tables
from reelhouse.storage.database import Database, open_database
from reelhouse.storage.schema import REVISION

RUN = {"host": "h", "pid": 1, "born": "b", "started_at": 0}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "sub" / "reelhouse.db"


def add(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute(tables.run.insert().values(id=name, **RUN))


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return sorted(row.id for row in connection.execute(tables.run.select()))


def pragma(database: Database, name: str) -> object:
    with database.reading() as connection:
        return connection.exec_driver_sql(f"pragma {name}").scalar_one()


def test_it_is_made_with_its_folder_and_settings(path: Path) -> None:
    database = open_database(path, patience=7)

    assert pragma(database, "journal_mode") == "wal"
    assert pragma(database, "synchronous") == 1
    assert pragma(database, "foreign_keys") == 1
    assert pragma(database, "busy_timeout") == 7000
    assert pragma(database, "user_version") == int(REVISION)
    database.close()


def test_what_was_written_is_there_after_opening_again(path: Path) -> None:
    first = open_database(path)
    add(first, "a")
    first.close()

    second = open_database(path)
    assert names(second) == ["a"]
    second.close()


def test_a_failed_transaction_changes_nothing(path: Path) -> None:
    database = open_database(path)
    add(database, "a")

    def fail() -> None:
        with database.writing() as connection:
            connection.execute(tables.run.delete())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert names(database) == ["a"]
    database.close()


def test_many_threads_and_openings_at_once(path: Path) -> None:
    def work(number: int) -> None:
        database = open_database(path)
        for turn in range(5):
            add(database, f"{number}-{turn}")
        database.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))

    database = open_database(path)
    assert len(names(database)) == 40
    database.close()


def test_a_newer_database_is_refused_and_untouched(path: Path) -> None:
    open_database(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("update alembic_version set version_num = ?", (f"{int(REVISION) + 1:04}",))
    raw.close()

    with pytest.raises(DatabaseUnusable, match=rf"version {int(REVISION) + 1}, this software knows {int(REVISION)}"):
        open_database(path)


def test_a_locked_database_says_so(path: Path) -> None:
    database = open_database(path, patience=0.01)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")

    with pytest.raises(DatabaseUnusable, match=r"reelhouse\.db: the database is locked.*Close whatever"):
        add(database, "a")

    other.close()
    add(database, "a")
    database.close()


def test_something_else_is_not_a_database(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"not a database at all" * 100)

    with pytest.raises(DatabaseUnusable, match=r"not a database\. Move it away"):
        open_database(path)


def test_a_damaged_database_says_so(path: Path) -> None:
    open_database(path).close()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))

    with pytest.raises(DatabaseUnusable, match=r"damaged\. Move it away"):
        names(open_database(path))


def test_a_folder_in_its_place_cannot_be_opened(path: Path) -> None:
    path.mkdir(parents=True)

    with pytest.raises(DatabaseUnusable, match=r"cannot be opened\. Make the file"):
        open_database(path)


def test_a_file_in_place_of_its_folder(path: Path) -> None:
    path.parent.write_text("in the way", encoding="utf-8")

    with pytest.raises(NotWritable):
        open_database(path)


def test_a_read_only_database_says_so(path: Path) -> None:
    database = open_database(path)
    with database.reading() as connection:
        connection.exec_driver_sql("pragma query_only=on")

    with pytest.raises(DatabaseUnusable, match="read-only"):
        add(database, "a")
    database.close()


def test_a_database_without_room_says_so(path: Path) -> None:
    database = open_database(path)
    with database.reading() as connection:
        pages = connection.exec_driver_sql("pragma page_count").scalar_one()
        connection.exec_driver_sql(f"pragma max_page_count={pages}")

    with pytest.raises(DiskFull):
        add(database, "x" * 100_000)
    database.close()


def test_our_own_mistakes_are_named_too(path: Path) -> None:
    database = open_database(path)
    add(database, "a")

    with pytest.raises(DatabaseUnusable, match="the database refused: UNIQUE"):
        add(database, "a")
    database.close()
