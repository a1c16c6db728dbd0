"""Episodes that workers make: asking for them, and stopping and continuing them.

All of these are one transaction each: an episode that says `queued` has a leg in the queue.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from uuid import uuid4

from reelhouse.config import Settings
from reelhouse.errors import UsageError
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.wish import SOON, USUAL, anew
from reelhouse.operations.episode import Status
from reelhouse.operations.episodes import find_entry
from reelhouse.operations.make import Request, adopt, entry_of, prepare
from reelhouse.operations.registered import order_of
from reelhouse.operations.standing import INTERRUPTED, standing
from reelhouse.operations.wanted import check_start
from reelhouse.storage import Store, open_store
from reelhouse.storage.approvals import Then
from reelhouse.storage.database import Connection
from reelhouse.storage.register import (
    APPROVED,
    ASKED,
    CANCELLED,
    EDITED,
    FAILED,
    HALTED,
    HELD,
    MAKING,
    PAUSED,
    QUEUED,
    Entry,
)

#: Where an episode can be stopped, and where it can be begun again.
UNDER_WAY = (QUEUED, MAKING, EDITED, Status.WAITING)
ANYWHERE = (*UNDER_WAY, *HALTED, FAILED, Status.DONE, HELD)
#: Where nobody goes on with one by itself.
AT_REST = (*HALTED, HELD, ASKED, EDITED, APPROVED)
#: What else is noted of an episode that goes on, in the same transaction.
Remember = Callable[[Store, Connection, str], None]


def start_episode(request: Request, settings: Settings) -> str:
    """Ask workers for an episode; returns its name.

    Raises:
        UnknownName: There is no such recipe, key, style or voice.
        PathNotFound: The input does not exist.
        ProviderNotInstalled: The extra with the queue is missing.
    """
    order, source = prepare(replace(request, out=request.out.absolute()), settings)
    with open_store(settings) as store:
        queue = open_queue(store)
        adopt(store, order)
        entry = entry_of(store, order, source)
        with store.database.writing() as connection:
            if order.refresh:
                store.episodes.refresh_in(connection, order.name, uuid4().hex)
            store.register.ask_in(connection, entry, QUEUED)
            queue.submit_in(connection, order.name, anew("asked"), priority=USUAL)
    return order.name


def cancel_episode(settings: Settings, name: str) -> str:
    """Stop an episode for good: whoever makes it stops within a second. What is finished is kept.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It is not under way.
    """
    return _halt(settings, name, CANCELLED, (*UNDER_WAY, PAUSED, FAILED))


def pause_episode(settings: Settings, name: str) -> str:
    """Stop an episode until somebody resumes it.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It is not under way.
    """
    return _halt(settings, name, PAUSED, UNDER_WAY)


def resume_episode(settings: Settings, name: str) -> str:
    """Have workers go on with an episode that nobody makes.

    It was paused, cancelled or held, its `make` was interrupted, or nobody made it since it was edited, approved or
    asked for with other choices.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It is under way, over, or waits for a person.
    """
    with open_store(settings) as store:
        interrupted = standing(store, find_entry(store, name)).status == INTERRUPTED
    return _go_on(settings, name, (MAKING,) if interrupted else AT_REST, "resumed")


def retry_episode(settings: Settings, name: str) -> str:
    """Try an episode again that failed, or that was held; it goes on at the step that failed.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It did not fail.
    """
    return _go_on(settings, name, (FAILED, HELD), "retried")


def restart_episode(settings: Settings, name: str, start: str) -> str:
    """Make a step of an episode, and all after it, again.

    Raises:
        UnknownName: There is no such episode or step.
        UsageError: The episode has no such step.
    """
    with open_store(settings) as store:
        asked = find_entry(store, name).asked
        check_start(start, order_of(store, asked, None).brief)

    def remember(store: Store, connection: Connection, episode: str) -> None:
        store.episodes.restart_in(connection, episode, start, uuid4().hex)

    return _go_on(settings, name, ANYWHERE, "restarted", remember)


def continuation(store: Store) -> Then:
    """What has workers go on with an episode that they began, in the transaction of its approval."""
    queue = open_queue(store)

    def go_on(connection: Connection, episode: str) -> None:
        # One that is still on its way out counts it as word left, and begins once more.
        store.register.move_in(connection, episode, QUEUED, among=[APPROVED])
        queue.submit_in(connection, episode, anew("approved"), priority=SOON)

    return go_on


def _halt(settings: Settings, name: str, status: str, among: Collection[str]) -> str:
    with open_store(settings) as store:
        entry = find_entry(store, name)
        with store.database.writing() as connection:
            if not store.register.move_in(connection, entry.asked.episode, status, among=among):
                raise _refused(store, entry, f"it cannot be {status}")
    return entry.asked.episode


def _nothing(_store: Store, _connection: Connection, _episode: str) -> None:
    """Most only go on."""


def _go_on(settings: Settings, name: str, among: Collection[str], why: str, remember: Remember = _nothing) -> str:
    with open_store(settings) as store:
        entry = find_entry(store, name)
        episode = entry.asked.episode
        queue = open_queue(store)
        with store.database.writing() as connection:
            if not store.register.move_in(connection, episode, QUEUED, among=among):
                raise _refused(store, entry, f"it cannot be {why}")
            remember(store, connection, episode)
            queue.submit_in(connection, episode, anew(why), priority=SOON)
    return episode


def _refused(store: Store, entry: Entry, message: str) -> UsageError:
    now = standing(store, store.register.find(entry.asked.episode) or entry)
    return UsageError(
        f"{message}: it is {now.status}",
        where=entry.asked.episode,
        remedy="See where it stands with `reelhouse episodes show`",
    )
