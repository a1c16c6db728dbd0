"""Runs of machines that we cannot see live as long as they say so."""

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.moment import now
from reelhouse.storage.pulse import LEASE, _beat
from reelhouse.storage.runs import Run


class Twice(threading.Event):
    """Lets two beats pass, and is set then."""

    left = 2

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        self.left -= 1
        return self.left < 0


def put_elsewhere(store: Store, run: Run, silence: float) -> None:
    """Make it a run of another machine that was silent for so many seconds."""
    with store.database.writing() as connection:
        mine = tables.run.update().where(tables.run.c.id == run.id)
        connection.execute(mine.values(host="another", pid=1, seen_at=now() - round(silence * 1000)))


def seen(store: Store, run: Run) -> int:
    with store.database.reading() as connection:
        query = sa.select(tables.run.c.seen_at).where(tables.run.c.id == run.id)
        return int(connection.execute(query).scalar_one())


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_a_run_elsewhere_lives_until_it_is_silent_for_too_long(store: Store) -> None:
    run = store.runs.begin()
    put_elsewhere(store, run, silence=LEASE - 5)
    assert store.runs.is_alive(run.id)
    put_elsewhere(store, run, silence=LEASE + 1)
    assert not replace(store.runs, again=0).is_alive(run.id)

    _beat(store.database, run.id, Twice())
    assert store.runs.is_alive(run.id)
    store.runs.end(run)


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_a_frozen_process_of_ours_is_as_dead_as_one_elsewhere(store: Store) -> None:
    run = store.runs.begin()
    with store.database.writing() as connection:
        connection.execute(tables.run.update().values(seen_at=now() - round((LEASE + 1) * 1000)))
    assert not replace(store.runs, again=0).is_alive(run.id)
    store.runs.end(run)


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_who_could_not_be_heard_while_the_server_was_away_is_heard_when_it_is_back(store: Store) -> None:
    """Whoever asks before that finds everybody silent, and takes nothing away from anybody."""
    run = store.runs.begin("episode")
    put_elsewhere(store, run, silence=LEASE + 10)
    looking = replace(store.runs, again=1.0)
    back = threading.Timer(0.3, _beat, (store.database, run.id, Twice()))
    back.start()
    looking.sweep()
    back.join()
    put_elsewhere(store, run, silence=LEASE + 10)
    back = threading.Timer(0.3, _beat, (store.database, run.id, Twice()))
    back.start()
    assert looking.busy(["episode"]) == {"episode"}
    back.join()
    store.runs.end(run)


@pytest.mark.parametrize("home", ["sqlite"], indirect=True)
def test_on_one_machine_the_process_counts_and_not_its_pulse(store: Store) -> None:
    run = store.runs.begin()
    with store.database.writing() as connection:
        connection.execute(tables.run.update().values(seen_at=0))
    assert store.runs.is_alive(run.id)
    store.runs.end(run)


def test_the_time_is_that_of_the_database(store: Store) -> None:
    """Within a second of ours here, where both clocks are one."""
    run = store.runs.begin()
    ours = int(store.runs.clock() * 1000)
    assert 0 <= ours - seen(store, run) < 10_000
    store.runs.end(run)


@pytest.mark.parametrize("home", ["postgresql"], indirect=True)
def test_a_server_that_is_away_for_a_beat_does_not_end_the_pulse(store: Store) -> None:
    run = store.runs.begin()
    before = seen(store, run)

    class CutOnce(Twice):
        def wait(self, timeout: float | None = None) -> bool:
            if self.left == 2:
                with store.database.writing() as connection:
                    connection.exec_driver_sql("alter table run rename to hidden")
            else:
                with store.database.writing() as connection:
                    connection.exec_driver_sql("alter table if exists hidden rename to run")
            return super().wait(timeout)

    _beat(store.database, run.id, CutOnce())
    assert seen(store, run) >= before
    store.runs.end(run)
