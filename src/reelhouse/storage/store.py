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
from reelhouse.model.base import digest
from reelhouse.storage.approvals import Approvals
from reelhouse.storage.artifacts import Artifacts
from reelhouse.storage.backdrops import Backdrops
from reelhouse.storage.buckets import Buckets
from reelhouse.storage.cache import Cache
from reelhouse.storage.circuits import Circuits
from reelhouse.storage.database import Database, open_database
from reelhouse.storage.diary import Diary
from reelhouse.storage.disk import writing_to
from reelhouse.storage.edits import VersionTable
from reelhouse.storage.episodes import Episodes
from reelhouse.storage.exports import Exports
from reelhouse.storage.ledger import Ledger
from reelhouse.storage.legs import Legs
from reelhouse.storage.offers import Offers
from reelhouse.storage.papers import Papers
from reelhouse.storage.publications import Publications
from reelhouse.storage.register import Register
from reelhouse.storage.runs import Clock, Runs
from reelhouse.storage.show_texts import ShowTexts
from reelhouse.storage.shows import Shows
from reelhouse.storage.steps import StepTable
from reelhouse.storage.workers import Workers

if TYPE_CHECKING:
    from reelhouse.storage.remote import Remote

#: The database, unless the settings name a server.
FILE = "reelhouse.db"
#: The name of that file among databases that share a bucket.
TENANT = "database.id"


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
    papers: Papers
    register: Register
    versions: VersionTable
    ledger: Ledger
    circuits: Circuits
    buckets: Buckets
    approvals: Approvals
    workers: Workers
    legs: Legs
    publications: Publications
    diary: Diary
    shows: Shows
    show_texts: ShowTexts
    offers: Offers

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
    database = open_database(address(settings))
    artifacts = reach_artifacts(settings, database)
    runs = Runs(database, home / "scratch", clock)
    steps = StepTable(database, artifacts, runs, clock)
    cache = Cache(database, artifacts, runs, clock, settings.cache, settings.record_days)
    ledger = Ledger(database, settings.budgets, settings.place("budgets"))
    runs.sweep()
    ledger.resolve()
    return Store(
        home,
        database,
        artifacts,
        runs,
        steps,
        cache,
        Episodes(database),
        Exports(database),
        Backdrops(database),
        Papers(database, artifacts, clock),
        Register(database, clock),
        VersionTable(database, clock),
        ledger,
        Circuits(database),
        Buckets(database),
        Approvals(database),
        Workers(database),
        Legs(database),
        Publications(database),
        Diary(database),
        Shows(database),
        ShowTexts(database),
        Offers(database, runs),
    )


def address(settings: Settings) -> Path | str:
    """Where the database is: the URL of a server, or a file in the home folder."""
    return settings.database.get_secret_value() if settings.database else settings.home / FILE


def reach_artifacts(settings: Settings, database: Database) -> Artifacts:
    """Where artifacts are, and the bucket behind them if there is one; nothing is made, and nothing asked.

    Raises:
        ProviderNotInstalled: The settings name a bucket, and the extra that reaches it is missing.
    """
    return Artifacts(settings.home / "artifacts", _remote(settings, database))


def _remote(settings: Settings, database: Database) -> Remote | None:
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
    return connect(settings.artifacts, where, tenant=_tenant(settings.home / TENANT, database))


def _tenant(file: Path, database: Database) -> str:
    """The name of the database among those that share a bucket: a server's address, or drawn once for a file."""
    if database.shared:
        return digest(database.where)
    with writing_to(file.parent):
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), file.open("x", encoding="ascii") as drawn:
            drawn.write(uuid4().hex)
        return file.read_text(encoding="ascii")
