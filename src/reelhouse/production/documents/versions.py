"""Which version of a document a run uses: the one that was made, or the one that a person made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, TypeVar

from reelhouse.errors import Waiting
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Document, canonical, dump, load
from reelhouse.model.captions import Captions
from reelhouse.model.script import Parts
from reelhouse.production.documents.captioned import carry_captions, only_cues, origin_of_captions
from reelhouse.production.documents.scripted import carry_script, origin_of_script
from reelhouse.storage import Store
from reelhouse.storage.edits import Deed, Draft, Line, Version
from reelhouse.storage.register import Original

D = TypeVar("D", bound=Document)


class Kind(StrEnum):
    """The documents that a person may change."""

    SCRIPT = "script"
    CAPTIONS = "captions"


@dataclass(frozen=True)
class Nature(Generic[D]):
    """What there is to know about one kind of document."""

    model: type[D]
    origin: Callable[[D], str]
    carry: Callable[[D, D, D], D | None]


SCRIPT = Nature(Parts, origin_of_script, carry_script)
CAPTIONS = Nature(Captions, origin_of_captions, carry_captions)
NATURES: Mapping[Kind, Nature[Any]] = {Kind.SCRIPT: SCRIPT, Kind.CAPTIONS: CAPTIONS}


@dataclass(frozen=True)
class Used:
    """A person's version that a run used; `carried`: it was made from another origin and fitted this one as well."""

    kind: Kind
    part: int
    version: Version
    carried: bool = False


@dataclass(frozen=True)
class Versions:
    """The versions of one episode.

    `proposed` are documents, by kind and part, that are tried out instead of what is kept; then nothing is noted, and
    two versions between which nobody has chosen do not stop the run: `undecided` names them.
    """

    store: Store
    story: str
    episode: str
    proposed: Mapping[tuple[Kind, int], Document] | None = None
    used: list[Used] = field(default_factory=list)
    undecided: list[tuple[Kind, int]] = field(default_factory=list)

    def script(self, made: Parts) -> Parts:
        """The script to use where this one was made."""
        found = self._settle(Kind.SCRIPT, 0, made)
        if self.proposed is None:
            self.store.register.forget(self.episode, len(made.scripts))
        return found or made

    def cues(self, part: int, made: Captions) -> Captions | None:
        """The cues to use where these captions were made; None when nobody changed them."""
        return self._settle(Kind.CAPTIONS, part, only_cues(made))

    def _settle(self, kind: Kind, part: int, made: D) -> D | None:
        nature: Nature[D] = NATURES[kind]
        origin = nature.origin(made)
        if self.proposed is not None and (kind, part) in self.proposed:
            mine: Any = self.proposed[kind, part]
            return mine if nature.origin(mine) != origin else None
        if self.proposed is None:
            self._meet(kind, part, origin, made)
        line = Line(self.story, kind, part)
        history = self.store.versions.history(line)
        current = current_version(history, origin)
        if current is None and (left := _left_behind(history, self.episode)) is not None:
            return self._carry(line, left, made, origin)
        return self._use(nature, line, current, origin)

    def _meet(self, kind: Kind, part: int, origin: str, made: Document) -> None:
        """Keep a document as it was made, unless it is the one that is known."""
        known = self.store.register.originals(self.episode)
        if not any((one.kind, one.part, one.origin) == (kind, part, origin) for one in known):
            base = write_paper(self.store, made)
            self.store.register.meet(self.episode, Original(kind, part, origin, base))

    def _use(self, nature: Nature[D], line: Line, version: Version | None, origin: str) -> D | None:
        if version is None:
            return None
        document = read_paper(self.store, nature.model, version.after)
        if nature.origin(document) == origin:
            return None
        self.used.append(Used(Kind(line.kind), line.part, version))
        return document

    def _carry(self, line: Line, left: Version, made: D, origin: str) -> D | None:
        """Use an edit of another origin, where it fits this one."""
        kind = Kind(line.kind)
        nature: Nature[D] = NATURES[kind]
        base, mine = (read_paper(self.store, nature.model, paper) for paper in (left.base, left.after))
        fitted = nature.carry(base, mine, made)
        if fitted is None:
            if self.proposed is None:
                raise _undecided(self.episode, kind, line.part, left)
            self.undecided.append((kind, line.part))
            return None
        version = left
        if self.proposed is None:
            version = self._note(line, left, fitted, made, origin)
        self.used.append(Used(kind, line.part, version, carried=True))
        return fitted

    def _note(self, line: Line, left: Version, fitted: Document, made: Document, origin: str) -> Version:
        """Keep what was carried over as a version of its own; whoever was quicker did the same."""
        papers = {"base": write_paper(self.store, made), "after": write_paper(self.store, fitted)}
        draft = Draft(self.episode, Deed.CARRY, left.who, origin, before=left.after, **papers)
        return self.store.versions.add(line, draft, newest(self.store.versions.history(line))) or left


def current_version(history: tuple[Version, ...], origin: str) -> Version | None:
    """The newest version that was made from this origin."""
    return next((one for one in reversed(history) if one.origin == origin), None)


def undecided_version(history: tuple[Version, ...], original: Original, episode: str) -> Version | None:
    """A person's version that was made from another origin, while none was made from this one."""
    return None if current_version(history, original.origin) else _left_behind(history, episode)


def newest(history: tuple[Version, ...]) -> int:
    """The number of the newest version, 0 when there is none."""
    return history[-1].number if history else 0


def _left_behind(history: tuple[Version, ...], episode: str) -> Version | None:
    """What a person left in this episode: from another origin, when none is from this one; None when given up."""
    left = next((one for one in reversed(history) if one.episode == episode), None)
    return None if left is None or left.given_up else left


def write_paper(store: Store, document: Document) -> Artifact:
    """Keep a document for good."""
    return store.papers.keep(paper_bytes(document))


def paper_bytes(document: Document) -> bytes:
    """A document as it is kept: the same one has the same bytes."""
    return canonical(dump(document)).encode()


def read_paper(store: Store, model: type[D], paper: Artifact) -> D:
    """A document that was kept."""
    return load(model, json.loads(store.papers.read(paper)))


def _undecided(episode: str, kind: Kind, part: int, left: Version) -> Waiting:
    named = f"{kind}" if part < 2 else f"{kind} --part {part}"
    of_part = f" of part {part}" if part > 1 else ""
    return Waiting(
        f"the {kind}{of_part} came out otherwise, where {left.who} had changed it (version {left.number}): nothing is "
        "overwritten, and nothing made until you choose",
        where=episode,
        remedy=f"See both with `reelhouse episodes choose {episode} {named}`, then add `mine` or `origin`",
    )
