"""What is kept for next time."""

from __future__ import annotations

from reelhouse.config import Settings
from reelhouse.errors import InvalidSettings
from reelhouse.model.artifact import Kind
from reelhouse.model.base import Value
from reelhouse.storage import open_store
from reelhouse.storage.cache import NOTHING
from reelhouse.storage.shared import clear_shared


class KindKept(Value):
    """How much of one kind is kept, and its limits (0: none)."""

    kind: str
    count: int
    bytes: int
    pinned: int
    limit_bytes: int
    limit_days: float


class Gone(Value):
    """What was let go of, or would be."""

    count: int
    bytes: int
    steps: int


def usage(settings: Settings) -> tuple[KindKept, ...]:
    """What is kept, by kind, largest first."""
    with open_store(settings) as store:
        rows = store.cache.usage()
    return tuple(_row(settings, row.kind, row.count, row.size, row.pinned) for row in rows)


def prune_cache(settings: Settings, *, dry_run: bool = False, everything: bool = False) -> Gone:
    """Let go of what is over the limits, or of everything that is neither pinned nor in use."""
    with open_store(settings) as store:
        gone = store.cache.prune(NOTHING if everything else None, dry_run=dry_run)
    return Gone(count=len(gone.artifacts) + len(gone.orphans), bytes=gone.size, steps=gone.steps)


def prune_shared(settings: Settings, *, dry_run: bool = False, everything: bool = False) -> Gone:
    """Forget what nobody used for long, and let go of it in the bucket that machines share.

    Raises:
        InvalidSettings: The settings name no bucket.
        StoreUnusable: The bucket refuses us or does not answer, or another database keeps artifacts there too.
    """
    with open_store(settings) as store:
        if store.artifacts.remote is None:
            raise InvalidSettings(
                "no artifacts are shared here", where="--shared", remedy="Name a bucket as `artifacts` in settings.yaml"
            )
        gone = clear_shared(store.cache, store.artifacts.remote, NOTHING if everything else None, dry_run=dry_run)
    return Gone(count=gone.objects, bytes=gone.size, steps=gone.steps)


def _row(settings: Settings, kind: Kind, count: int, size: int, pinned: int) -> KindKept:
    limit = settings.cache.get(kind)
    return KindKept(
        kind=kind.value,
        count=count,
        bytes=size,
        pinned=pinned,
        limit_bytes=(limit.size or 0) if limit else 0,
        limit_days=(limit.days or 0) if limit else 0,
    )
