"""Backups of everything that is kept: taking, checking, thinning them, and bringing one back."""

from __future__ import annotations

from pathlib import Path

from reelhouse.config import Settings
from reelhouse.errors import PathNotFound
from reelhouse.jobs.installed import lay_queue
from reelhouse.model.base import Value
from reelhouse.storage import open_store
from reelhouse.storage.backups.checking import check, demand_whole
from reelhouse.storage.backups.paper import POSTGRESQL, Paper, read_paper
from reelhouse.storage.backups.restoring import demand_empty, restore
from reelhouse.storage.backups.room import backups_in
from reelhouse.storage.backups.rows import ENGINE
from reelhouse.storage.backups.taking import Tell, Wish, take
from reelhouse.storage.backups.thinning import Thinned, thin
from reelhouse.storage.database import reach_database
from reelhouse.storage.store import address, reach_artifacts

FOLDER = "backups"


class Told(Value):
    """A backup: its folder, when it was taken (ISO 8601, UTC), its artifacts and their bytes.

    `shared` artifacts are only in the bucket, `lost` ones were gone or damaged when it was taken.
    """

    folder: str
    taken: str
    artifacts: int
    bytes: int
    shared: int
    lost: int


class Stayed(Value):
    """Which backups stay, which went or would go, and which are damaged: those are left to a person."""

    kept: tuple[str, ...]
    gone: tuple[str, ...]
    damaged: tuple[str, ...]


class Verified(Value):
    """A backup that was read whole, and what is wrong with it: nothing, when it is as it was taken."""

    backup: Told
    faults: tuple[str, ...]


class Back(Value):
    """What came back from a backup.

    `lost` artifacts are made again when they are needed. `unclear` publications and `paused` episodes wait for a
    person, because something may have gone out since the backup was taken.
    """

    backup: Told
    home: str
    artifacts: int
    bytes: int
    lost: tuple[str, ...]
    unclear: int
    paused: int


def silent(_done: int, _all: int) -> None:
    """Tell nobody how far it is."""


def take_backup(settings: Settings, folder: Path | None, wish: Wish, tell: Tell = silent) -> Told:
    """Take a backup into a new folder in `folder`, or where the settings say.

    Raises:
        OutputBusy: Another backup is being taken there.
        DiskFull: No space for it.
        NotWritable: The folder cannot be written to.
        DatabaseUnusable: The database is damaged.
        StoreUnusable: The bucket refuses us, or does not answer.
    """
    with open_store(settings) as store:
        made, paper = take(store.database, store.artifacts, _folder(settings, folder), wish, tell)
    return _told(made, paper)


def list_backups(settings: Settings, folder: Path | None) -> tuple[Told, ...]:
    """The backups of this house, the latest first."""
    house = reach_database(address(settings)).where
    return tuple(_told(*one) for one in backups_in(_folder(settings, folder), house))


def verify_backup(settings: Settings, folder: Path, tell: Tell = silent) -> Verified:
    """Read a whole backup and compare it with what it was; what is only in a bucket is looked for there.

    Raises:
        PathNotFound: This is no backup.
        DatabaseUnusable: Its own paper or list is damaged, or a newer version's.
        StoreUnusable: The bucket refuses us, or does not answer.
    """
    remote = reach_artifacts(settings, reach_database(address(settings))).remote if settings.artifacts else None
    found = check(folder, remote, tell)
    return Verified(backup=_told(folder, found.paper), faults=found.faults)


def thin_backups(
    settings: Settings, folder: Path | None, *, daily: int | None = None, weekly: int | None = None, dry_run: bool
) -> Stayed:
    """Let go of backups that the policy does not keep, never of the last good one.

    Args:
        settings: Whose backups, and the policy.
        folder: Where they are, unless the settings say so.
        daily: Of how many days the last one stays, unless the settings say so.
        weekly: Of how many weeks.
        dry_run: Only say what would go.

    Raises:
        PathNotFound: There is no such folder.
        OutputBusy: A backup is being taken there.
    """
    place, house = _folder(settings, folder), reach_database(address(settings)).where
    if not place.is_dir():
        raise PathNotFound("there are no backups here", where=str(place), remedy="Take one with `reelhouse backup`")
    policy = settings.backups
    found = thin(
        place,
        house,
        daily=policy.daily if daily is None else daily,
        weekly=policy.weekly if weekly is None else weekly,
        dry_run=dry_run,
    )
    return _stayed(found)


def restore_backup(settings: Settings, folder: Path, tell: Tell = silent) -> Back:
    """Bring a backup back into an empty home, or an empty database of a server.

    Raises:
        PathNotFound: This is no backup.
        UsageError: There is a database already, or one of another kind.
        InvalidSettings: The backup only lists what is in a bucket, and the settings name none.
        ProviderNotInstalled: It has legs in the queue, and the extra with the queue is missing.
        DatabaseUnusable: It is damaged, or a newer version's.
        DiskFull: No space for it.
    """
    paper = read_paper(folder)
    demand_whole(folder, paper)
    demand_empty(settings, paper)
    database = reach_database(address(settings))
    try:
        if paper.database == POSTGRESQL and any(name.startswith(f"{ENGINE}.") for name in paper.rows):
            lay_queue(database, settings.home)
        back = restore(folder, settings, reach_artifacts(settings, database), tell)
    finally:
        database.close()
    return Back(
        backup=_told(folder, paper),
        home=str(settings.home),
        artifacts=back.artifacts,
        bytes=back.size,
        lost=tuple(f"{one.kind} {one.sha256[:12]}" for one in back.lost),
        unclear=back.unclear,
        paused=back.paused,
    )


def _folder(settings: Settings, folder: Path | None) -> Path:
    named = settings.backups.folder
    return folder or settings.home / (named.expanduser() if named else FOLDER)


def _told(folder: Path, paper: Paper) -> Told:
    return Told(
        folder=str(folder),
        taken=paper.taken[:19] + "Z",
        artifacts=paper.copied,
        bytes=paper.size,
        shared=paper.shared,
        lost=paper.lost,
    )


def _stayed(found: Thinned) -> Stayed:
    kept, gone, damaged = (tuple(map(str, some)) for some in (found.kept, found.gone, found.damaged))
    return Stayed(kept=kept, gone=gone, damaged=damaged)
