"""Changing a document of an episode: what a person proposes, what it would remake, and keeping it.

Nothing is lost on the way: an edit is kept before anything is made of it, and only where nobody else was faster.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from reelhouse.config import Settings
from reelhouse.errors import UsageError, Waiting
from reelhouse.media.stop import stoppable
from reelhouse.model.approval import GateName
from reelhouse.model.base import Document, Value
from reelhouse.model.script import Parts
from reelhouse.operations.episode import Episode
from reelhouse.operations.episodes import document_of, find_entry, find_original, line_of
from reelhouse.operations.faults import noted
from reelhouse.operations.output import writing_to
from reelhouse.operations.registered import order_of
from reelhouse.operations.run import run_order
from reelhouse.operations.sheets import Change, Head, changes, read_sheet, write_sheet
from reelhouse.production.documents.versions import (
    NATURES,
    Kind,
    Versions,
    current_version,
    newest,
    read_paper,
    undecided_version,
    write_paper,
)
from reelhouse.production.edits import Edits
from reelhouse.production.gates import Gates
from reelhouse.production.production import Production
from reelhouse.production.rehearsal import Forecast, Rehearsal
from reelhouse.production.restarts import Restarts
from reelhouse.production.steps import Watcher
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store, open_store
from reelhouse.storage.edits import Deed, Draft, Version
from reelhouse.storage.register import EDITED, FAILED, MAKING, Entry, Original

#: The versions that a person chooses between when there are two.
Choice = Literal["mine", "origin"]


@dataclass(frozen=True)
class Opened:
    """A document of an episode as it is now; `base` is the number of its newest version, 0 when there is none."""

    entry: Entry
    original: Original
    document: Document
    base: int

    @property
    def kind(self) -> Kind:
        """Which document it is."""
        return Kind(self.original.kind)

    @property
    def head(self) -> Head:
        """What its paper says of itself."""
        version = f"{self.base}-{self.original.origin[:12]}"
        return Head(self.entry.asked.episode, self.kind, self.original.part, version)

    @property
    def profanity(self) -> str:
        """What happens to strong language in it."""
        return str(self.entry.asked.brief.get("profanity", "soften"))

    @property
    def waits(self) -> bool:
        """Whether what is kept was not made yet."""
        return self.entry.status in {EDITED, MAKING, FAILED}

    def paper(self) -> str:
        """The document as a person changes it."""
        script_title = self.document.scripts[0].title if isinstance(self.document, Parts) else self.entry.title
        return write_sheet(self.head, self.document, self.profanity, script_title)


@dataclass(frozen=True)
class Proposal:
    """A document as a person wants it."""

    opened: Opened
    deed: Deed
    after: Document

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is different from the document as it is now."""
        return changes(self.opened.kind, self.opened.document, self.after)

    @property
    def is_new(self) -> bool:
        """Whether there is anything to keep: a choice is, even of what is used already."""
        nature = NATURES[self.opened.kind]
        same: bool = nature.origin(self.after) == nature.origin(self.opened.document)
        return self.deed is Deed.CHOOSE or not same


class Outlook(Value):
    """What would be made of a proposal: steps by name, new chunks and all chunks of picture, seconds of work.

    `undecided` are other documents whose edits do not fit any more, and between whose versions a person has to choose;
    `gate` is where it then stops until a person has approved it.
    """

    steps: Mapping[str, int]
    chunks: int
    chunks_in_all: int
    seconds: float
    undecided: tuple[str, ...] = ()
    gate: GateName | None = None


def open_document(settings: Settings, name: str, kind: Kind, part: int | None) -> Opened:
    """A document of an episode as it is now.

    Raises:
        UnknownName: There is no such episode.
        UsageError: It has no such document or part.
        Waiting: There are two versions of it, and nobody has chosen.
    """
    with open_store(settings) as store:
        opened, left = _open(store, name, kind, part)
    if left is not None:
        raise Waiting(
            f"there are two versions of the {kind}: choose one before you change it",
            where=opened.entry.asked.episode,
            remedy=f"See both with `reelhouse episodes choose {name} {kind}`",
        )
    return opened


def propose_edit(opened: Opened, content: bytes, path: Path) -> Proposal:
    """What a person wrote over an opened document.

    Raises:
        InvalidSettings: Something in it is wrong, or it is another document; the error says where.
        UsageError: The document was changed by somebody else since it was opened.
    """
    head = opened.head
    after, version = read_sheet(content, path, head, opened.document, opened.profanity)
    proposal = Proposal(opened, Deed.EDIT, after)
    if version != head.version and proposal.is_new:
        raise _changed_meanwhile(opened, path)
    return proposal


