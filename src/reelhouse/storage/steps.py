"""The step table: who makes what, and what was made.

A step is claimed by inserting its row; a row that is being made by a dead run is taken over by raising its fence. Only
the claim with the fence that the row has can finish it, so a sleeper that wakes after a take-over changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.media.stop import check_end
from reelhouse.model.artifact import Artifact
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.database import Database
from reelhouse.storage.noted import artifact_of, is_artifact, note
from reelhouse.storage.patience import patient
from reelhouse.storage.runs import Clock, Run, Runs
from reelhouse.storage.volumes import Made, add

MAKING = "making"
MADE = "made"
#: Seconds between two looks at a step that another one is making: first, and at most.
FIRST_LOOK, LONGEST_LOOK = 0.02, 0.2
#: A record's last use is written again when it is this old (milliseconds), not at every meeting.
HOUR = 3_600_000


@dataclass(frozen=True)
class Wanted:
    """A step by its key, and what the record says about it beside its result."""

    key: str
    name: str
    version: int
    provider: str = ""
    salt: str = ""


@dataclass(frozen=True)
class Found:
    """A step that was made: its result as JSON."""

    key: str
    holder: str
    fence: int
    result: dict[str, Any]


@dataclass(frozen=True)
class Claim:
    """The right to make a step, until somebody takes it over."""

    wanted: Wanted
    run: Run
    fence: int


_step, _link, _artifact = tables.step.c, tables.step_artifact.c, tables.artifact.c

_READ = (
    sa.select(
        *(_step.state, _step.holder, _step.fence, _step.result, _step.used_at),
        *(_artifact.sha256, _artifact.suffix, _artifact.kind, _artifact.size, _artifact.mtime_ns),
    )
    .select_from(
        tables.step.outerjoin(tables.step_artifact, _link.key == _step.key).outerjoin(
            tables.artifact, sa.and_(_artifact.sha256 == _link.sha256, _artifact.suffix == _link.suffix)
        )
    )
    .where(_step.key == sa.bindparam("key"))
)


_CLAIMED = sa.select(_step.holder, _step.fence).where(_step.key == sa.bindparam("key"), _step.state == MAKING)


def _is(key: str, holder: str, fence: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (_step.key == key, _step.holder == holder, _step.fence == fence)


@dataclass(frozen=True)
class StepTable:
    """Claims and results of steps."""

    database: Database
    artifacts: Artifacts
    runs: Runs
    clock: Clock

    def obtain(self, wanted: Wanted, run: Run, pause: Callable[[float], None]) -> Found | Claim:
        """Find the step made, or get the right to make it; while a living run makes it, wait.

        A record whose artifacts are missing or damaged is forgotten.

        Args:
            wanted: The step.
            run: Who asks.
            pause: Sleeps so many seconds.

        Raises:
            Cancelled: The work was stopped while waiting.
        """
        look = FIRST_LOOK
        while True:
            met = self.take(wanted, run)
            if met is not None:
                return met
            check_end()
            pause(look)
            look = min(2 * look, LONGEST_LOOK)

    def take(self, wanted: Wanted, run: Run) -> Found | Claim | None:
        """As `obtain`, but None while a living run makes it."""
        return self.find(wanted.key) or self._claim(wanted, run)

    @patient
    def find(self, key: str) -> Found | None:
        """The finished step with this key, its artifacts in place; its use is noted."""
        with self.database.reading() as connection:
            rows = connection.execute(_READ, {"key": key}).all()
        if not rows or rows[0].state != MADE:
            return None
        found = Found(key, rows[0].holder, rows[0].fence, rows[0].result)
        if not all(self._intact(row) for row in rows if row.sha256):
            self.forget(found)
            return None
        now = self._now()
        if now - rows[0].used_at > HOUR:
            self._note_use(key, now)
        return found

    @patient
    def made(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of these steps that were made, as far as records tell."""
        query = sa.select(_step.key).where(_step.key.in_(tuple(keys)), _step.state == MADE)
        with self.database.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def pace(self) -> dict[str, float]:
        """How many seconds steps of each name took here, on average."""
        query = sa.select(_step.name, sa.func.avg(_step.seconds)).where(_step.state == MADE).group_by(_step.name)
        with self.database.reading() as connection:
            return {name: float(seconds) for name, seconds in connection.execute(query)}

    @patient
    def forget(self, found: Found) -> None:
        """Drop a record that cannot be used."""
        with self.database.joining() as connection:
            connection.execute(tables.step.delete().where(*_is(found.key, found.holder, found.fence)))

    @patient
    def finish(
        self,
        claim: Claim,
        result: dict[str, Any],
        artifacts: Iterable[Artifact],
        *,
        attempts: int = 1,
        seconds: float = 0,
        volumes: Made | None = None,
    ) -> bool:
        """Make result and artifacts visible together; False when the claim was taken over and nothing changed.

        Volumes are counted with them, so never twice for one result.

        Raises:
            ArtifactMissing: A file was removed since it was kept (a cache that was pruned at that moment).
        """
        now = self._now()
        with self.database.joining() as connection:
            finished = connection.execute(
                tables.step.update()
                .where(*_is(claim.wanted.key, claim.run.id, claim.fence), _step.state == MAKING)
                .values(state=MADE, result=result, attempts=attempts, seconds=seconds, made_at=now, used_at=now)
            )
            if finished.rowcount:
                self._link(connection, claim.wanted.key, dict.fromkeys(artifacts), now)
                if volumes is not None:
                    add(self.database, connection, volumes)
            done = bool(finished.rowcount) or self._was_finished(connection, claim)
        claim.run.let_go(claim.wanted.key)
        return done

    @patient
    def release(self, claim: Claim) -> None:
        """Give the claim back without a result: the next one who wants the step makes it."""
        claim.run.let_go(claim.wanted.key)
        with self.database.joining() as connection:
            connection.execute(
                tables.step.delete().where(*_is(claim.wanted.key, claim.run.id, claim.fence), _step.state == MAKING)
            )

    def _was_finished(self, connection: sa.Connection, claim: Claim) -> bool:
        """Whether we did that already: the answer to a commit can be lost on its way."""
        ours = sa.select(_step.key).where(*_is(claim.wanted.key, claim.run.id, claim.fence), _step.state == MADE)
        return connection.execute(ours).scalar() is not None

    @patient
    def _claim(self, wanted: Wanted, run: Run) -> Claim | None:
        if not run.hold(wanted.key):
            return None
        claim = None
        try:
            claim = self._insert(wanted, run) or self._take_over(wanted, run)
        finally:
            if claim is None:
                run.let_go(wanted.key)
        return claim

    def _insert(self, wanted: Wanted, run: Run) -> Claim | None:
        values = vars(wanted) | {"state": MAKING, "holder": run.id, "fence": 1}
        with self.database.joining() as connection:
            claim = self.database.insert(tables.step).values(values).on_conflict_do_nothing().returning(_step.key)
            ours = connection.execute(claim).scalar()
        return Claim(wanted, run, 1) if ours else None

    def _take_over(self, wanted: Wanted, run: Run) -> Claim | None:
        """Take the claim of a dead run, or one that we lost ourselves; None when another one was faster."""
        with self.database.reading() as connection:
            row = connection.execute(_CLAIMED, {"key": wanted.key}).one_or_none()
        if row is None or (row.holder != run.id and self.runs.is_alive(row.holder)):
            return None
        with self.database.joining() as connection:
            taken = connection.execute(
                tables.step.update()
                .where(*_is(wanted.key, row.holder, row.fence), _step.state == MAKING)
                .values(holder=run.id, fence=row.fence + 1)
            )
        return Claim(wanted, run, row.fence + 1) if taken.rowcount else None

    def _link(self, connection: sa.Connection, key: str, artifacts: Iterable[Artifact], now: int) -> None:
        for artifact in sorted(artifacts, key=lambda one: (one.sha256, one.suffix)):  # one order: no deadlock
            stamp = self.artifacts.stamp(artifact)
            note(self.database, connection, artifact, stamp=stamp, now=now)
            connection.execute(
                tables.step_artifact.insert().values(key=key, sha256=artifact.sha256, suffix=artifact.suffix)
            )

    def _intact(self, row: Any) -> bool:
        """Whether the artifact is as it was; a file that had to be read for that is known by its new time stamp."""
        artifact = artifact_of(row)
        stamp = self.artifacts.intact(artifact, row.mtime_ns)
        if stamp is not None and stamp != row.mtime_ns:
            with self.database.joining() as connection:
                connection.execute(tables.artifact.update().where(is_artifact(artifact)).values(mtime_ns=stamp))
        return stamp is not None

    def _note_use(self, key: str, now: int) -> None:
        linked = sa.select(_link.sha256).where(_link.key == key)
        with self.database.joining() as connection:
            connection.execute(tables.step.update().where(_step.key == key).values(used_at=now))
            connection.execute(tables.artifact.update().where(_artifact.sha256.in_(linked)).values(used_at=now))

    def _now(self) -> int:
        return int(self.clock() * 1000)
