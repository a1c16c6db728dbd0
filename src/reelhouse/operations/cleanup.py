"""Cleaning up: what the policy of the settings lets go of, all at once, and always to be seen first.

Nothing goes that a person pinned, that waits for somebody, or that was not sent yet to where it was to go.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reelhouse.config import Settings
from reelhouse.errors import OutputError
from reelhouse.jobs.installed import is_installed, open_queue
from reelhouse.model.artifact import Kind
from reelhouse.model.base import Value
from reelhouse.operations.drafts import FOLDER as DRAFTS
from reelhouse.operations.episode import Status
from reelhouse.operations.output import half_written, writing_to
from reelhouse.storage import Store, open_store
from reelhouse.storage.leftovers import clear_lost, clear_records
from reelhouse.storage.publications import Stage
from reelhouse.storage.register import ARCHIVED, PINNED, Entry

_DAY = 86_400


class Left(Value):
    """What went or would go: what it is, which one when it has a name, how many, and bytes."""

    what: str
    name: str = ""
    count: int
    bytes: int = 0


def clean_up(settings: Settings, *, dry_run: bool = False) -> tuple[Left, ...]:
    """Let go of everything that the policy lets go of, or only say what that is.

    Raises:
        NotWritable: Something cannot be removed.
        StoreUnusable: The bucket refuses us, or does not answer.
    """
    with open_store(settings) as store:
        return tuple(one for one in _all(store, settings, dry_run=dry_run) if one.count)


def _all(store: Store, settings: Settings, *, dry_run: bool) -> Iterator[Left]:
    yield from _episodes(store, settings, dry_run=dry_run)
    yield from _records(store, settings, dry_run=dry_run)
    gone, steps = clear_lost(store.database, store.artifacts, dry_run=dry_run)
    yield Left(what="records of files that are gone", count=len(gone))
    yield Left(what="steps that need them", count=steps)
    yield from _files(store, settings, dry_run=dry_run)
    pruned = store.cache.prune(dry_run=dry_run)
    yield Left(what="unused files", count=len(pruned.artifacts) + len(pruned.orphans), bytes=pruned.size)


def _episodes(store: Store, settings: Settings, *, dry_run: bool) -> Iterator[Left]:
    policy = settings.cleanup
    for entry in store.register.entries():
        name = entry.asked.episode
        if not _is_over(store, entry):
            continue
        if policy.forget is not None and _age(entry) > policy.forget:
            if not dry_run:
                store.register.remove(name)
            yield Left(what="forgotten episode", name=name, count=1)
        elif policy.archive is not None and _age(entry) > policy.archive and not entry.kept and entry.release:
            if not dry_run:
                store.register.keep(name, ARCHIVED)
            dropped = store.cache.drop(name, Kind.CHUNK, dry_run=dry_run)
            yield Left(what="archived episode", name=name, count=1, bytes=dropped.size)


def _is_over(store: Store, entry: Entry) -> bool:
    """Whether nobody waits for anything of it, and it went out to where it was to go."""
    if entry.status != Status.DONE or entry.kept == PINNED:
        return False
    sent = store.publications.every(entry.asked.episode)
    went = {one.slot.destination for one in sent}
    return all(one.stage is Stage.SENT for one in sent) and went >= set(entry.asked.destinations)


def _age(entry: Entry) -> float:
    """Days since it was made or asked for last."""
    return (time.time() - max(entry.made_at, entry.asked_at) / 1000) / _DAY


def _records(store: Store, settings: Settings, *, dry_run: bool) -> Iterator[Left]:
    days = settings.cleanup.records
    for table, count in clear_records(store.database, days, dry_run=dry_run).items():
        yield Left(what=f"old records of {table}s", count=count)
    if is_installed():
        queue = open_queue(store)
        yield Left(what="legs that the queue remembers", count=queue.ended(days) if dry_run else queue.clear(days))


def _files(store: Store, settings: Settings, *, dry_run: bool) -> Iterator[Left]:
    """Drafts that nobody touched for long, and what killed runs left half written."""
    days = settings.cleanup.drafts
    drafts = [path for path in (settings.home / DRAFTS).glob("*") if path.is_file() and days is not None]
    old = [path for path in drafts if days is not None and time.time() - path.stat().st_mtime > days * _DAY]
    yield from _gone("old drafts", old, dry_run=dry_run)
    for folder in sorted({Path(entry.asked.out) for entry in store.register.entries()}):
        if left := half_written(folder):
            with suppress(OutputError), writing_to(folder):  # a run that writes there clears it itself
                yield from _gone("half-written files", left, dry_run=dry_run)


def _gone(what: str, paths: list[Path], *, dry_run: bool) -> Iterator[Left]:
    size = sum(path.stat().st_size for path in paths if path.exists())
    for path in () if dry_run else paths:
        path.unlink(missing_ok=True)
    yield Left(what=what, count=len(paths), bytes=size)
