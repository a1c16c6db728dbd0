"""What nobody looks at any more: records of work that ended long ago, and of artifacts that are gone."""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.content import name_of
from reelhouse.storage.database import Database
from reelhouse.storage.moment import now
from reelhouse.storage.noted import artifact_of, is_artifact
from reelhouse.storage.register import ARCHIVED, FAILED, PINNED

#: Milliseconds; and how many rows go in one transaction, so that nobody waits for long.
_DAY, _BATCH = 86_400_000, 500
_leg, _failure, _made = tables.leg.c, tables.failure.c, tables.production.c


def clear_records(database: Database, days: float, *, dry_run: bool = False) -> Mapping[str, int]:
    """Forget legs that ended and failures that were made good so many days ago.

    Args:
        database: Whose records.
        days: Younger ones stay.
        dry_run: Only count them.

    Returns:
        How many of each table.
    """
    before = now() - int(days * _DAY)
    failed = sa.select(_made.episode).where(_made.status == FAILED)
    kept = sa.select(_made.episode).where(_made.kept.in_((PINNED, ARCHIVED)))
    ended = sa.and_(_leg.at < before, _leg.worker == "")
    old = {
        tables.leg: sa.and_(ended, _leg.episode.not_in(failed), _leg.episode.not_in(kept)),
        tables.failure: sa.and_(_failure.at < before, _failure.episode.not_in(failed)),
    }
    count = _counted if dry_run else _deleted
    return {table.name: count(database, table, condition) for table, condition in old.items()}


def clear_lost(database: Database, artifacts: Artifacts, *, dry_run: bool = False) -> tuple[tuple[Artifact, ...], int]:
    """Forget artifacts whose files are gone, and the steps that need them; what is pinned stays on record.

    Args:
        database: Whose records.
        artifacts: Where files are; with a bucket, what it holds is there.
        dry_run: Only say what would be forgotten.

    Returns:
        The artifacts, and how many steps.

    Raises:
        StoreUnusable: The bucket refuses us, or does not answer.
    """
    there = {} if artifacts.remote is None else {one.name for page in artifacts.remote.pages() for one in page}
    column, link = tables.artifact.c, tables.step_artifact.c
    with database.reading() as connection:
        old = sa.select(tables.artifact).where(column.pinned.is_(False), column.used_at < now() - _DAY)
        known = [artifact_of(row) for row in connection.execute(old)]
    gone = [one for one in known if name_of(one) not in there and not artifacts.place(one).is_file()]
    keys: set[str] = set()
    for start in range(0, len(gone), _BATCH):
        with database.writing() as connection:
            for one in gone[start : start + _BATCH]:
                needs = sa.select(link.key).where(link.sha256 == one.sha256, link.suffix == one.suffix)
                keys.update(connection.execute(needs).scalars())
                if not dry_run:
                    connection.execute(tables.step.delete().where(tables.step.c.key.in_(needs)))
                    connection.execute(tables.artifact.delete().where(is_artifact(one)))
    return tuple(gone), len(keys)


def _counted(database: Database, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    with database.reading() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table).where(condition)).scalar_one())


def _deleted(database: Database, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    [key], count = table.primary_key.columns, 0
    some = sa.select(key).where(condition).limit(_BATCH)
    while True:
        with database.writing() as connection:
            went = connection.execute(table.delete().where(key.in_(some))).rowcount
        count += went
        if went < _BATCH:
            return count
