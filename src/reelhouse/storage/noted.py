"""Artifacts on record: every table that names artifacts goes by these rows."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.database import Database


def note(
    database: Database,
    connection: sa.Connection,
    artifact: Artifact,
    *,
    stamp: int,
    now: int,
    pinned: bool = False,
) -> None:
    """Put an artifact on record, or note that it is used again.

    Args:
        database: Whose record it is.
        connection: In a transaction that writes.
        artifact: What was kept.
        stamp: The time stamp to know its file by, in nanoseconds.
        now: Milliseconds since 1970.
        pinned: It stays whatever the limits say; one that is pinned already stays so anyway.
    """
    values = artifact.model_dump(mode="json") | {"mtime_ns": stamp, "made_at": now, "used_at": now, "pinned": pinned}
    again = {"used_at": now, "pinned": True} if pinned else {"used_at": now}
    new = database.insert(tables.artifact).values(values)
    connection.execute(new.on_conflict_do_update(index_elements=["sha256", "suffix"], set_=again))


def artifact_of(row: Any) -> Artifact:
    """The artifact that a row of the record names."""
    return artifact_from(row.sha256, row.kind, row.suffix, row.size)


def artifact_from(sha256: str, kind: str, suffix: str, size: int) -> Artifact:
    """The artifact with these columns."""
    return Artifact(sha256=sha256, kind=Kind(kind), suffix=suffix, size=size)


def is_artifact(artifact: Artifact) -> sa.ColumnElement[bool]:
    """Whether a row of the record is this artifact's."""
    column = tables.artifact.c
    return sa.and_(column.sha256 == artifact.sha256, column.suffix == artifact.suffix)
