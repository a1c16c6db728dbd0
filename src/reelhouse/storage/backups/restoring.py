"""Bringing a backup back, into a home and a database that hold nothing.

Artifacts first, the database last and in one piece: cut off, the home is still an empty one, and the same can be done
again. What may have gone out to a platform since the backup was taken is not sent by itself once more.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

import reelhouse.storage.schema as tables
from reelhouse.config import Settings
from reelhouse.errors import InvalidSettings, UsageError
from reelhouse.media.stop import check_stop
from reelhouse.media.sync import sync_folder
from reelhouse.model.artifact import Artifact
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.backups import rows
from reelhouse.storage.backups.checking import demand_whole
from reelhouse.storage.backups.paper import (
    FILE,
    POSTGRESQL,
    SQLITE,
    TABLES,
    Listed,
    Paper,
    Where,
    place_in,
    read_list,
    read_paper,
)
from reelhouse.storage.backups.taking import Tell
from reelhouse.storage.content import holds
from reelhouse.storage.database import Database, reach_database
from reelhouse.storage.disk import make_folder, writing_to
from reelhouse.storage.migrate import go_through, migrate
from reelhouse.storage.moment import now
from reelhouse.storage.publications import Stage
from reelhouse.storage.register import EDITED, MAKING, PAUSED, QUEUED, WAITING
from reelhouse.storage.store import FILE as HOME_FILE
from reelhouse.storage.store import address

_SENT_SINCE = "It was about to be sent when the backup was taken that was restored; it may have gone out since"


@dataclass(frozen=True)
class Restored:
    """What came back: artifacts, their bytes, those that are not there, and how much waits for a person.

    `unclear` are publications that may have gone out since, `paused` episodes under way that would post by themselves.
    """

    artifacts: int
    size: int
    lost: tuple[Artifact, ...]
    unclear: int
    paused: int


def demand_empty(settings: Settings, paper: Paper) -> None:
    """Refuse to restore over anything.

    Raises:
        UsageError: There is a database already, or one of another kind is wanted.
        InvalidSettings: The backup only lists what is in a bucket, and the settings name none.
        DatabaseAway: The server cannot be reached.
    """
    kind = POSTGRESQL if settings.database else SQLITE
    if kind != paper.database:
        wanted = "name a PostgreSQL server as" if paper.database == POSTGRESQL else "take out of it"
        raise UsageError(
            f"the backup is of a {paper.database} database, and the settings are of a {kind} one",
            where=str(settings.home),
            remedy=f"Edit settings.yaml there: {wanted} `database`",
        )
    if paper.shared and settings.artifacts is None:
        raise InvalidSettings(
            f"{paper.shared} artifacts of this backup are in a bucket, and the settings name none",
            where=str(settings.home),
            remedy="Name the bucket as `artifacts` in settings.yaml there",
        )
    if _is_used(settings):
        raise UsageError(
            "there is a database already, and nothing is restored over one",
            where=str(settings.home) if kind == SQLITE else "key database",
            remedy="Give an empty home (--into DIR)" if kind == SQLITE else "Create an empty database, and name it",
        )


def restore(folder: Path, settings: Settings, artifacts: Artifacts, tell: Tell = lambda _done, _all: None) -> Restored:
    """Bring a backup back. Where it is of a server with the queue's tables, those must be there, empty.

    Args:
        folder: The backup.
        settings: Of the empty home.
        artifacts: Where its artifacts go.
        tell: Told how many bytes are back, of how many.

    Raises:
        UsageError, InvalidSettings, DatabaseAway: As in `demand_empty`.
        DatabaseUnusable: The backup is damaged, or a newer version's.
        DiskFull: No space for it.
        NotWritable: The home cannot be written to.
        StoreUnusable: The bucket refuses us, or does not answer.
        Cancelled: The work was stopped.
    """
    paper = read_paper(folder)
    demand_whole(folder, paper)
    demand_empty(settings, paper)
    listed = list(read_list(folder))
    lost = _artifacts(folder, listed, artifacts, paper.size, tell)
    calmed = _rows(folder, settings, paper) if paper.database == POSTGRESQL else _file(folder, settings)
    count = sum(one.where is Where.COPIED for one in listed)
    return Restored(count, paper.size, tuple(lost), *calmed)


def _is_used(settings: Settings) -> bool:
    if settings.database is None:
        return (settings.home / HOME_FILE).exists()
    database = reach_database(address(settings))
    try:
        with database.reading() as connection:
            return not rows.is_unused(connection)
    finally:
        database.close()


def _artifacts(folder: Path, listed: list[Listed], artifacts: Artifacts, whole: int, tell: Tell) -> list[Artifact]:
    """Every artifact that is whole comes back; the others are returned."""
    lost, done = [], 0
    for one in listed:
        check_stop()
        place = place_in(folder, one.artifact)
        if one.where is Where.COPIED and place.is_file() and holds(place, one.artifact):
            tell(done, whole)
            artifacts.put(place, one.artifact.kind)
            done += one.artifact.size
        elif one.where is not Where.SHARED:
            lost.append(one.artifact)
    tell(whole, whole)
    return lost


def _file(folder: Path, settings: Settings) -> tuple[int, int]:
    """The file gets its name when it is this version's, and calm."""
    target = settings.home / HOME_FILE
    aside = target.with_name(f".{HOME_FILE}.part")
    with writing_to(settings.home, (folder / FILE).stat().st_size):
        make_folder(settings.home)
        for left in settings.home.glob(f"{aside.name}*"):
            left.unlink()  # of one that was killed: a log beside it would be taken for the new file's
        shutil.copyfile(folder / FILE, aside)
        calmed = _fitted(reach_database(aside))
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(target)
        sync_folder(settings.home)
    return calmed


def _fitted(database: Database) -> tuple[int, int]:
    try:
        with database.reading() as connection:
            database.dialect.prepare(connection)
        with database.writing() as connection:
            migrate(connection, database.where)
            return _calm(connection)
    finally:
        database.close()


def _rows(folder: Path, settings: Settings, paper: Paper) -> tuple[int, int]:
    """Tables as the backup's version had them, filled, and only then brought to this version: all or nothing."""
    database = reach_database(address(settings))
    try:
        with database.writing() as connection:
            connection.exec_driver_sql("set local idle_in_transaction_session_timeout = 0")
            go_through(connection, paper.revision)
            rows.fill_rows(connection, folder / TABLES, list(paper.rows))
            migrate(connection, database.where)
            return _calm(connection)
    finally:
        database.close()


def _calm(connection: sa.Connection) -> tuple[int, int]:
    """What would go out by itself waits for a person: nobody knows what went out since."""
    sent, made = tables.publication.c, tables.production.c
    doubtful = tables.publication.update().where(sent.stage.in_((Stage.READY, Stage.SENDING)))
    under_way = tables.production.update().where(
        made.status.in_((QUEUED, MAKING, EDITED, WAITING)), sa.cast(made.destinations, sa.String) != "[]"
    )
    unclear = connection.execute(doubtful.values(stage=Stage.UNCLEAR, cause=_SENT_SINCE, at=now())).rowcount
    return unclear, connection.execute(under_way.values(status=PAUSED)).rowcount
