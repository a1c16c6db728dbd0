"""The agenda: all shows, when each is due next, and what became of the times when it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

from reelhouse.config import Settings
from reelhouse.config.cron import Cron
from reelhouse.config.shows import Show, ShowFile
from reelhouse.errors import UsageError
from reelhouse.model.base import Value
from reelhouse.model.money import in_dollars
from reelhouse.operations.briefs import SOURCE
from reelhouse.operations.laid import moment
from reelhouse.operations.pieces import Piece, pieces_of
from reelhouse.operations.shows import find_show, plan_of, read_one, read_shows, request_of, terms_of, usable
from reelhouse.storage import Store, open_store
from reelhouse.storage.shows import Due

#: Due times whose outcome is told.
TOLD = 10


class Fault(Value):
    """Something that is wrong in the file of a show: where, what, and what to do."""

    where: str
    message: str
    remedy: str


class Listed(Value):
    """A show in the list. `state` is `on`, `paused`, `by hand` (it has no schedule) or `faulty`; `due` is when next."""

    show: str
    title: str
    recipe: str
    state: str
    schedule: str
    zone: str
    due: str
    made: int
    path: str
    faults: tuple[Fault, ...] = ()


class Outcome(Value):
    """What became of a due time: an episode, or why there is none."""

    due: str
    episode: str
    cause: str


class Detailed(Listed):
    """All that is known of a show; `left` are sources that it has not made, None when it has only one.

    `put_by` and `put_at` (ISO 8601, in UTC) are empty for one that is a file.
    """

    source: str
    left: int | None
    out: str
    destinations: tuple[str, ...]
    approve: tuple[str, ...]
    catch_up: str
    budget_usd: Mapping[str, float | None]
    outcomes: tuple[Outcome, ...]
    put_by: str = ""
    put_at: str = ""


def list_shows(settings: Settings, environ: Mapping[str, str]) -> tuple[Listed, ...]:
    """Every show by name, those with faults too."""
    with open_store(settings) as store:
        return tuple(_listed(store, file) for file in read_shows(store, settings, environ))


def check_shows(settings: Settings, environ: Mapping[str, str], which: str | None) -> tuple[ShowFile, ...]:
    """All shows, or a file, or a show by its name, each with everything that is wrong with it.

    Raises:
        PathNotFound: There is no such file.
        UnknownName: There is no such show.
    """
    if which is not None and Path(which).suffix:
        return (read_one(Path(which), environ),)
    with open_store(settings) as store:
        return read_shows(store, settings, environ) if which is None else (find_show(store, settings, environ, which),)


def describe_show(settings: Settings, environ: Mapping[str, str], name: str) -> Detailed:
    """Everything that is known of a show.

    Raises:
        UnknownName: There is none of that name.
        InvalidSettings: Something is wrong with its file.
    """
    with open_store(settings) as store:
        file = find_show(store, settings, environ, name)
        show = usable(file)
        listed = _listed(store, file)
        outcomes = store.shows.dues(name, TOLD)
        put = store.show_texts.current().get(name)
        names = [piece.name for piece in pieces_of(file)]
        left = None if names == [""] else len(set(names) - store.shows.taken(name).keys())
    limits = {key: None if limit is None else float(in_dollars(limit)) for key, limit in show.budget}
    return Detailed(
        **dict(listed),
        source=str(show.brief.get(SOURCE, "")),
        left=left,
        out=str(request_of(file, Piece(None), settings).out),
        destinations=show.destinations,
        approve=show.approve,
        catch_up=show.catch_up,
        budget_usd=limits,
        outcomes=tuple(_outcome(one, show.zone) for one in outcomes),
        put_by=put.who if put else "",
        put_at=moment(put.at) if put else "",
    )


def next_times(settings: Settings, environ: Mapping[str, str], name: str, count: int) -> tuple[str, ...]:
    """When a show is due next, in its own zone, paused or not.

    Raises:
        UnknownName: There is none of that name.
        InvalidSettings: Something is wrong with its file.
        UsageError: It has no schedule.
    """
    with open_store(settings) as store:
        file = find_show(store, settings, environ, name)
        now = store.shows.now()
    show = usable(file)
    if show.cron is None:
        raise UsageError("it has no schedule", where=file.place, remedy="Write one, or `reelhouse shows start` it")
    return tuple(written(due, show.zone) for due in islice(show.cron.after(now), count))


def pause_show(settings: Settings, environ: Mapping[str, str], name: str, *, paused: bool) -> bool:
    """Make nothing of a show for now, or go on; False when it stood so already.

    What is due while it is paused is left out. Its episodes that are under way go on.

    Raises:
        UnknownName: There is none of that name.
        InvalidSettings: Something is wrong with its file.
        UsageError: Its file says that it is paused, so it cannot go on.
    """
    with open_store(settings) as store:
        file = find_show(store, settings, environ, name)
        show = usable(file)
        if show.paused and not paused:
            raise UsageError(
                "it says itself that it is paused", where=file.marked.where(("paused",)), remedy="Take that line out"
            )
        store.shows.meet(name, plan_of(show), terms_of(show))
        return store.shows.pause(name, paused=paused)


def faults_of(file: ShowFile) -> tuple[Fault, ...]:
    """Everything that is wrong with it."""
    return tuple(Fault(where=one.where, message=one.message, remedy=one.remedy) for one in file.problems)


def written(moment: int, zone: str) -> str:
    """A moment (milliseconds since 1970) by the clocks of a place."""
    return datetime.fromtimestamp(moment / 1000, UTC).astimezone(ZoneInfo(zone)).isoformat()


def _listed(store: Store, file: ShowFile) -> Listed:
    show = file.show
    standing = store.shows.standing(file.name)
    state = _state(show, paused=standing is not None and standing.paused)
    cron = show.cron if show and state == "on" else None
    return Listed(
        show=file.name,
        title=show.title if show else "",
        recipe=show.recipe if show else "",
        state=state,
        schedule=(show.schedule or "") if show else "",
        zone=show.zone if show else "",
        due=_next(cron, store.shows.now()) if cron else "",
        made=store.shows.made(file.name),
        path=file.place,
        faults=faults_of(file),
    )


def _outcome(due: Due, zone: str) -> Outcome:
    return Outcome(due=written(due.at, zone), episode=due.episode, cause=due.cause)


def _state(show: Show | None, *, paused: bool) -> str:
    if show is None:
        return "faulty"
    if paused or show.paused:
        return "paused"
    return "by hand" if show.cron is None else "on"


def _next(cron: Cron, now: int) -> str:
    due: Iterable[int] = islice(cron.after(now), 1)
    return "".join(written(one, cron.zone) for one in due)