def propose_restore(settings: Settings, name: str, kind: Kind, part: int | None, number: int) -> Proposal:
    """An earlier version as the next one; 0 is the document as it was made.

    Raises:
        UsageError: There is no such version.
    """
    with open_store(settings) as store:
        opened, _ = _open(store, name, kind, part)
        history = store.versions.history(line_of(opened.entry, opened.original))
        if number not in range(len(history) + 1):
            raise UsageError(
                f"there is no version {number} of the {kind}",
                where=opened.entry.asked.episode,
                remedy=f"Give one of 0 (as it was made) to {len(history)}; `reelhouse episodes history` shows them",
            )
        after = document_of(store, opened.original, history[number - 1] if number else None)
    return Proposal(opened, Deed.RESTORE, after)


def two_versions(settings: Settings, name: str, kind: Kind, part: int | None) -> tuple[Proposal, Version] | None:
    """A person's version over the one that was made now, and who made it; None when there is nothing to choose."""
    with open_store(settings) as store:
        opened, left = _open(store, name, kind, part)
        if left is None:
            return None
        mine: Document = read_paper(store, NATURES[kind].model, left.after)
    return Proposal(opened, Deed.CHOOSE, mine), left


def propose_choice(settings: Settings, name: str, kind: Kind, part: int | None, choice: Choice) -> Proposal:
    """One of two versions.

    Raises:
        UsageError: There are no two versions.
    """
    found = two_versions(settings, name, kind, part)
    if found is None:
        raise UsageError(
            f"there is only one version of the {kind} to be used",
            where=name,
            remedy="Nothing has to be chosen; to go back to an earlier version, use `reelhouse episodes restore`",
        )
    proposal, _ = found
    return proposal if choice == "mine" else Proposal(proposal.opened, Deed.CHOOSE, proposal.opened.document)


def rehearse(settings: Settings, proposal: Proposal, *, stop: threading.Event) -> Outlook:
    """What would be made, found by a run that makes nothing of weight."""
    opened = proposal.opened
    with stoppable(stop), open_store(settings) as store:
        order = order_of(store, opened.entry.asked, None)
        proposed = {(opened.kind, opened.original.part): proposal.after}
        versions = Versions(store, order.story, order.name, proposed)
        gates = Gates(store, order.name, rehearsed=True)
        salts = store.episodes.salts(order.name)
        with Rehearsal(store, salt=salts.base, again=Restarts(salts.again)) as steps:
            shop = Workshop(steps, store, settings, order.identity)
            with suppress(Waiting):  # as far as it goes
                order.recipe.run(Production(shop, order.material, Edits(versions=versions), gates), order.brief)
            return _outlook(steps.forecast(), versions, settings.workers, gates)


def keep(settings: Settings, proposal: Proposal, who: str) -> Version:
    """Make a proposal the newest version, for good.

    Raises:
        UsageError: Somebody else was faster; nothing of theirs is overwritten.
    """
    opened, original = proposal.opened, proposal.opened.original
    with open_store(settings) as store:
        papers = {
            name: write_paper(store, one) for name, one in (("before", opened.document), ("after", proposal.after))
        }
        draft = Draft(opened.entry.asked.episode, proposal.deed, who, original.origin, base=original.base, **papers)
        version = store.versions.add(line_of(opened.entry, original), draft, opened.base)
    if version is None:
        raise _changed_meanwhile(opened, None)
    return version


def remake(settings: Settings, name: str, *, out: Path | None = None, watch: Watcher, stop: threading.Event) -> Episode:
    """Make an episode of the register again: from the text that is kept, with everybody's edits.

    Raises:
        Waiting: A person has to choose between two versions of a document.
        Cancelled: The stop flag was set.
    """
    with open_store(settings) as store:
        asked = find_entry(store, name).asked
    folder = out or Path(asked.out)
    with stoppable(stop), writing_to(folder), open_store(settings) as store:
        order = order_of(store, asked, folder)
        store.register.ask(asked)
        with noted(store, asked.episode):
            return run_order(store, order, settings, watch)


def _open(store: Store, name: str, kind: Kind, part: int | None) -> tuple[Opened, Version | None]:
    entry = find_entry(store, name)
    original = find_original(store, entry, kind, part)
    history = store.versions.history(line_of(entry, original))
    left = undecided_version(history, original, entry.asked.episode)
    document = document_of(store, original, current_version(history, original.origin))
    return Opened(entry, original, document, newest(history)), left


def _outlook(forecast: Forecast, versions: Versions, workers: int, gates: Gates) -> Outlook:
    named = tuple(f"{kind} of part {part}" if part > 1 else f"{kind}" for kind, part in versions.undecided)
    chunks = forecast.steps.get("render chunk", 0)
    return Outlook(
        steps=dict(forecast.steps),
        chunks=chunks,
        chunks_in_all=forecast.chunks,
        seconds=round(forecast.seconds / min(workers, 2), 1),
        undecided=named,
        gate=gates.reached[0] if gates.reached else None,
    )


def _changed_meanwhile(opened: Opened, path: Path | None) -> UsageError:
    name, kind = opened.entry.asked.episode, opened.kind
    return UsageError(
        f"there is a newer version of the {kind} than the one that this was written over",
        where=str(path) if path else name,
        remedy=f"See what is new with `reelhouse episodes history {name} {kind}`, and put yours into it",
    )
