"""Which artifacts are an episode's: those of the steps that its last finished run met."""

from __future__ import annotations

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.model.artifact import Kind
from reelhouse.storage.register import ARCHIVED, PINNED

#: What an archived episode keeps: what it gave back.
MASTERS = (Kind.DELIVERABLE, Kind.SIDECAR, Kind.STILL)
#: An artifact by its hash and its ending.
Named = tuple[str, str]

_STEP, _LINK, _EPISODE = tables.episode_step.c, tables.step_artifact.c, tables.production.c
_HELD = sa.select(_LINK.sha256, _LINK.suffix).join(tables.episode_step, _STEP.key == _LINK.key).distinct()


def kept_by_people(connection: sa.Connection) -> set[Named]:
    """What a person wants to keep whatever the limits say."""
    archived = sa.and_(_EPISODE.kept == ARCHIVED, tables.artifact.c.kind.in_(MASTERS))
    query = _HELD.join(tables.production, _EPISODE.episode == _STEP.episode).join(
        tables.artifact, sa.and_(tables.artifact.c.sha256 == _LINK.sha256, tables.artifact.c.suffix == _LINK.suffix)
    )
    return {(row.sha256, row.suffix) for row in connection.execute(query.where((_EPISODE.kept == PINNED) | archived))}


def only_of(connection: sa.Connection, episode: str) -> set[Named]:
    """What this episode has and no other one."""
    link, step = tables.step_artifact.alias(), tables.episode_step.alias()
    same = link.c.sha256 == _LINK.sha256, link.c.suffix == _LINK.suffix
    others = sa.select(link.c.key).join(step, step.c.key == link.c.key).where(*same, step.c.episode != episode)
    query = _HELD.where(_STEP.episode == episode, ~others.exists())
    return {(row.sha256, row.suffix) for row in connection.execute(query)}
