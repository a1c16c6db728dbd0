"""The engine is an extra: loaded by those who queue or make episodes, and by nobody else."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from reelhouse.errors import ProviderNotInstalled

if TYPE_CHECKING:
    from pathlib import Path

    from reelhouse.jobs.queue import Queue
    from reelhouse.storage import Store
    from reelhouse.storage.database import Database


def is_installed() -> bool:
    """Whether episodes can be queued here."""
    return find_spec("dbos") is not None


def open_queue(store: Store) -> Queue:
    """The queue in a store's database, made when it is not there yet. Never inside a transaction.

    Raises:
        ProviderNotInstalled: The extra is missing.
        DatabaseUnusable: The queue's tables cannot be made.
    """
    demand_engine()
    from reelhouse.jobs.queue import open_at  # noqa: PLC0415 - half a second, and an extra

    return open_at(store)


def lay_queue(database: Database, home: Path) -> None:
    """Make the queue's tables in a database that nothing else of ours is in yet.

    Raises:
        ProviderNotInstalled: The extra is missing.
        DatabaseUnusable: They cannot be made.
    """
    demand_engine()
    from reelhouse.jobs.queue import lay_tables  # noqa: PLC0415 - as above

    lay_tables(database, home)


def demand_engine() -> None:
    """Refuse to go on without the engine.

    Raises:
        ProviderNotInstalled: The extra is missing.
    """
    if not is_installed():
        raise ProviderNotInstalled(
            "the queue for workers is not installed",
            where="extra serve",
            remedy="Install the extra: pip install 'reelhouse[serve]'. `reelhouse make ...` works without it",
        )
