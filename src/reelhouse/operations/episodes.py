"""What is known of episodes: all of them, one of them, and what people did to its documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reelhouse.config import Settings
from reelhouse.errors import PathNotFound, UnknownName, UsageError
from reelhouse.model.base import Document, Value
from reelhouse.operations.laid import Laid, laid_of, moment
from reelhouse.operations.sheets import Change, changes
from reelhouse.operations.standing import all_standing, standing
from reelhouse.production.documents.versions import (
    NATURES,
    Kind,
    current_version,
    newest,
    read_paper,
    undecided_version,
)
from reelhouse.storage import Store, open_store
from reelhouse.storage.edits import Line, Version
from reelhouse.storage.register import Entry, Original

#: How many names a message gives.
SHOWN = 10


class Listed(Value):
    """An episode in a list. Times are ISO 8601, in UTC; `made` is empty when it was never finished.

    `kept` is `pinned` or `archived` when a person keeps its files, else empty.
    """

    episode: str
    recipe: str
    title: str
    status: str
    asked: str
    made: str
    source: str
    out: str
    kept: str = ""


class Standing(Value):
    """Where a document stands: its newest version, which one is used (0: as it was made), and whose it is.

    `undecided`: somebody's version is of another origin, and nobody has chosen.
    """

    document: str
    part: int
    version: int
    used: int
    who: str = ""
    undecided: bool = False


class Whole(Value):
    """Everything about one episode."""

    listed: Listed
    options: dict[str, Any]
    videos: tuple[dict[str, str], ...]
    documents: tuple[Standing, ...]
    #: What people were asked about it, oldest first.
    approvals: tuple[Laid, ...] = ()


class Past(Value):
    """One version in the history of a document; `at` is ISO 8601, in UTC, to the millisecond."""

    document: str
    part: int
    version: int
    deed: str
    who: str
    at: str
    episode: str
    used: bool
    changes: tuple[Change, ...]
    before: str
    after: str


def list_episodes(settings: Settings, limit: int | None = None, *, skip: int = 0) -> tuple[tuple[Listed, ...], int]:
    """Episodes, the latest first, and how many there are in all.

    Args:
        settings: Those of the installation.
        limit: The most that are listed; None is all.
        skip: How many of the latest are left out.
    """
    with open_store(settings) as store:
        found = store.register.entries(limit, skip=skip)
        return tuple(map(listed_of, all_standing(store, found))), store.register.count()


def show_episode(settings: Settings, name: str) -> Whole:
    """One episode with its options, its files and its documents.

    Raises:
        UnknownName: There is no such episode.
    """
    with open_store(settings) as store:
        entry = find_entry(store, name)
        originals = store.register.originals(entry.asked.episode)
        documents = tuple(_standing(store, entry, original) for original in originals)
        laid = tuple(map(laid_of, store.approvals.of(entry.asked.episode)))
        stands = standing(store, entry)
    whole = {"listed": listed_of(stands), "options": entry.asked.brief, "videos": entry.videos}
    return Whole(**whole, documents=documents, approvals=laid)


def history(settings: Settings, name: str, kind: Kind | None, part: int | None) -> tuple[Past, ...]:
    """What people did to the documents of an episode, oldest first.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It has no such document or part.
    """
    with open_store(settings) as store:
        entry = find_entry(store, name)
        if kind is None:
            originals = store.register.originals(entry.asked.episode)
        else:
            originals = (find_original(store, entry, kind, part),)
        return tuple(past for original in originals for past in _pasts(store, entry, original))


def find_entry(store: Store, name: str) -> Entry:
    """An episode by its name, or by so much of its beginning as only it has.

    Raises:
        UnknownName: There is none.
        UsageError: Several begin like this.
    """
    if (found := store.register.find(name)) is not None:
        return found
    near = store.register.beginning(name) if name else ()
    if len(near) == 1:
        return near[0]
    if near:
        raise several(name, [entry.asked.episode for entry in near])
    known = [entry.asked.episode for entry in store.register.entries(10)]
    raise UnknownName("episode", name, known, remedy="See all with `reelhouse episodes list`")


def several(name: str, episodes: Sequence[str]) -> UsageError:
    """What is said when more than one episode begins like a name."""
    first = ", ".join(episodes[:SHOWN]) + (", ..." if len(episodes) > SHOWN else "")
    return UsageError(
        f"{len(episodes)} episodes begin like this: {first}", where=name, remedy="Say more of the name that you mean"
    )


def find_original(store: Store, entry: Entry, kind: Kind, part: int | None) -> Original:
    """A document of an episode as it was made.

    Raises:
        PathNotFound: It was not made yet.
        UsageError: The part was not said, or there is none with this number.
    """
    name = entry.asked.episode
    found = [one for one in store.register.originals(name) if one.kind == kind]
    if not found:
        raise PathNotFound(
            f"there is no {kind} yet: it was never made so far",
            where=name,
            remedy="Make the episode first; what is finished is kept",
        )
    if kind is Kind.SCRIPT and part is not None:
        raise UsageError("one script holds all parts", where="--part", remedy="Leave out --part")
    if part is None and len(found) == 1:
        return found[0]
    match = next((one for one in found if one.part == part), None)
    if match is None:
        raise UsageError(
            f"it has {len(found)} parts, each with its own {kind}" if part is None else f"there is no part {part}",
            where="--part",
            remedy=f"Say which one: --part 1 to {len(found)}",
        )
    return match


def line_of(entry: Entry, original: Original) -> Line:
    """Where the versions of a document are kept."""
    return Line(entry.asked.story, original.kind, original.part)


def document_of(store: Store, original: Original, version: Version | None) -> Document:
    """A version of a document, or the document as it was made."""
    model = NATURES[Kind(original.kind)].model
    found: Document = read_paper(store, model, version.after if version else original.base)
    return found


def _pasts(store: Store, entry: Entry, original: Original) -> Iterator[Past]:
    kind = Kind(original.kind)
    versions = store.versions.history(line_of(entry, original))
    used = current_version(versions, original.origin)
    for one in versions:
        before, after = (read_paper(store, NATURES[kind].model, paper) for paper in (one.before, one.after))
        yield Past(
            document=kind,
            part=original.part,
            version=one.number,
            deed=one.deed,
            who=one.who,
            at=moment(one.at, "milliseconds"),
            episode=one.episode,
            used=one is used,
            changes=changes(kind, before, after),
            before=one.before.sha256,
            after=one.after.sha256,
        )


def _standing(store: Store, entry: Entry, original: Original) -> Standing:
    versions = store.versions.history(line_of(entry, original))
    used = current_version(versions, original.origin)
    is_own = used is not None and used.after.sha256 != original.base.sha256
    left = undecided_version(versions, original, entry.asked.episode)
    return Standing(
        document=original.kind,
        part=original.part,
        version=newest(versions),
        used=used.number if used and is_own else 0,
        who=used.who if used and is_own else left.who if left else "",
        undecided=left is not None,
    )


def listed_of(entry: Entry) -> Listed:
    """An episode as lists show it."""
    asked = entry.asked
    return Listed(
        episode=asked.episode,
        recipe=asked.recipe,
        title=entry.title,
        status=entry.status,
        asked=moment(entry.asked_at),
        made=moment(entry.made_at) if entry.made_at else "",
        source=asked.source,
        out=asked.out,
        kept=entry.kept,
    )
