"""A lease is kept by beating, and gives the right to bury others only to those who were there themselves."""

import threading

from reelhouse.jobs.lease import Lease, clock
from reelhouse.jobs.pace import Pace
from reelhouse.storage import Store

PACE = Pace(beat=0.01, lease=5.0)


def lease(store: Store, lost: threading.Event) -> Lease:
    return Lease(store.workers, "w", PACE, lost.set)


def test_who_was_there_for_a_whole_lease_may_bury(store: Store) -> None:
    ours = lease(store, threading.Event())
    assert not ours.may_bury(100)
    for moment in (100, 102, 104):
        ours.beaten(moment)
    assert not ours.may_bury(105)
    assert ours.may_bury(105.1)


def test_who_was_away_begins_anew(store: Store) -> None:
    ours = lease(store, threading.Event())
    for moment in (100, 102, 104, 107, 109, 111):
        ours.beaten(moment)
    assert not ours.may_bury(111.9)
    assert ours.may_bury(112.1)


def test_who_is_away_at_this_moment_may_not_bury(store: Store) -> None:
    """Its last beat has no answer yet: nobody else's may have one."""
    ours = lease(store, threading.Event())
    for moment in range(100, 110, 2):
        ours.beaten(moment)
    assert ours.may_bury(110)
    assert not ours.may_bury(110.6)


def test_who_was_buried_is_told_once_and_beats_no_more(store: Store) -> None:
    store.workers.join("w")
    store.workers.leave("w")
    lost = threading.Event()
    lease(store, lost).keep(threading.Event())
    assert lost.is_set()


def test_a_database_that_is_away_loses_no_lease(store: Store) -> None:
    store.workers.join("w")
    ended, lost = threading.Event(), threading.Event()
    ours = Lease(store.workers, "w", Pace(beat=0.01, lease=0.5), lost.set)
    with store.database.writing() as connection:
        connection.exec_driver_sql("alter table worker rename to hidden")
    thread = threading.Thread(target=ours.keep, args=(ended,))
    thread.start()
    with store.database.writing() as connection:
        connection.exec_driver_sql("alter table hidden rename to worker")
    while not ours.may_bury(clock()):
        pass
    ended.set()
    thread.join()
    assert not lost.is_set()
