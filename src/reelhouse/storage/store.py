"""Everything an installation keeps under its home folder, opened together."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from reelhouse.config import Settings
from reelhouse.errors import ProviderNotInstalled
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.backdrops import Backdrops
from reelhouse.storage.cache import Cache
from reelhouse.storage.database import Database, open_database
from reelhouse.storage.disk import writing_to
from reelhouse.storage.episodes import Episodes
from reelhouse.storage.exports import Exports
from reelhouse.storage.runs import Clock, Runs
from reelhouse.storage.steps import StepTable

if TYPE_CHECKING:
    from reelhouse.storage.remote import Remote


@dataclass(frozen=True)
class Store:
    """An open store; close it, or use it as a context. Safe to share between threads."""

    home: Path
    database: Database
    artifacts: Artifacts
    runs: Runs
    steps: StepTable
    cache: Cache
    episodes: Episodes
    exports: Exports
    backdrops: Backdrops

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(settings: Settings, *, clock: Clock = time.time) -> Store:
    """Open the store in the settings' home folder, making it when needed, and clear what dead processes left.

    Args:
        settings: Where the home folder is, and how much of each kind is kept.
        clock: Seconds since 1970.

    Raises:
        DatabaseUnusable: The database is locked, damaged or newer than this software.
        NotWritable: The home folder cannot be written to.
        DiskFull: No space for the database.
        ProviderNotInstalled: The settings name a bucket, and the extra that reaches it is missing.
    """
    home = settings.home
    database = open_database(home / "reelhouse.db")
    artifacts = Artifacts(home / "artifacts", _remote(settings))
    runs = Runs(database, home / "scratch", clock)
    steps = StepTable(database, artifacts, runs, clock)
    cache = Cache(database, artifacts, runs, clock, settings.cache, settings.record_days)
    runs.sweep()
    remembered = (Episodes(database), Exports(database), Backdrops(database))
    return Store(home, database, artifacts, runs, steps, cache, *remembered)


def _remote(settings: Settings) -> Remote | None:
    """The bucket behind the artifacts; nothing is asked of it before something is kept or missing."""
    if settings.artifacts is None:
        return None
    where = settings.place("artifacts")
    try:
        from reelhouse.storage.connect import connect  # noqa: PLC0415 - an extra, loaded by those who share
    except ImportError as error:
        raise ProviderNotInstalled(
            "artifacts in a bucket need a package that is not installed",
            where=where,
            remedy="pip install 'reelhouse[shared]', or take `artifacts` out of the settings",
        ) from error
    return connect(settings.artifacts, where, tenant=_tenant(settings.home / "database.id"))


def _tenant(file: Path) -> str:
    """The name of this home's database among those that share a bucket; drawn once."""
    with writing_to(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), file.open("x", encoding="ascii") as drawn:
            drawn.write(uuid4().hex)
        return file.read_text(encoding="ascii")
