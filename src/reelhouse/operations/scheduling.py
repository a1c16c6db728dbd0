"""Making shows when they are due: exactly one episode for each due time, in however many processes this runs.

What was missed while no scheduler ran is caught up with as the show says. A due time that is not older than `LIVE` was
not missed: it is made whatever the show says of those.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from reelhouse.config import Settings
from reelhouse.config.cron import Cron
from reelhouse.config.shows import ShowFile, find_shows
from reelhouse.errors import ReelhouseError, StorageError, UsageError
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.wish import USUAL, anew
from reelhouse.jobs.worker import Duty
from reelhouse.operations.make import entry_of, prepare
from reelhouse.operations.pieces import next_piece
from reelhouse.operations.shows import Lying, find_show, find_shows_in, plan_of, request_of, terms_of, usable
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import QUEUED
from reelhouse.storage.shows import Due, Reading

if TYPE_CHECKING:
    from reelhouse.jobs.queue import Queue

Say = Callable[[str], None]
#: Milliseconds after which a due time counts as missed: longer than a database's server takes to start again.
LIVE = 90_000
#: Seconds between two looks at the shows, between two at the desk, and before the next try when there is no database.
LOOK, REMIND, AGAIN = 2.0, 60.0, 10.0
#: The most due times of a show that are caught up with in one round.
MOST = 100
#: Milliseconds in which a due time of a show in the database is left to machines that have something to make it of,
#: from when it was seen here.
LEFT = 45_000
#: Rounds in which a show may be read in two ways before that is told: one machine sees a change before another one.
APART = 5
#: How a reference to a file begins: what is in there may change.
_ELSEWHERE = "${file:"


def start_show(settings: Settings, environ: Mapping[str, str], name: str) -> str:
    """Ask for the next episode of a show now, whatever its schedule says; returns the episode's name.

    Raises:
        UnknownName: There is no such show.
        InvalidSettings: Something is wrong with its file.
        UsageError: It has made all of its sources.
        ProviderNotInstalled: The extra with the queue is missing.
    """
    with open_store(settings) as store:
        queue = open_queue(store)
        file = find_show(store, settings, environ, name)
        show = usable(file)
        store.shows.meet(name, plan_of(show), terms_of(show))
        episode = _ask(House(store, queue, settings), file, None)
    if episode is None:
        raise UsageError("it has made all of its sources", where=file.place, remedy="Add one to its source")
    return episode


@dataclass(frozen=True)
class House:
    """Where episodes are asked for."""

    store: Store
    queue: Queue
    settings: Settings


@dataclass
class Scheduler:
    """Looks at all shows, round after round; what it says, it says once."""

    house: House
    environ: Mapping[str, str]
    say: Say
    _read: dict[str, tuple[object, ShowFile]] = field(default_factory=dict)
    _said: dict[str, str] = field(default_factory=dict)
    _met: dict[str, Reading] = field(default_factory=dict)
    _seen: dict[str, dict[int, int]] = field(default_factory=dict)
    _apart: dict[str, int] = field(default_factory=dict)

    def round(self) -> None:
        """Ask for what is due.

        Raises:
            StorageError: The database or the home folder cannot be used now; nothing is lost by that.
        """
        now, right = self.house.store.shows.now(), set()
        for lying in find_shows_in(self.house.store, self.house.settings, self._found()):
            try:
                file = self._file(lying)
                right |= {file.name} if file.show else set()
                told = self._turn(file, now)
            except StorageError:
                raise
            except ReelhouseError as error:
                told = _told(error)
            except Exception as error:  # noqa: BLE001 - one show must not stop the others
                told = f"unexpected: {type(error).__name__}: {error}"
            self._tell(f"show {lying.name}", told)
        for name in set(self._met) - right:  # gone, or not right any more: another machine's word may count now
            self.house.store.shows.leave(name)
            del self._met[name]

    def _found(self) -> list[Path]:
        """The files of all shows; none while a folder cannot be read, on a share that went away for one."""
        found, told = [], ""
        try:
            found = list(find_shows(self.house.settings.show_folders))
        except OSError as error:
            told = f"they cannot be looked for: {error}"
        self._tell("shows", told)
        return found

    def _tell(self, what: str, told: str) -> None:
        """Say what there is to say of something, unless that was said last."""
        if self._said.get(what, "") != told:
            self._said[what] = told
            for line in told.splitlines():
                self.say(f"{what}: {line}")

    def _file(self, lying: Lying) -> ShowFile:
        """A show, read again when it has changed, or what it refers to may have."""
        found = lying.path.stat() if lying.path else None
        stamp = ((lying.path, found.st_mtime_ns, found.st_size) if found else None, lying.text)
        before, file = self._read.get(lying.name, (None, None))
        refers = lying.text is not None and _ELSEWHERE in lying.text.text
        if file is None or before != stamp or file.problems or refers:
            file = lying.read(self.environ)
            self._read[lying.name] = stamp, file
        return file

    def _turn(self, file: ShowFile, now: int) -> str:
        """Ask for what is due of a show; what is wrong with it, or nothing."""
        if file.show is None:
            return "\n".join(map(_told, file.problems))
        show, shows = file.show, self.house.store.shows
        reading = Reading(plan_of(show), terms_of(show))
        standing = shows.meet(file.name, reading.plan, reading.terms, self._met.get(file.name))
        if standing.elsewhere:
            return self._stand_back(file, standing.elsewhere)
        self._met[file.name] = reading
        self._apart.pop(file.name, None)
        if show.cron is None or show.paused or standing.paused:
            return ""
        seen = self._seen.get(file.name, {})
        dues = list(due_times(show.cron, show.catch_up, standing.since, now))
        self._seen[file.name] = {due: seen.get(due, now) for due in dues}
        for due in dues:
            self._ask(file, due, final=not file.is_kept or now - seen.get(due, now) >= LEFT)
        return ""

    def _stand_back(self, file: ShowFile, host: str) -> str:
        """Leave a show to the machine whose word counts; it is told once the two had time to read the same."""
        self._apart[file.name] = self._apart.get(file.name, 0) + 1
        if self._apart[file.name] < APART:
            return self._said.get(f"show {file.name}", "")
        way = (
            "Let its ${...} lead to the same there and here"
            if file.is_kept
            else f"One in the database is the same everywhere: reelhouse shows put {file.path.name}"
        )
        return (
            f"{file.place}: a worker on {host} reads other times, budgets or deadlines in it, and makes it; nothing of"
            f" it is made here until both read the same, or that one ends or has none any more. {way}"
        )

    def _ask(self, file: ShowFile, due: int, *, final: bool) -> None:
        store = self.house.store
        try:
            if episode := _ask(self.house, file, due, final=final):
                self.say(f"show {file.name}: {episode} queued")
        except StorageError:
            raise
        except ReelhouseError as error:
            if final and _note(store, file.name, Due(due, "", _told(error))):
                self.say(f"show {file.name}: nothing was made: {_told(error)}")


def keep_schedule(settings: Settings, environ: Mapping[str, str], say: Say) -> Duty:
    """Keep the schedules of all shows, and tell what became overdue on the desk, beside whatever else goes on."""

    def go(ended: threading.Event) -> None:
        scheduler: Scheduler | None = None
        while not ended.is_set():
            try:
                with open_store(settings) as store:
                    house = House(store, open_queue(store), settings)
                    # The same after the database was away: what it read before is what the records have.
                    scheduler = replace(scheduler, house=house) if scheduler else Scheduler(house, environ, say)
                    _keep(scheduler, ended)
            except ReelhouseError as error:
                say(f"the schedule waits: {_told(error)}")
                ended.wait(AGAIN)

    return go


def _keep(scheduler: Scheduler, ended: threading.Event) -> None:
    last = -REMIND
    while not ended.is_set():
        scheduler.round()
        if time.monotonic() - last >= REMIND:
            last = time.monotonic()
            for one in scheduler.house.store.approvals.remind():
                scheduler.say(f"overdue: {one.episode} waits for approval of its {one.gate}: {one.title}")
        ended.wait(LOOK)


def due_times(cron: Cron, catch_up: str, since: int, now: int) -> Iterable[int]:
    """What has to be made now of a show that was made up to `since`; milliseconds since 1970."""

    def until_now(start: int) -> Iterable[int]:
        return takewhile(lambda due: due <= now, cron.after(start))

    if catch_up == "all":
        return islice(until_now(since), MOST)
    live = list(until_now(max(since, now - LIVE)))
    if live or catch_up == "none":
        return live
    last = cron.last(since, now)
    return [] if last is None else [last]


def _ask(house: House, file: ShowFile, due: int | None, *, final: bool = True) -> str | None:
    """Ask for the next episode of a show, at a due time or for a person; None when there is none, or not any more.

    Where that is not `final`, another machine may still find something to make.
    Its claim on the due time, what it is made of and its leg are there together or not at all.
    """
    store, name = house.store, file.name
    while True:
        if due is not None and not store.shows.may_claim(name, due):
            return None
        piece = next_piece(file, store.shows.taken(name))
        if piece is None:
            if due is not None and final:
                _note(store, name, Due(due, "", "nothing new to make"))
            return None
        order, source = prepare(request_of(file, piece, house.settings), house.settings)
        entry = entry_of(store, order, source)
        reason = anew("asked") if due is None else f"due-{due}"
        with store.database.writing() as connection:
            if due is not None and not store.shows.may_claim_in(connection, name, due):
                return None
            if piece.name and not store.shows.take_in(connection, name, piece.name, order.name):
                continue  # another process was faster
            if due is not None:
                store.shows.claim_in(connection, name, Due(due, order.name))
            store.register.ask_in(connection, entry, QUEUED)
            house.queue.submit_in(connection, order.name, reason, priority=USUAL)
        return order.name


def _note(store: Store, name: str, due: Due) -> bool:
    """Note a due time of which nothing was made; False when it was claimed before."""
    with store.database.writing() as connection:
        return store.shows.may_claim_in(connection, name, due.at) and store.shows.claim_in(connection, name, due)


def _told(error: ReelhouseError) -> str:
    place = f"{error.where}: " if error.where else ""
    return f"{place}{error.message}"
