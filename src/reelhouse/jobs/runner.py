"""The engine in this process: it takes legs from the queue and calls a function for each, on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dbos import DBOS, WorkflowSerializationFormat

from reelhouse.jobs.pace import Pace
from reelhouse.jobs.queue import EPOCH, FUNCTION, QUEUE
from reelhouse.storage.database import Database

#: Seconds that the engine waits for legs that were told to end, before it leaves their threads alone.
LAST_WAIT = 30
#: The engine's own queue, and seconds between two looks at it.
ITS_OWN, RARELY = "_dbos_internal_queue", 60.0

Run = Callable[[str, str], str]


class LetGo(BaseException):
    """A leg ends without an end: the engine keeps it as taken, for this worker to hand back or others to take over.

    Not an `Exception`: the engine writes those down as the end of a leg.
    """


@contextmanager
def running(database: Database, worker: str, run: Run, pace: Pace) -> Iterator[None]:
    """Take legs, so many at once, for as long as the block; after it nothing is taken, and the last ones are awaited.

    Args:
        database: Where the queue is.
        worker: A name that no process had before: the engine would take its namesake's legs for its own.
        run: Is called with episode and reason.
        pace: How many legs at once, how often the queue is looked at, and how many deaths a leg may cause.
    """

    @DBOS.workflow(
        name=FUNCTION,
        max_recovery_attempts=pace.recoveries,
        serialization_type=WorkflowSerializationFormat.PORTABLE,  # nothing is unpickled, and text outlives renames
    )
    def episode_run(episode: str, reason: str) -> str:
        return run(episode, reason)

    engine = DBOS(
        config={
            "name": "reelhouse",
            "system_database_url": "sqlite:///unused" if not database.shared else "postgresql://unused/unused",
            "system_database_engine": database.engine,
            "executor_id": worker,
            "application_version": EPOCH,
            "log_level": "ERROR",
            "run_migrations": False,
            "use_listen_notify": False,
        }
    )
    # Kept in the database, a queue would have one number of jobs for all workers. The engine's own one is not used.
    register = engine._registry._register_internal_queue  # noqa: SLF001 - as above
    register(QUEUE, worker_concurrency=pace.jobs, polling_interval_sec=pace.poll)
    register(ITS_OWN, polling_interval_sec=RARELY)
    try:
        DBOS.launch()
        yield
    finally:
        _hurry(engine)
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=LAST_WAIT)


def _hurry(engine: DBOS) -> None:
    """Have it not wait any more for a database that is away: what it cannot write down stays taken, for others."""
    if found := engine._sys_db_field:  # noqa: SLF001 - there is no public way to change it, and None before the launch
        found._retry_connection_errors = False  # noqa: SLF001 - as above
