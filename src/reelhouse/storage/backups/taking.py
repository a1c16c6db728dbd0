"""Taking a backup while others write: the database as it is at one moment, then the artifacts that it names.

Artifacts never change, so whatever the moment names is either still there afterwards or was let go of meanwhile. What
the backup before has too is linked to it, and costs no space; everything else is copied and compared with its hash.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reelhouse.errors import ArtifactDamaged, ArtifactMissing, DatabaseUnusable
from reelhouse.media.stop import check_stop
from reelhouse.model.artifact import Artifact
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.backups import file, room, rows
from reelhouse.storage.backups.paper import (
    FILE,
    LIST,
    PAPER,
    POSTGRESQL,
    SQLITE,
    TABLES,
    Listed,
    Paper,
    Where,
    place_in,
    write_list,
)
from reelhouse.storage.content import is_marked, name_of, sha256, stamp_of
from reelhouse.storage.database import Database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.fetch import fetch

#: Told how many bytes are done, of how many.
Tell = Callable[[int, int], None]
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Wish:
    """How a backup is taken: `media` copies what is in the bucket too, `afresh` links nothing."""

    media: bool = False
    afresh: bool = False


@dataclass(frozen=True)
class _Taker:
    artifacts: Artifacts
    folder: Path
    before: Path | None
    #: What the bucket holds, by name; empty when what it holds is copied.
    shared: Mapping[str, int]

    def bring(self, artifact: Artifact) -> Where:
        target = place_in(self.folder, artifact)
        if self.shared.get(name_of(artifact)) == artifact.size:
            return Where.SHARED
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._link(artifact, target) or self._copy(artifact, target) or self._fetch(artifact, target):
            return Where.COPIED
        target.unlink(missing_ok=True)
        return Where.LOST

    def _link(self, artifact: Artifact, target: Path) -> bool:
        """Its time stamp says that nobody wrote to it since it was compared with its hash."""
        if self.before is None:
            return False
        with suppress(OSError):  # not there, or a file system without links
            source = place_in(self.before, artifact)
            stat = source.stat()
            if stat.st_size == artifact.size and is_marked(stat.st_mtime_ns, artifact):
                os.link(source, target)
                return True
        return False

    def _copy(self, artifact: Artifact, target: Path) -> bool:
        try:
            reader = self.artifacts.place(artifact).open("rb")
        except OSError:
            return False
        with reader, writing_to(self.folder, artifact.size), target.open("wb") as writer:
            found = hashlib.sha256()
            while block := reader.read(_BLOCK):
                check_stop()
                found.update(block)
                writer.write(block)
            writer.flush()
            os.fsync(writer.fileno())
        return found.hexdigest() == artifact.sha256 and _mark(artifact, target)

    def _fetch(self, artifact: Artifact, target: Path) -> bool:
        if self.artifacts.remote is None:
            return False
        with suppress(ArtifactMissing, ArtifactDamaged), writing_to(self.folder, artifact.size):
            fetch(self.artifacts.remote, artifact, target)
            return _mark(artifact, target)
        return False


def take(
    database: Database, artifacts: Artifacts, folder: Path, wish: Wish, tell: Tell = lambda _done, _all: None
) -> tuple[Path, Paper]:
    """Take a backup; it appears whole or not at all.

    Args:
        database: Whose records.
        artifacts: Whose files.
        folder: Where backups are kept; the new one is a folder in it.
        wish: How it is taken.
        tell: Told how far it is.

    Returns:
        The new folder and what it says of itself.

    Raises:
        OutputBusy: Another backup is being taken there.
        DiskFull: No space for it.
        NotWritable: The folder cannot be written to.
        DatabaseUnusable: The database cannot be read, or is damaged.
        StoreUnusable: The bucket refuses us, or does not answer.
        Cancelled: The work was stopped.
    """
    with room.holding(folder):
        before = None if wish.afresh else next((path for path, _ in room.backups_in(folder, database.where)), None)
        taken = datetime.now(UTC)
        with room.growing(folder, taken) as (aside, target):
            moment = _read(database, aside)
            shared = {} if wish.media else _in_bucket(artifacts)
            taker = _Taker(artifacts, aside, before, shared)
            listed = list(_brought(taker, moment.artifacts, tell))
            write_list(aside / LIST, listed)
            paper = _paper(database, aside, taken, moment, listed)
            _write(aside / PAPER, paper.model_dump_json(indent=1))
    return target, paper


def _read(database: Database, aside: Path) -> rows.Moment:
    if database.engine.dialect.name == POSTGRESQL:
        return rows.copy_rows(database, aside / TABLES)
    path = aside / FILE
    file.copy_file(database, path)
    if not file.is_whole(path):
        raise DatabaseUnusable(
            "the database is damaged: no backup was taken",
            where=database.where,
            remedy="Restore the last good backup into an empty home, and compare",
        )
    return rows.Moment(file.revision_in(path), file.rows_in(path), file.artifacts_in(path))


def _brought(taker: _Taker, artifacts: list[Artifact], tell: Tell) -> Iterator[Listed]:
    whole, done = sum(one.size for one in artifacts), 0
    for artifact in artifacts:
        check_stop()
        tell(done, whole)
        yield Listed(artifact, taker.bring(artifact))
        done += artifact.size
    tell(done, whole)


def _in_bucket(artifacts: Artifacts) -> dict[str, int]:
    if artifacts.remote is None:
        return {}
    return {one.name: one.size for page in artifacts.remote.pages() for one in page}


def _paper(database: Database, aside: Path, taken: datetime, moment: rows.Moment, listed: list[Listed]) -> Paper:
    where = [one.where for one in listed]
    tables = [f"{TABLES}/{name}.copy" for name in moment.rows]
    names = [LIST, *(tables if database.engine.dialect.name == POSTGRESQL else [FILE])]
    return Paper(
        taken=taken.isoformat(timespec="microseconds"),
        house=database.where,
        database=POSTGRESQL if database.engine.dialect.name == POSTGRESQL else SQLITE,
        revision=moment.revision,
        rows=moment.rows,
        files={name: sha256(aside / name) for name in names},
        copied=where.count(Where.COPIED),
        shared=where.count(Where.SHARED),
        lost=where.count(Where.LOST),
        size=sum(one.artifact.size for one in listed if one.where is Where.COPIED),
    )


def _mark(artifact: Artifact, target: Path) -> bool:
    now = stamp_of(artifact)
    os.utime(target, ns=(now, now))
    return True


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as opened:
        opened.write(text + "\n")
        opened.flush()
        os.fsync(opened.fileno())
