"""What is used of the engine, its internals above all: another version of it has to pass this first."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.metadata import version
from inspect import Parameter, Signature, signature
from typing import Any

import pytest
from dbos import DBOS, DBOSClient
from dbos._dbos import DBOSRegistry
from dbos._sys_db import SystemDatabase
from sqlalchemy import event

from reelhouse.errors import DatabaseAway, DatabaseUnusable, ProviderNotInstalled
from reelhouse.jobs import installed
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.queue import Queue, Taken
from reelhouse.jobs.runner import LetGo, running
from reelhouse.storage import Store
from reelhouse.storage import schema as tables

Run = Callable[[str, str], str]


@contextmanager
def taking(store: Store, run: Run, worker: str = "w", jobs: int = 2, poll: float = 0.05) -> Iterator[None]:
    with running(store.database, worker, run, Pace(jobs=jobs, poll=poll, recoveries=1)):
        yield


def until(held: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not held():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_the_version_is_the_one_whose_internals_we_know() -> None:
    assert version("dbos") == "3.4.0"


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (DBOSRegistry._register_internal_queue, "self, name, **limits"),
        (DBOSClient.set_workflow_delay, "self, workflow_id, *, delay_seconds, delay_until_epoch_ms, shard_key"),
        (DBOSClient.enqueue_in_transaction, "self, conn_or_session, options, *args, **kwargs"),
        (SystemDatabase.reenqueue_for_recovery, "self, workflow_id, executor_ids, recovery_queue_name"),
        (SystemDatabase.run_migrations, "self"),
    ],
)
def test_what_is_used_of_the_engine_takes_what_we_give(function: Callable[..., object], arguments: str) -> None:
    plain = [one.replace(annotation=Parameter.empty, default=Parameter.empty) for one in parameters(function)]
    assert str(Signature(plain)) == f"({arguments})"


def parameters(function: Callable[..., object]) -> list[Parameter]:
    return list(signature(function).parameters.values())


def test_a_queue_takes_the_limits_that_we_set() -> None:
    """What an engine leaves out of a queue that it does not know is left out without a word."""
    engine = DBOS(config={"name": "contract", "system_database_url": "sqlite:///unused"})
    try:
        queue = engine._registry._register_internal_queue("contract", worker_concurrency=3, polling_interval_sec=7.0)
        assert (queue.name, queue.worker_concurrency, queue.polling_interval_sec) == ("contract", 3, 7.0)
    finally:
        DBOS.destroy(destroy_registry=True)


def test_a_delay_that_is_over_lets_a_leg_be_taken(queue: Queue, store: Store) -> None:
    with store.database.writing() as connection:
        queue.submit_in(connection, "e", "asked", after=5)
    (leg,) = queue.client.list_workflows(status="DELAYED")
    queue.client.set_workflow_delay(leg.workflow_id, delay_until_epoch_ms=0)
    with taking(store, lambda episode, _: episode):
        until(lambda: queue.waiting() == 0)
    assert queue.ended(days=0) == 1


def test_without_the_extra_it_says_what_to_install(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    with pytest.raises(ProviderNotInstalled, match=r"pip install 'reelhouse\[serve\]'"):
        open_queue(store)


def test_a_leg_waits_once_for_each_reason(queue: Queue, store: Store) -> None:
    queue.submit("e", "asked")
    queue.submit("e", "asked")
    with store.database.writing() as connection:
        queue.submit_in(connection, "e", "approved")
        queue.submit_in(connection, "e", "approved")
    assert queue.waiting() == 2


def test_a_leg_is_there_when_the_transaction_is(queue: Queue, store: Store) -> None:
    def broken_off() -> None:
        with store.database.writing() as connection:
            connection.execute(tables.export.insert().values(folder="f", name="n", story="s"))
            queue.submit_in(connection, "e", "asked")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert queue.waiting() == 0
    assert store.exports.owner("f", "n") is None


def test_legs_are_taken_by_priority_and_so_many_at_once(queue: Queue, store: Store) -> None:
    done: list[str] = []
    for episode, priority in (("c", 30), ("a", 10), ("b", 20)):
        queue.submit(episode, "asked", priority=priority)
    most, now, guard = 0, 0, threading.Lock()

    def run(episode: str, reason: str) -> str:
        nonlocal most, now
        with guard:
            now += 1
            most = max(most, now)
            done.append(f"{episode} {reason}")
        time.sleep(0.1)
        with guard:
            now -= 1
        return "done"

    # The engine counts what has begun: on a busy machine that takes a thread longer than a twentieth of a second.
    with taking(store, run, jobs=1, poll=0.5):
        until(lambda: len(done) == 3)
    assert done == ["a asked", "b asked", "c asked"]
    assert most == 1


def test_what_was_let_go_is_handed_back_or_freed(queue: Queue, store: Store) -> None:
    runs: list[str] = []

    def run(_episode: str, _reason: str) -> str:
        runs.append("")
        if len(runs) < 3:
            raise LetGo
        return "done"

    queue.submit("e", "asked")
    with taking(store, run):
        until(lambda: len(runs) == 1)
        leg = Taken("e:asked", "e", "asked", "w")
        until(lambda: queue.taken("w") == [leg])
        assert queue.taken("another") == []
        assert not queue.free(Taken("e:asked", "e", "asked", "another"))
        assert queue.free(leg)
        until(lambda: len(runs) == 2)
    queue.hand_back("w")
    assert (queue.taken(), queue.waiting()) == ([], 1)
    with taking(store, run, "v"):  # its deaths are not counted: the limit is one
        until(lambda: len(runs) == 3)
    assert (queue.taken(), queue.waiting(), queue.poison()) == ([], 0, [])


def test_what_dies_too_often_is_poison_and_can_be_forgotten(queue: Queue, store: Store) -> None:
    runs: list[str] = []

    def run(_episode: str, _reason: str) -> str:
        runs.append("")
        raise LetGo

    def ran(count: int) -> bool:
        return len(runs) == count

    queue.submit("e", "asked")
    with taking(store, run):
        for count in (1, 2):
            until(partial(ran, count))
            queue.free(queue.taken()[0])
        until(lambda: bool(queue.poison()))
    (poison,) = queue.poison()
    assert (poison.episode, poison.reason, len(runs)) == ("e", "asked", 2)
    queue.forget([poison.id])
    assert queue.poison() == []
    queue.forget([])


def test_what_ended_long_ago_is_forgotten(queue: Queue, store: Store) -> None:
    queue.submit("e", "asked")
    with taking(store, lambda _episode, _reason: "done"):
        until(lambda: queue.waiting() == 0 and not queue.taken())
    assert queue.clear() == 0
    queue.submit("e", "asked")
    assert queue.waiting() == 0
    assert queue.ended(days=-1) == queue.clear(days=-1) == 1
    queue.submit("e", "asked")
    assert queue.waiting() == 1


def test_the_engine_hides_nothing_of_a_database_that_refuses(queue: Queue, store: Store) -> None:
    name = "workflow_status" if not store.database.shared else "dbos.workflow_status"
    with store.database.writing() as connection:
        connection.exec_driver_sql(f"alter table {name} rename to hidden")
    with pytest.raises(DatabaseAway, match="the queue does not answer"):
        queue.taken()


@pytest.mark.parametrize("home", ["sqlite"], indirect=True)
def test_a_queue_that_cannot_be_made_is_explained(store: Store) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("create table queues (x)")
    with pytest.raises(DatabaseUnusable, match="the queue cannot be made"):
        open_queue(store)
    assert not (store.home / "queue.lock").exists()


@pytest.mark.parametrize(
    ("home", "only_look", "remedy"),
    [
        ("sqlite", "pragma query_only=on", "Make the file and its folder writable for you"),
        ("postgresql", "set default_transaction_read_only=on", "Use the server that may be written to"),
    ],
    indirect=["home"],
)
def test_a_queue_that_may_not_be_made_says_why(store: Store, only_look: str, remedy: str) -> None:
    def bar(connection: Any, _: object) -> None:
        connection.cursor().execute(only_look)
        connection.commit()

    event.listen(store.database.engine, "connect", bar)
    store.database.engine.dispose()
    with pytest.raises(DatabaseUnusable, match="the queue cannot be made: the database is read-only") as raised:
        open_queue(store)
    assert raised.value.remedy == remedy


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_a_server_that_refuses_is_not_waited_for(store: Store, queue: Queue) -> None:
    """Whoever asks may be about to end."""

    def nobody_there(_dialect: object, _record: object, _given: object, options: dict[str, object]) -> None:
        options |= {"host": "127.0.0.1", "port": 1}

    event.listen(store.database.engine, "do_connect", nobody_there)
    store.database.engine.dispose()
    with pytest.raises(DatabaseAway, match="refused"):
        queue.hand_back("w")
