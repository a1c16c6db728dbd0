"""Where episodes stand: what the register says, and whether anybody makes those that are being made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reelhouse.storage import Store
from reelhouse.storage.register import MAKING, QUEUED, Entry

#: Being made by a `make` that ended before the episode did: nobody goes on with it until somebody says so.
INTERRUPTED = "interrupted"


def standing(store: Store, entry: Entry) -> Entry:
    """An episode with where it really stands."""
    return next(all_standing(store, [entry]))


def all_standing(store: Store, entries: Iterable[Entry]) -> Iterator[Entry]:
    """Episodes with where they really stand.

    One whose worker died or was ended waits in the queue for another one; one whose `make` is gone is interrupted.
    """
    listed = tuple(entries)
    names = [entry.asked.episode for entry in listed if entry.status == MAKING]
    holders = store.legs.holders(names) if names else {}
    workers = store.workers.working() if holders else frozenset()
    busy = store.runs.busy(names) if names else frozenset()
    for entry in listed:
        name = entry.asked.episode
        if entry.status != MAKING or name in busy or holders.get(name) in workers:
            yield entry
        else:
            yield replace(entry, status=QUEUED if name in holders else INTERRUPTED)
