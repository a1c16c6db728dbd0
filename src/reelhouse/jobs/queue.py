"""The queue: legs of episodes wait here until a worker takes them, and are handed back when it dies.

DBOS Transact keeps it, in the same database as everything else. It knows that a leg is wanted, taken or ended, and
nothing of what is made: that is in the step table alone. A leg's name is its episode and why it is wanted, so that the
same wish twice is one leg.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from dbos import DBOSClient, EnqueueOptions, WorkflowSerializationFormat

from reelhouse.errors import DatabaseAway, DatabaseUnusable, ReelhouseError
from reelhouse.jobs.wish import USUAL
from reelhouse.storage import Store
from reelhouse.storage.database import Connection, Database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.moment import read
from reelhouse.storage.process import lock

if TYPE_CHECKING:
    from pathlib import Path

    from dbos import WorkflowStatus

#: The one function that the engine calls, and the queue that it waits in.
FUNCTION, QUEUE = "episode_run", "episodes"
#: Never the version of the software: the engine would leave what an older one began to nobody. It is raised when what
#: a leg is given (two names) changes, and start-up then has to bring the older legs along.
EPOCH = "1"
#: Days that the engine remembers a leg that ended.
REMEMBERED = 30

_TAKEN = "PENDING"
_DIED, _BROKE = "MAX_RECOVERY_ATTEMPTS_EXCEEDED", "ERROR"
_ENDED = ["SUCCESS", "CANCELLED"]
#: Before the moment in the reason of a leg that waits for it; and seconds that the engine lets it wait: a century.
_AT, _ASLEEP = "-at-", 3_155_760_000
_WAITING = ["ENQUEUED", "DELAYED"]


@dataclass(frozen=True)
class Taken:
    """A leg that a worker took, and that has not ended; or that `broke`: what the engine met instead of an end."""

    id: str
    episode: str
    reason: str
    worker: str
    broke: str = ""


@dataclass(frozen=True)
class Queue:
    """The queue of an open store."""

    client: DBOSClient
    where: str

    def submit(self, episode: str, reason: str, *, priority: int = USUAL) -> None:
        """Ask for a leg; asked for twice for the same reason, it is one."""
        with self._explained():
            self.client.enqueue(_options(episode, reason, priority), episode, reason)

    def submit_in(
        self, connection: Connection, episode: str, reason: str, *, priority: int = USUAL, after: int = 0
    ) -> None:
        """Ask for a leg in somebody's transaction: it is there when that commits, and never was when it does not.

        `after` are seconds for which nobody takes it, by the database's clock; its reason then says when that is.
        """
        if after:
            reason = f"{reason}{_AT}{read(connection) + after * 1000}"
        options = _options(episode, reason, priority)
        if after:
            options["delay_seconds"] = _ASLEEP
        self.client.enqueue_in_transaction(connection, options, episode, reason)

    def waiting(self) -> int:
        """How many legs wait for a worker."""
        with self._explained():
            return len(self.client.list_workflows(status=_WAITING, load_input=False, load_output=False))

    def wake(self, moment: int) -> None:
        """Let legs be taken that were to wait until a moment of the database's clock, or an earlier one.

        The engine would go by the clocks of those who ask and those who take, which need not agree.
        """
        with self._explained():
            asleep = self.client.list_workflows(status="DELAYED", name=FUNCTION, load_input=False, load_output=False)
            for row in asleep:
                _, _, until = row.workflow_id.rpartition(_AT)
                if until.isdecimal() and int(until) <= moment:
                    self.client.set_workflow_delay(row.workflow_id, delay_until_epoch_ms=0)

    def taken(self, worker: str | None = None) -> list[Taken]:
        """What was taken and has not ended, by one worker or by anybody."""
        with self._explained():
            found = self.client.list_workflows(
                status=_TAKEN, executor_id=worker, name=FUNCTION, load_input=False, load_output=False
            )
        return [_read(row) for row in found]

    def free(self, leg: Taken) -> bool:
        """Let another worker take a leg, unless that has happened; counts as one of its recoveries."""
        with self._explained():  # there is no public way that has the owner as a condition
            return self.client._sys_db.reenqueue_for_recovery(leg.id, [leg.worker], QUEUE)  # noqa: SLF001 - as above

    def hand_back(self, worker: str) -> None:
        """Let others take what a worker that ends has not finished; that is no fault of the legs."""
        for leg in self.taken(worker):
            with self._explained():
                self.client.resume_workflow(leg.id, queue_name=QUEUE)

    def poison(self) -> list[Taken]:
        """Legs that the engine gave up: their workers died each time; or they broke: it could not even call them."""
        with self._explained():
            found = self.client.list_workflows(status=[_DIED, _BROKE], name=FUNCTION, load_input=False, limit=100)
        return [_read(row) for row in found]

    def forget(self, legs: Collection[str]) -> None:
        """Let the engine forget legs that ended."""
        if legs:
            with self._explained():
                self.client.delete_workflows(list(legs))

    def clear(self, days: float = REMEMBERED) -> int:
        """Let the engine forget what ended so many days ago, a hundred at a time; how many legs that were."""
        count = 0
        with self._explained():
            while found := self._ended(days, 100):
                self.client.delete_workflows([row.workflow_id for row in found])
                count += len(found)
        return count

    def ended(self, days: float = REMEMBERED) -> int:
        """How many legs ended so many days ago."""
        with self._explained():
            return len(self._ended(days, None))

    def _ended(self, days: float, limit: int | None) -> list[WorkflowStatus]:
        before = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        return self.client.list_workflows(
            status=_ENDED, completed_before=before, load_input=False, load_output=False, limit=limit
        )

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Whatever the engine meets may have passed another time."""
        try:
            yield
        except Exception as error:
            remedy = "Check the database; the same may succeed later"
            raise DatabaseAway(f"the queue does not answer: {error}", where=self.where, remedy=remedy) from error


