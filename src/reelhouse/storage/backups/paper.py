"""What a backup says of itself, and where its pieces are.

`backup.json` is written last, and names every other file but the artifacts by its hash; `artifacts.jsonl` names those,
one on a line, and says of each whether it is in the backup, only in the bucket, or was gone already.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from reelhouse.errors import DatabaseUnusable, PathNotFound
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Value
from reelhouse.storage.content import name_of
from reelhouse.storage.schema import REVISION

#: The form of backups that this software writes; it reads older ones.
FORMAT = 1
PAPER, LIST, ARTIFACTS, TABLES, FILE = "backup.json", "artifacts.jsonl", "artifacts", "tables", "reelhouse.db"
#: Kinds of databases, as SQLAlchemy calls them.
SQLITE, POSTGRESQL = "sqlite", "postgresql"
#: A table's name, and a file's: nothing that leads out of the backup.
_Table = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)?$")]
_File = Annotated[str, Field(pattern=r"^(tables/)?[a-z0-9_]+(\.[a-z0-9_]+)*$")]
_DAMAGED = "Take another backup; this one cannot be relied on"


class Where(StrEnum):
    """Where an artifact was when the backup was taken: copied, in the bucket only, or gone."""

    COPIED = "copied"
    SHARED = "shared"
    LOST = "lost"


class Paper(Value):
    """What a backup says of itself.

    Attributes:
        format: The form of the backup.
        taken: When its database was read, ISO 8601 in UTC.
        house: The database that it is of; never a password.
        database: The kind of database.
        revision: The newest migration that it went through.
        rows: How many rows each table has, in the order in which tables are filled.
        files: Every file but the artifacts and this one, with its SHA-256.
        copied: How many artifacts are in it.
        shared: How many are only in the bucket.
        lost: How many were gone or damaged when it was taken.
        size: Bytes of the artifacts that are in it.
    """

    format: int = FORMAT
    taken: str
    house: str
    database: str
    revision: str
    rows: Mapping[_Table, int]
    files: Mapping[_File, str]
    copied: int
    shared: int
    lost: int
    size: int


@dataclass(frozen=True)
class Listed:
    """An artifact on the list of a backup."""

    artifact: Artifact
    where: Where


def read_paper(folder: Path) -> Paper:
    """What a backup says of itself.

    Raises:
        PathNotFound: This is no backup.
        DatabaseUnusable: It is damaged, or a newer version's.
    """
    path = folder / PAPER
    if not path.is_file():
        raise PathNotFound(
            "this is no backup", where=str(folder), remedy=f"Give the folder of one backup: it holds {PAPER}"
        )
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        known = said["format"] <= FORMAT and said["revision"] <= REVISION
        paper = Paper.model_validate(said) if known else None
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise DatabaseUnusable("the backup is damaged", where=str(path), remedy=_DAMAGED) from error
    if paper is None:
        raise DatabaseUnusable(
            f"a newer version made this backup (format {said['format']}, database {said['revision']};"
            f" this one knows {FORMAT} and {REVISION})",
            where=str(path),
            remedy="Use the version of Reelhouse that made it, or a newer one",
        )
    return paper


def write_list(path: Path, listed: Iterable[Listed]) -> None:
    """Write the list of artifacts."""
    with path.open("w", encoding="utf-8") as file:
        for one in listed:
            line = one.artifact.model_dump(mode="json") | {"where": one.where.value}
            file.write(json.dumps(line, sort_keys=True) + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_list(folder: Path) -> Iterator[Listed]:
    """The artifacts on the list of a backup.

    Raises:
        DatabaseUnusable: It is missing or damaged.
    """
    try:
        for line in (folder / LIST).read_text(encoding="utf-8").splitlines():
            said = json.loads(line)
            where = Where(said.pop("where"))
            yield Listed(Artifact.model_validate(said), where)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatabaseUnusable("the list of artifacts is damaged", where=str(folder / LIST), remedy=_DAMAGED) from error


def place_in(folder: Path, artifact: Artifact) -> Path:
    """Where an artifact is in a backup, if it is there."""
    return folder / ARTIFACTS / name_of(artifact)
