"""Following episodes that others make: how far they are, and which of them failed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reelhouse.config import Settings
from reelhouse.model.base import Value
from reelhouse.operations.episodes import find_entry
from reelhouse.operations.laid import moment
from reelhouse.operations.standing import standing
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import HELD, MAKING, QUEUED, Entry

#: Where it stands when it is made.
MADE = {"done", HELD}
#: Seconds between two looks.
LOOK = 0.5


class Event(Value):
    """How far an episode is. `left` are seconds, None while nobody can know; `workers` is how many there are.

    `unclear` is where it may have been posted or not, once it is over: a person looks there.
    """

    episode: str
    status: str
    percent: int
    step: str = ""
    left: float | None = None
    workers: int = 0
    unclear: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing goes on any more."""
        return self.status not in {QUEUED, MAKING}


class Failed(Value):
    """An episode whose last leg failed; `count` is how often by now, and `at` ISO 8601, in UTC."""

    episode: str
    title: str
    step: str
    error: str
    message: str
    where: str
    remedy: str
    count: int
    at: str


class Happened(Value):
    """Something that happened to an episode of late; `at` is ISO 8601, in UTC."""

    episode: str
    at: str
    happened: str
    who: str
    note: str


def episode_log(settings: Settings, name: str, after: int = 0) -> tuple[tuple[Happened, ...], int]:
    """What happened to an episode of late, in order, and the number of the last one; only what came after that number.

    Raises:
        UnknownName: There is no such episode.
    """
    with open_store(settings) as store:
        episode = find_entry(store, name).asked.episode
        found = store.diary.of(episode, after)
    told = (Happened(episode=episode, at=moment(o.at), happened=o.what, who=o.who, note=o.note) for o in found)
    return tuple(told), found[-1].number if found else after


def follow_episode(settings: Settings, name: str, pause: Callable[[float], None]) -> Iterator[Event]:
    """What is new of an episode, until it is made or stopped; the last event is always told.

    Args:
        settings: Those of the installation.
        name: The episode.
        pause: Sleeps so many seconds.

    Raises:
        UnknownName: There is no such episode.
    """
    with open_store(settings) as store:
        episode = find_entry(store, name).asked.episode
        last = None
        while True:
            event = _event(store, episode)
            if event != last:
                yield event
            if event.over:
                return
            last = event
            pause(LOOK)


def failed_episodes(settings: Settings) -> tuple[Failed, ...]:
    """Episodes that failed and were not made since, the latest first."""
    with open_store(settings) as store:
        titles = store.register.titles()
        return tuple(
            Failed(
                episode=one.episode,
                title=titles.get(one.episode, ""),
                step=one.step,
                error=one.kind,
                message=one.message,
                where=one.place,
                remedy=one.remedy,
                count=one.count,
                at=moment(one.at),
            )
            for one in store.legs.failures()
        )


def _event(store: Store, episode: str) -> Event:
    """Where it stands is asked first: whoever ends a leg says how far it came before anything else."""
    entry = standing(store, find_entry(store, episode))
    status = entry.status
    reached = store.legs.progress(episode)
    workers = len(store.workers.working())
    event = Event(episode=episode, status=status, percent=0, workers=workers, unclear=_unclear(store, entry))
    if reached is None or status == QUEUED:
        return event
    if event.over:
        return event.model_copy(update={"percent": 100 if _is_made(store, episode, status) else reached.percent})
    return event.model_copy(update={"percent": reached.percent, "step": reached.step, "left": reached.left})


def _is_made(store: Store, episode: str, status: str) -> bool:
    """Whether all of it is there; one that a budget holds is not, and is known as a failure."""
    unpaid = status == HELD and any(one.episode == episode for one in store.legs.failures())
    return status in MADE and not unpaid


def _unclear(store: Store, entry: Entry) -> tuple[str, ...]:
    if entry.status not in MADE:
        return ()
    there = {one.slot.destination for one in store.publications.unclear() if one.slot.episode == entry.asked.episode}
    return tuple(one for one in entry.asked.destinations if one in there)