def open_at(store: Store) -> Queue:
    """The queue in a store's database; its tables are made by one process at a time.

    Raises:
        DatabaseUnusable: They cannot be made.
    """
    return Queue(lay_tables(store.database, store.home), store.database.where)


def lay_tables(database: Database, home: Path) -> DBOSClient:
    """Make the queue's tables, or bring them to this version.

    Raises:
        DatabaseUnusable: They cannot be made.
        DiskFull: No space for them.
        NotWritable: The home folder cannot be made.
    """
    # The client would wait for a database that is away for as long as it takes; who asks has to know, and may end.
    client = DBOSClient(system_database_engine=database.engine, lazy=True, retry_connection_errors=False)
    path = home / "queue.lock"
    with writing_to(home):
        home.mkdir(parents=True, exist_ok=True)
        handle = lock(path)
    try:
        with database.explained():
            client._sys_db.run_migrations()  # noqa: SLF001 - the public way makes connections of its own, by a URL
    except ReelhouseError as error:
        told = f"the queue cannot be made: {error.message}"
        raise type(error)(told, where=error.where, remedy=error.remedy) from error
    except Exception as error:
        raise DatabaseUnusable(
            f"the queue cannot be made: {error}",
            where=database.where,
            remedy="Give the user of the database the right to create a schema and tables",
        ) from error
    finally:
        path.unlink(missing_ok=True)
        os.close(handle)
    return client


def _options(episode: str, reason: str, priority: int) -> EnqueueOptions:
    """Always with a priority (without one a leg would go before all others), never with a version, never pickled."""
    return {
        "workflow_name": FUNCTION,
        "queue_name": QUEUE,
        "workflow_id": f"{episode}:{reason}",
        "priority": priority,
        "serialization_type": WorkflowSerializationFormat.PORTABLE,
    }


def _read(row: WorkflowStatus) -> Taken:
    episode, _, reason = row.workflow_id.partition(":")
    broke = f"{type(row.error).__name__}: {row.error}" if row.status == _BROKE else ""
    return Taken(row.workflow_id, episode, reason, row.executor_id or "", broke)
