"""Letting go of what is in the bucket: what no record names any more, and only after a time of grace.

Records first, then objects. Somebody may be about to name an object that nobody names yet: whoever keeps an artifact
that the bucket holds already writes it again when it is half a day old, and nothing younger than a day goes. So what a
machine kept is there for hours before its record must be. Should a record lose its object all the same, that is noticed
where the record is met, and its step is made again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reelhouse.config import CacheLimit
from reelhouse.errors import StoreUnusable
from reelhouse.model.artifact import Kind
from reelhouse.storage.cache import Cache
from reelhouse.storage.content import is_name, name_of
from reelhouse.storage.grace import GRACE, TENANTS

if TYPE_CHECKING:
    from reelhouse.storage.remote import Object, Remote


@dataclass(frozen=True)
class Cleared:
    """What went, or would go: objects, bytes in all, and how many records of steps."""

    objects: int = 0
    size: int = 0
    steps: int = 0


def clear_shared(
    cache: Cache,
    remote: Remote,
    limits: Mapping[Kind, CacheLimit] | None = None,
    *,
    grace: timedelta = GRACE,
    dry_run: bool = False,
) -> Cleared:
    """Forget what was not used for long, and remove the objects that no record names.

    Args:
        cache: What is on record.
        remote: The bucket.
        limits: What is forgotten. By default what is older than the days of its kind; sizes are limits of one
            machine's folder, not of the bucket.
        grace: Younger objects stay.
        dry_run: Only say what would go.

    Raises:
        StoreUnusable: The bucket refuses us or does not answer, or another database's records name objects there.
    """
    _demand_alone(remote)
    ages = {kind: CacheLimit(days=limit.days) for kind, limit in cache.limits.items()}
    forgotten = cache.forget(ages if limits is None else limits, dry_run=dry_run)
    going = {name_of(one) for one in forgotten.artifacts}
    count = size = 0
    for page in remote.pages():
        lost = list(_lost(page, cache, going, remote.clock() - grace))
        count, size = count + len(lost), size + sum(one.size for one in lost)
        if not dry_run:
            remote.remove([one.name for one in lost])
    return Cleared(count, size, forgotten.steps)


def _lost(page: list[Object], cache: Cache, going: set[str], before: datetime) -> Iterator[Object]:
    """The objects of a page that nobody names; the records are asked anew for each page, just before it goes."""
    named = {name_of(one) for one in cache.named()} - going
    return (one for one in page if is_name(one.name) and one.name not in named and one.written < before)


def _demand_alone(remote: Remote) -> None:
    """Records of another database would lose their objects."""
    tenants = {one.name.removeprefix(TENANTS) for page in remote.pages(TENANTS) for one in page}
    if others := sorted(tenants - {remote.tenant}):
        raise StoreUnusable(
            f"another database keeps artifacts in {remote.refusals.url} too",
            where=remote.refusals.where,
            remedy="Give each database a folder of its own in the bucket; if the other one is gone, delete "
            + ", ".join(TENANTS + name for name in others),
        )
