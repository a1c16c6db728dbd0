"""A database on a server: found, shared, and its refusals explained."""

import importlib.util
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa

from postgres import PostgresServer
from reelhouse.errors import DatabaseAway, DatabaseUnusable, InvalidSettings, ProviderNotInstalled
from reelhouse.storage import schema as tables
from reelhouse.storage.database import Database, open_database
from reelhouse.storage.migrate import VERSION
from reelhouse.storage.schema import REVISION

RUN = {"host": "h", "pid": 1, "born": "b", "started_at": 2**40}


@pytest.fixture
def url(postgres: PostgresServer) -> str:
    return postgres.new_database()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = open_database(url, patience=0.05)
    yield opened
    opened.close()


def add(database: Database, name: str) -> None:
    with database.writing() as connection:
        connection.execute(tables.run.insert().values(id=name, **RUN))


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return sorted(connection.execute(sa.select(tables.run.c.id)).scalars())


def test_what_was_written_is_there_after_opening_again(url: str) -> None:
    first = open_database(url)
    add(first, "a")
    first.close()

    second = open_database(url)
    assert names(second) == ["a"]
    assert second.shared
    second.close()


def test_many_who_open_an_empty_one_at_once_make_its_tables_once(url: str) -> None:
    def work(number: int) -> None:
        database = open_database(url)
        add(database, str(number))
        database.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(work, range(6)))

    database = open_database(url)
    assert len(names(database)) == 6
    database.close()


def test_a_failed_transaction_changes_nothing(database: Database) -> None:
    def fail() -> None:
        with database.writing() as connection:
            connection.execute(tables.run.insert().values(id="a", **RUN))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(database) == []


def test_who_writes_alone_keeps_the_others_waiting(database: Database) -> None:
    with database.writing(), pytest.raises(DatabaseUnusable, match="locked by another program"):
        add(database, "a")
    with database.writing(), pytest.raises(DatabaseUnusable, match="locked"), database.joining():
        pass
    with database.joining(), pytest.raises(DatabaseUnusable, match="locked"):
        add(database, "a")
    assert names(database) == []


def test_those_who_join_write_at_once(database: Database) -> None:
    with database.joining() as one, database.joining() as other:
        one.execute(tables.run.insert().values(id="a", **RUN))
        other.execute(tables.run.insert().values(id="b", **RUN))
    assert names(database) == ["a", "b"]


def test_a_connection_that_is_cut_is_told_from_a_refusal_and_the_next_one_works(database: Database) -> None:
    def cut() -> None:
        with database.writing() as connection, database.reading() as other:
            connection.execute(tables.run.insert().values(id="a", **RUN))
            own = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
            other.execute(sa.select(sa.func.pg_terminate_backend(own)))

    with pytest.raises(DatabaseAway, match=r"cannot be reached.*Check that the server runs"):
        cut()
    assert names(database) == []
    add(database, "b")
    assert names(database) == ["b"]


def test_idle_connections_that_a_restart_cut_are_replaced(database: Database, postgres: PostgresServer) -> None:
    add(database, "a")
    postgres.run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'reelhouse'")
    assert names(database) == ["a"]


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DatabaseAway, match="cannot be reached") as raised:
        open_database(f"postgresql://me:hush@/name?host={tmp_path}")
    assert raised.value.where == "postgresql://me:***@/name"
    assert "hush" not in str(raised.value)


def test_a_database_that_the_server_does_not_have(postgres: PostgresServer) -> None:
    with pytest.raises(DatabaseUnusable, match='database "nothing" does not exist'):
        open_database(postgres.url("nothing"))


def test_a_user_without_rights(postgres: PostgresServer, url: str) -> None:
    postgres.run("create role guest login", name=url.partition("@/")[2].partition("?")[0])
    with pytest.raises(DatabaseUnusable, match=r"this user may not do that\. Give the user the right"):
        open_database(url.replace("postgres@", "guest@"))


def test_a_newer_database_is_refused_and_untouched(url: str) -> None:
    database = open_database(url)
    newer = f"{int(REVISION) + 1:04}"
    with database.writing() as connection:
        connection.execute(VERSION.update().values(version_num=newer))
    with pytest.raises(DatabaseUnusable, match=rf"version {int(newer)}, this software knows {int(REVISION)}"):
        open_database(url)
    with database.reading() as connection:
        assert connection.execute(sa.select(VERSION.c.version_num)).scalar_one() == newer
    database.close()


def test_a_read_only_server(postgres: PostgresServer, url: str) -> None:
    name = url.partition("@/")[2].partition("?")[0]
    open_database(url).close()
    postgres.run(f"alter database {name} set default_transaction_read_only = on")
    database = open_database(url)
    with pytest.raises(DatabaseUnusable, match="read-only"):
        add(database, "a")
    database.close()


def test_our_own_mistakes_are_named_too(database: Database) -> None:
    add(database, "a")
    with pytest.raises(DatabaseUnusable, match="the database refused: duplicate key"):
        add(database, "a")


@pytest.mark.parametrize("url", ["mysql://host/name", "nonsense"])
def test_the_address_of_something_else(url: str) -> None:
    with pytest.raises(InvalidSettings, match=r"not the address of a database.*postgresql://"):
        open_database(url)


def test_without_its_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr("reelhouse.storage.postgres.find_spec", lambda _: None)
    with pytest.raises(ProviderNotInstalled, match=r"reelhouse\[postgres\]"):
        open_database("postgresql://me@host/name")


def test_who_is_frozen_in_the_middle_of_writing_is_cut_off(url: str) -> None:
    frozen, other = open_database(url, patience=3), open_database(url, patience=3)

    def write() -> None:
        with frozen.writing() as connection:
            connection.execute(tables.run.insert().values(id="frozen", **RUN))
            add(other, "other")  # meanwhile the frozen one says nothing

    with pytest.raises(DatabaseAway, match="cannot be reached"):
        write()
    assert names(other) == ["other"]
    for opened in (frozen, other):
        opened.close()
