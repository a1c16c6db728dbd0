"""The desk: what waits for a person, what there is to see of it, and the person's answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reelhouse.config import Settings
from reelhouse.errors import ArtifactMissing, ReelhouseError, UnknownName, UsageError
from reelhouse.model.approval import GateName
from reelhouse.model.base import Value
from reelhouse.model.deliverable import Deliverable, Release
from reelhouse.model.quality import Finding, Level
from reelhouse.model.release import Words
from reelhouse.model.script import Parts
from reelhouse.operations.episodes import several
from reelhouse.operations.laid import Laid, laid_of, unclear_of
from reelhouse.operations.queueing import continuation
from reelhouse.production.documents.scripted import rows_of
from reelhouse.production.documents.versions import read_paper
from reelhouse.storage import Store, open_store
from reelhouse.storage.approvals import Approval, State, Then, Verdict


class Answer(Value):
    """What came of an answer; `first` is False when somebody had answered before, and nothing was changed.

    `going_on`: workers make what was approved.
    """

    laid: Laid
    first: bool
    going_on: bool = False


class Watched(Value):
    """A video to look at. `path` is empty when its file was let go of; making the episode again brings it back."""

    title: str
    rendition: str
    path: str
    seconds: float
    passed: bool
    findings: tuple[Finding, ...]
    words: Words | None = None


class Look(Value):
    """What is shown: the lines of a script as (part, place, text), or finished videos."""

    laid: Laid
    lines: tuple[tuple[int, str, str], ...] = ()
    videos: tuple[Watched, ...] = ()


def list_desk(settings: Settings) -> tuple[Laid, ...]:
    """Everything that waits: first what is overdue, then the rest in the order in which it was asked."""
    with open_store(settings) as store:
        return tuple(laid_of(one) for one in store.approvals.waiting())


def list_unclear(settings: Settings) -> tuple[Laid, ...]:
    """What may be posted or not: a person looks there, and says what there is. What waits for longest comes first."""
    with open_store(settings) as store:
        return tuple(map(unclear_of, store.publications.unclear()))


def look_at(settings: Settings, key: str) -> Look:
    """What a person is asked about, exactly as an answer binds to it.

    Raises:
        ArtifactMissing: The paper of it is gone.
    """
    with open_store(settings) as store:
        approval = _known(store, key)
        if approval.gate == "script":
            rows = rows_of(read_paper(store, Parts, approval.paper))
            lines = tuple((row.part, row.id if row.said else f"{row.scene} {row.id}", row.shown) for row in rows)
            return Look(laid=laid_of(approval), lines=lines)
        release = read_paper(store, Release, approval.paper)
        return Look(laid=laid_of(approval), videos=tuple(_watched(store, video) for video in release.videos))


def choose_laid(settings: Settings, names: Sequence[str], gate: GateName | None) -> tuple[Laid, ...]:
    """What is meant by names of episodes, or by the first letters of keys; without names all that waits.

    Where nothing waits any more, what was answered last is meant: then the answer says whose it was.

    Raises:
        UnknownName: Nothing has that name, or several episodes begin like this.
        UsageError: Nothing of that episode ever waited.
    """
    with open_store(settings) as store:
        waiting = [one for one in store.approvals.waiting() if gate in {None, one.gate}]
        if not names:
            return tuple(map(laid_of, waiting))
        found = {one.key: one for name in names for one in _meant(store, waiting, name, gate)}
    return tuple(map(laid_of, found.values()))


def answer(
    settings: Settings, keys: Sequence[str], verdict: Verdict, who: str, *, note: str = ""
) -> tuple[Answer, ...]:
    """Approve or reject what is shown under each key; whoever is first decides, and everybody else hears of it.

    Workers go on with what they had begun.

    Args:
        settings: Of the installation.
        keys: What is answered, one after the other, each for itself.
        verdict: Approved or rejected.
        who: Whose answer it is.
        note: What there is to say with it.

    Raises:
        UsageError: Nothing was asked under one of the keys; nothing is answered.
    """
    with open_store(settings) as store:
        episodes = [_known(store, key).episode for key in keys]
        theirs = store.legs.begun(episodes) if verdict is State.APPROVED else frozenset[str]()
        then = continuation(store) if theirs else None
        return tuple(
            _answer(store, key, verdict, (who, note), then if episode in theirs else None)
            for key, episode in zip(keys, episodes, strict=True)
        )


def _answer(store: Store, key: str, verdict: Verdict, said: tuple[str, str], then: Then | None) -> Answer:
    done = store.approvals.decide(key, verdict, *said, then)
    if done is None:
        raise _unknown(key)
    return Answer(laid=laid_of(done.approval), first=done.first, going_on=done.first and then is not None)


def ask_again(settings: Settings, key: str) -> Answer:
    """Lay what was rejected before people once more; `first` is False when it is not rejected."""
    with open_store(settings) as store:
        _known(store, key)
        done = store.approvals.reopen(key)
        return Answer(laid=laid_of(_known(store, key)), first=done)


def remind(settings: Settings) -> tuple[Laid, ...]:
    """What became overdue since this was asked last; each is told once."""
    with open_store(settings) as store:
        return tuple(map(laid_of, store.approvals.remind()))


def _meant(store: Store, waiting: Sequence[Approval], name: str, gate: GateName | None) -> Iterator[Approval]:
    found = [one for one in waiting if one.episode == name]
    found = found or [one for one in waiting if name and (one.episode.startswith(name) or one.key.startswith(name))]
    if len({one.episode for one in found}) == 1:
        yield from found
        return
    known = [entry.asked.episode for entry in store.register.entries()]
    episodes = {one for one in known if one == name} or {one for one in known if name and one.startswith(name)}
    if not episodes:
        raise UnknownName("episode", name, sorted(known)[:10], remedy="See what waits with `reelhouse desk`")
    if len(episodes) > 1:
        raise several(name, sorted(episodes))
    (episode,) = episodes
    yield _answered(store, episode, gate)


def _answered(store: Store, episode: str, gate: GateName | None) -> Approval:
    """What was answered last of an episode."""
    answered = [one for one in store.approvals.of(episode) if gate in {None, one.gate} and one.who]
    if not answered:
        raise UsageError(
            "nothing of it waits for approval",
            where=episode,
            remedy="See what waits with `reelhouse desk`; episodes wait when they are made with `--set approve=script`",
        )
    return max(answered, key=lambda one: one.decided_at)


def _watched(store: Store, video: Deliverable) -> Watched:
    try:
        path = str(store.artifacts.path(video.video))
    except ArtifactMissing:
        path = ""
    findings = tuple(one for one in video.quality.findings if one.level is not Level.OK)
    seconds = round(float(video.frames / video.rendition.rate.fraction), 3)
    return Watched(
        title=video.title,
        rendition=video.rendition.name,
        path=path,
        seconds=seconds,
        passed=video.quality.passed,
        findings=findings,
        words=video.words,
    )


def _known(store: Store, key: str) -> Approval:
    found = store.approvals.find(key)
    if found is None:
        raise _unknown(key)
    return found


def _unknown(key: str) -> ReelhouseError:
    return UsageError(f"nothing was asked under {key[:12]!r}", remedy="See what waits with `reelhouse desk`")


#: The two answers, by what a person calls them.
VERDICTS: dict[str, Verdict] = {"approve": State.APPROVED, "reject": State.REJECTED}
