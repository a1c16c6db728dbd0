"""What the store holds, and what may go: by age and by size per kind, longest unused first.

Nothing goes that is pinned, that belongs to an episode which a person keeps, or that a living run may use. A step's
record goes with the first artifact its result needs, so that a later run makes it again. Where a bucket stands behind
the folder, only this machine's copies go, and no record: see `reelhouse.storage.shared` for the bucket itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.config import CacheLimit
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.database import Database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.holdings import kept_by_people, only_of
from reelhouse.storage.noted import artifact_of, is_artifact
from reelhouse.storage.runs import Clock, Runs
from reelhouse.storage.steps import MADE

#: Milliseconds. A file without a record is left alone for so long: its step may be about to finish.
HOUR = 3_600_000
DAY = 24 * HOUR
#: Limits that let nothing stay but what is pinned or in use.
NOTHING = {kind: CacheLimit(size=0, days=0) for kind in Kind}


@dataclass(frozen=True)
class Usage:
    """How much of one kind is in the store; `size` is in bytes."""

    kind: Kind
    count: int
    size: int
    pinned: int


@dataclass(frozen=True)
class Pruned:
    """What went, or would go: artifacts, how many records of steps, files without a record; `size` is bytes in all."""

    artifacts: tuple[Artifact, ...] = ()
    steps: int = 0
    orphans: tuple[Path, ...] = ()
    size: int = 0


@dataclass(frozen=True)
class Kept:
    """An artifact in the store, with what decides whether it goes."""

    artifact: Artifact
    used_at: int
    safe: bool


def surplus(kept: Sequence[Kept], limits: Mapping[Kind, CacheLimit], now: int) -> list[Artifact]:
    """The artifacts that are over the limits of their kind, longest unused first.

    Args:
        kept: Everything in the store.
        limits: Per kind; a kind without limits stays whole.
        now: Milliseconds since 1970.
    """
    by_kind = sorted(kept, key=lambda one: (one.artifact.kind, one.used_at, one.artifact.sha256))
    gone: list[Artifact] = []
    for kind, group in groupby(by_kind, key=lambda one: one.artifact.kind):
        gone.extend(_over(list(group), limits.get(kind, CacheLimit()), now))
    return gone


def _over(kept: Sequence[Kept], limit: CacheLimit, now: int) -> Iterable[Artifact]:
    total = sum(one.artifact.size for one in kept)
    for one in kept:
        old = limit.days is not None and now - one.used_at > limit.days * DAY
        heavy = limit.size is not None and total > limit.size
        if (old or heavy) and not one.safe:
            total -= one.artifact.size
            yield one.artifact


@dataclass(frozen=True)
class Cache:
    """The store, seen as a cache."""

    database: Database
    artifacts: Artifacts
    runs: Runs
    clock: Clock
    limits: Mapping[Kind, CacheLimit] = field(default_factory=dict)
    record_days: float = 365

    def usage(self) -> tuple[Usage, ...]:
        """How much there is of each kind, largest first."""
        column = tables.artifact.c
        query = sa.select(
            column.kind, sa.func.count(), sa.func.sum(column.size), sa.func.sum(sa.cast(column.pinned, sa.Integer))
        ).group_by(column.kind)
        with self.database.reading() as connection:
            rows = connection.execute(query).all()
        return tuple(sorted((Usage(Kind(row[0]), *row[1:]) for row in rows), key=lambda usage: -usage.size))

    def pin(self, artifact: Artifact, *, pinned: bool = True) -> None:
        """Keep an artifact whatever the limits say, or stop doing so."""
        with self.database.writing() as connection:
            connection.execute(tables.artifact.update().where(is_artifact(artifact)).values(pinned=pinned))

    def prune(self, limits: Mapping[Kind, CacheLimit] | None = None, *, dry_run: bool = False) -> Pruned:
        """Remove what is over the limits, what no record names, and old records that have no artifacts.

        Args:
            limits: Other limits than those of the settings; `NOTHING` empties the store.
            dry_run: Only say what would go.

        Raises:
            NotWritable: A file cannot be removed.
        """
        with self.database.writing() as connection, writing_to(self.artifacts.folder):
            plan, keys = self._plan(connection, self.limits if limits is None else limits)
            if not dry_run:
                self._remove(connection, plan, keys)
        return plan

    def forget(self, limits: Mapping[Kind, CacheLimit], *, dry_run: bool = False) -> Pruned:
        """Forget artifacts over the limits with the records that need them; files and objects stay where they are.

        Args:
            limits: Per kind; a kind without limits stays whole.
            dry_run: Only say what would be forgotten.
        """
        with self.database.writing() as connection:
            gone, keys = self._with_records(connection, self._kept(connection, self.runs.oldest_start()), limits)
            if not dry_run:
                self._forget(connection, gone, keys)
        return Pruned(tuple(gone), len(keys), size=sum(one.size for one in gone))

    def drop(self, episode: str, kind: Kind, *, dry_run: bool = False) -> Pruned:
        """Remove what only this episode has of a kind, unless somebody keeps or uses it; or only say what would go.

        Raises:
            NotWritable: A file cannot be removed.
        """
        with self.database.writing() as connection, writing_to(self.artifacts.folder):
            own, kept = only_of(connection, episode), self._kept(connection, self.runs.oldest_start())
            free = [one.artifact for one in kept if one.artifact.kind is kind and not one.safe]
            gone = [one for one in free if (one.sha256, one.suffix) in own]
            links = self._links(connection)
            keys = {key for one in gone for key in links.get(one, ())}
            if not dry_run:
                self._forget(connection, gone, keys)
            for artifact in () if dry_run else gone:
                self.artifacts.remove(artifact)
        return Pruned(tuple(gone), len(keys), size=sum(one.size for one in gone))

    def named(self) -> list[Artifact]:
        """Every artifact on record."""
        with self.database.reading() as connection:
            return [artifact_of(row) for row in connection.execute(sa.select(tables.artifact))]

    def _plan(self, connection: sa.Connection, limits: Mapping[Kind, CacheLimit]) -> tuple[Pruned, set[str]]:
        now, oldest = self._now(), self.runs.oldest_start()
        kept = self._kept(connection, oldest)
        if self.artifacts.remote:
            here = [one for one in kept if self.artifacts.place(one.artifact).exists()]
            gone, keys = surplus(here, limits, now), set[str]()
        else:
            gone, keys = self._with_records(connection, kept, limits)
        keys |= self._stale(connection, now)
        orphans = tuple(sorted(self._orphans(kept, (now if oldest is None else oldest) - HOUR)))
        size = sum(one.size for one in gone) + sum(path.stat().st_size for path in orphans)
        return Pruned(tuple(gone), len(keys), orphans, size), keys

    def _with_records(
        self, connection: sa.Connection, kept: Sequence[Kept], limits: Mapping[Kind, CacheLimit]
    ) -> tuple[list[Artifact], set[str]]:
        """The artifacts over the limits, the keys of the records that need them, and what only those records need."""
        links = self._links(connection)
        gone = surplus(kept, limits, self._now())
        keys = {key for one in gone for key in links.get(one, ())}
        gone += [one.artifact for one in kept if _is_lost(one, links, keys) and one.artifact not in gone]
        return gone, keys

    def _kept(self, connection: sa.Connection, oldest: int | None) -> list[Kept]:
        """Every artifact on record; what a person keeps is safe, and what the oldest living run may use."""
        since = None if oldest is None else oldest - HOUR
        rows, wanted = connection.execute(sa.select(tables.artifact)).all(), kept_by_people(connection)
        return [
            Kept(
                artifact_of(row),
                row.used_at,
                row.pinned or (row.sha256, row.suffix) in wanted or (since is not None and row.used_at >= since),
            )
            for row in rows
        ]

    def _links(self, connection: sa.Connection) -> dict[Artifact, set[str]]:
        """The records that need each artifact."""
        query = sa.select(tables.step_artifact.c.key, tables.artifact).join(tables.artifact)
        links: dict[Artifact, set[str]] = {}
        for row in connection.execute(query):
            links.setdefault(artifact_of(row), set()).add(row.key)
        return links

    def _stale(self, connection: sa.Connection, now: int) -> set[str]:
        """Records without artifacts that nobody used for long."""
        column = tables.step.c
        linked = sa.select(tables.step_artifact.c.key)
        limit = now - int(self.record_days * DAY)
        query = sa.select(column.key).where(column.state == MADE, column.used_at < limit, column.key.not_in(linked))
        return set(connection.execute(query).scalars())

    def _orphans(self, kept: Iterable[Kept], before: int) -> Iterator[Path]:
        """Files without a record that are older than any step that may still claim them."""
        known = {self.artifacts.place(one.artifact) for one in kept}
        for path in self.artifacts.files():
            if path not in known and path.stat().st_mtime * 1000 < before:
                yield path

    def _remove(self, connection: sa.Connection, plan: Pruned, keys: set[str]) -> None:
        """Records first, and claims that nobody holds.

        A crash before the commit leaves records without files, which are noticed when they are met.
        """
        self._forget(connection, () if self.artifacts.remote else plan.artifacts, keys)
        for artifact in plan.artifacts:
            self.artifacts.remove(artifact)
        for path in plan.orphans:
            path.unlink(missing_ok=True)
        claim, runs = tables.step.c, sa.select(tables.run.c.id)
        connection.execute(tables.step.delete().where(claim.state != MADE, claim.holder.not_in(runs)))

    def _forget(self, connection: sa.Connection, artifacts: Iterable[Artifact], keys: Iterable[str]) -> None:
        for key in keys:
            connection.execute(tables.step.delete().where(tables.step.c.key == key))
        for artifact in artifacts:
            connection.execute(tables.artifact.delete().where(is_artifact(artifact)))

    def _now(self) -> int:
        return int(self.clock() * 1000)


def _is_lost(one: Kept, links: Mapping[Artifact, set[str]], going: set[str]) -> bool:
    """Whether every record that needs the artifact goes, or went."""
    return not one.safe and links.get(one.artifact, set()) <= going
