"""Publications as a person sees them: bringing an episode out, and deciding what nobody could find out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reelhouse.config import Settings
from reelhouse.destinations.base import Destination, OneShot, Post, Resumable, destination, destination_names
from reelhouse.errors import UnknownName, UsageError, Waiting
from reelhouse.media.stop import check_end
from reelhouse.model.base import digest
from reelhouse.operations.episode import Sent
from reelhouse.operations.kit import Named, posts_of
from reelhouse.production.publish import Courier
from reelhouse.production.watch import Watcher, silent
from reelhouse.storage import Store, open_store
from reelhouse.storage.publications import Publication, Slot, Stage

#: Seconds for which whoever was sending must be gone before a person may have it sent again: a process that was frozen
#: could wake up and send it too.
QUIET = 600
#: What is being done, for those who follow, while an episode is brought where it goes.
POSTING = "post"
#: Said of a destination that is not there when there is none at all.
_NONE = (
    "No package that posts is installed here; a kit (`--kit`, in a show `destinations: [kit]`) has all to post by hand."
)


def check_destinations(asked: Iterable[str], beside: Sequence[str] = ()) -> None:
    """Refuse a destination that does not exist before anything is made; `beside` are names that may stand there too.

    Raises:
        UnknownName: There is none of that name that something can be posted to.
    """
    for one in asked:
        if one not in beside:
            _open(one, beside)


def publish(
    store: Store, episode: str, made: Sequence[Named], asked: Sequence[str], watch: Watcher = silent
) -> tuple[Sent, ...]:
    """Bring every part that passed its quality report to every destination, in order; what is there stays as it is.

    Raises:
        ProviderError: A destination refused, or does not answer; asking again sends nothing twice.
        Cancelled: A person stopped it, or the worker ends; what is there by then stays.
    """
    posts = posts_of([(video, name) for video, name in made if video.quality.passed], store.artifacts)
    goals = [(post, one) for one in asked for post in posts]
    run = store.runs.begin(episode)
    try:
        return tuple(_brought(Courier(store, run.id), episode, goals, watch))
    finally:
        store.runs.end(run)


def list_publications(settings: Settings, episode: str | None = None) -> tuple[Sent, ...]:
    """Everything that left the house or is about to, the latest first; a beginning of an episode's name is enough."""
    with open_store(settings) as store:
        return tuple(_told(one) for one in store.publications.every() if one.slot.episode.startswith(episode or ""))


def mark_sent(settings: Settings, episode: str, asked: str, part: int | None, place: str) -> Sent:
    """A person found it there: it is posted, at this address.

    Raises:
        UnknownName: There is no such publication.
        UsageError: It is not one that nobody knows about.
    """
    with open_store(settings) as store:
        found = _unclear(store, episode, asked, part)
        return _told(store.publications.move(found.slot, Stage.SENT, start={Stage.UNCLEAR}, place=place))


def send_again(settings: Settings, episode: str, asked: str, part: int | None) -> Sent:
    """A person looked, and it is not there: it may be sent once more when the episode is made again.

    Raises:
        UnknownName: There is no such publication.
        UsageError: It is not one that nobody knows about.
        Waiting: Whoever sent it may still be at it.
    """
    with open_store(settings) as store:
        found = _unclear(store, episode, asked, part)
        left = QUIET - found.silence // 1000
        if left > 0 or store.runs.is_alive(found.holder.partition(":")[0]):
            raise Waiting(
                "what was sending it may wake up and post it",
                where=f"{found.slot.episode} at {found.slot.destination}",
                remedy=f"Try again in {max(1, -(-left // 60))} minutes",
            )
        return _told(store.publications.move(found.slot, Stage.READY, start={Stage.UNCLEAR}))


def send_once_more(settings: Settings, episode: str, asked: str, part: int | None) -> Sent:
    """A person wants what is there to be posted once more, when the episode is made again.

    Raises:
        UnknownName: There is no such publication.
        UsageError: It is not there yet, or several parts of it are.
    """
    with open_store(settings) as store:
        found = _one(store, episode, asked, part, Stage.SENT, "Only what is there can be posted once more")
        return _told(store.publications.renew(found.slot))


def _brought(courier: Courier, episode: str, goals: Sequence[tuple[Post, str]], watch: Watcher) -> Iterator[Sent]:
    for number, (post, asked) in enumerate(goals):
        check_end()
        watch.progressed(POSTING, "", number, len(goals))
        yield _bring(courier, episode, post, asked)


def _bring(courier: Courier, episode: str, post: Post, asked: str) -> Sent:
    goal, account = _open(asked)
    release = digest([[one.made.video.sha256 for one in post.videos], post.words.model_dump(mode="json")])
    slot = Slot(episode, post.words.part, asked)
    planned = courier.store.publications.plan(slot, release, post.words.title)
    brought = courier.bring(planned, goal, post, account, release)
    differs = brought.stage is Stage.SENT and brought.release != release
    return _told(brought).model_copy(update={"differs": differs})


def _open(asked: str, beside: Sequence[str] = ()) -> tuple[Destination, str]:
    """The destination and the account that are meant by `NAME` or `NAME:ACCOUNT`."""
    name, _, account = asked.partition(":")
    known = [one for one in destination_names() if isinstance(destination(one), (Resumable, OneShot))]
    if name not in known:
        raise UnknownName("destination", name, [*beside, *known], where=f"--to {asked}", remedy="" if known else _NONE)
    return destination(name), account


def _unclear(store: Store, episode: str, asked: str, part: int | None) -> Publication:
    return _one(store, episode, asked, part, Stage.UNCLEAR, "Only what is unclear can be settled")


def _one(store: Store, episode: str, asked: str, part: int | None, stage: Stage, only: str) -> Publication:
    """The newest edition of a part, which has to be at this stage."""
    every = sorted(_matching(store.publications.every(), episode, asked), key=lambda one: one.slot.edition)
    newest = {(one.slot.episode, one.slot.part): one for one in every}
    found = [one for one in newest.values() if part in {None, one.slot.part}]
    if not found:
        known = [f"{one.slot.episode} at {one.slot.destination}" for one in store.publications.every()][:10]
        raise UnknownName(
            "publication", f"{episode} at {asked}", known, remedy="See all with `reelhouse releases list`"
        )
    fitting = [one for one in found if one.stage is stage]
    if len(fitting) != 1:
        what = f"{len(fitting)} parts of it are {stage}" if fitting else f"it is {found[0].stage}, not {stage}"
        remedy = "Say which part with --part" if fitting else only
        raise UsageError(what, where=f"{episode} at {asked}", remedy=remedy)
    return fitting[0]


def _matching(every: Iterable[Publication], episode: str, asked: str) -> Iterator[Publication]:
    return (one for one in every if one.slot.episode.startswith(episode) and one.slot.destination == asked)


def _told(one: Publication) -> Sent:
    return Sent(
        episode=one.slot.episode,
        part=one.slot.part,
        destination=one.slot.destination,
        edition=one.slot.edition,
        title=one.title,
        stage=one.stage,
        place=one.place,
        cause=one.cause,
        changed=max(0, one.silence // 1000),
    )
