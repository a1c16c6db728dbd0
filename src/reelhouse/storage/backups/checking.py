"""Reading a whole backup: is everything there, and is it what it was?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.errors import DatabaseUnusable
from reelhouse.media.stop import check_stop
from reelhouse.storage.backups import file
from reelhouse.storage.backups.paper import FILE, SQLITE, TABLES, Listed, Paper, Where, place_in, read_list, read_paper
from reelhouse.storage.content import holds, name_of, sha256

if TYPE_CHECKING:
    from reelhouse.storage.backups.taking import Tell
    from reelhouse.storage.remote import Remote


@dataclass(frozen=True)
class Checked:
    """What a backup says of itself, and what is wrong with it, a sentence each; nothing when it is whole."""

    paper: Paper
    faults: tuple[str, ...]


def check(folder: Path, remote: Remote | None = None, tell: Tell = lambda _done, _all: None) -> Checked:
    """Read every byte of a backup and compare it with what it was.

    Args:
        folder: The backup.
        remote: The bucket that holds what is only on its list; without one that is not looked at.
        tell: Told how many bytes are read, of how many.

    Raises:
        PathNotFound: This is no backup.
        DatabaseUnusable: Its own paper or list is damaged, or a newer version's.
        StoreUnusable: The bucket refuses us, or does not answer.
        Cancelled: The work was stopped.
    """
    paper = read_paper(folder)
    faults = [*database_faults(folder, paper)]
    if not any(fault.startswith("artifacts.jsonl") for fault in faults):
        listed = list(read_list(folder))
        faults += [*_artifact_faults(folder, paper, listed, tell), *_bucket_faults(listed, remote)]
    return Checked(paper, tuple(faults))


def database_faults(folder: Path, paper: Paper) -> Iterator[str]:
    """What is wrong with everything but the artifacts."""
    wrong = [name for name, told in paper.files.items() if not _is(folder / name, told)]
    yield from (f"{name} is missing or damaged" for name in wrong)
    if wrong:
        return
    if paper.database == SQLITE:
        if not file.is_whole(folder / FILE):
            yield f"{FILE} is no whole database"
        elif file.rows_in(folder / FILE) != dict(paper.rows):
            yield f"{FILE} has other numbers of rows than when it was taken"
        return
    for name, count in paper.rows.items():
        with (folder / TABLES / f"{name}.copy").open("rb") as rows:
            if sum(1 for _ in rows) != count + 1:  # the first line names the columns
                yield f"{name} has another number of rows than when it was taken"


def demand_whole(folder: Path, paper: Paper) -> None:
    """Refuse a backup whose database is damaged.

    Raises:
        DatabaseUnusable: It is; the message says where.
    """
    if faults := list(database_faults(folder, paper)):
        raise DatabaseUnusable(
            f"this backup is damaged: {'; '.join(faults)}",
            where=str(folder),
            remedy="Restore another one; `reelhouse backup list` shows them",
        )


def _is(path: Path, told: str) -> bool:
    try:
        return sha256(path) == told
    except OSError:
        return False


def _artifact_faults(folder: Path, paper: Paper, listed: list[Listed], tell: Tell) -> Iterator[str]:
    done = 0
    for one in listed:
        check_stop()
        if one.where is not Where.COPIED:
            continue
        tell(done, paper.size)
        place = place_in(folder, one.artifact)
        if not place.is_file():
            yield f"{name_of(one.artifact)} is missing"
        elif not holds(place, one.artifact):
            yield f"{name_of(one.artifact)} is damaged"
        done += one.artifact.size
    tell(paper.size, paper.size)
    if sum(one.where is Where.COPIED for one in listed) != paper.copied:
        yield "the list of artifacts is another one than when it was taken"


def _bucket_faults(listed: list[Listed], remote: Remote | None) -> Iterator[str]:
    shared = [one.artifact for one in listed if one.where is Where.SHARED]
    if remote is None or not shared:
        return
    there = {one.name: one.size for page in remote.pages() for one in page}
    for artifact in shared:
        if there.get(name_of(artifact)) != artifact.size:
            yield f"{name_of(artifact)} is not in the bucket any more"
