"""Changing a document from the command line: the editor, the plan, the question, and making it."""

from __future__ import annotations

import getpass
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from reelhouse.cli.progress import Board
from reelhouse.cli.running import stopping_on_signals
from reelhouse.cli.showing import show_episode
from reelhouse.cli.streams import harmless, print_json, print_text, showing, tell
from reelhouse.cli.telling import tell_outlook, tell_proposal, tell_two
from reelhouse.config import Settings
from reelhouse.config.texts import LARGEST
from reelhouse.errors import Cancelled, ReelhouseError, UsageError
from reelhouse.media.editor import edit_file
from reelhouse.operations.drafts import new_draft, read_draft
from reelhouse.operations.episode import Episode
from reelhouse.operations.proposals import (
    Opened,
    Outlook,
    Proposal,
    keep,
    open_document,
    propose_choice,
    propose_edit,
    propose_restore,
    rehearse,
    remake,
    two_versions,
)
from reelhouse.production.documents.versions import Kind

SCHEMA = "reelhouse.edit/1"
#: An episode, a document, a part.
Target = tuple[str, str, int | None]


@dataclass(frozen=True)
class Wishes:
    """How a person wants it done."""

    dry_run: bool
    yes: bool
    who: str
    out: Path | None
    as_json: bool
    quiet: bool


def edit_document(settings: Settings, target: Target, file: str | None, wishes: Wishes) -> int:
    """Let a person change a document, and make what was changed; returns the exit code."""
    name, kind, part = target
    if file is None and not wishes.dry_run:
        _demand_someone(wishes)
    opened = open_document(settings, name, Kind(kind), part)
    if file is not None and file != "-":
        return _carry_out(settings, propose_edit(opened, read_draft(Path(file)), Path(file)), wishes)
    if file == "-":
        draft = new_draft(settings, opened.head, sys.stdin.buffer.read(LARGEST + 1))
        with _kept(draft, target, wishes):
            return _carry_out(settings, propose_edit(opened, read_draft(draft), Path("standard input")), wishes)
    draft = new_draft(settings, opened.head, opened.paper().encode())
    with _kept(draft, target, wishes, opened):
        return _carry_out(settings, _written(opened, draft), wishes)


def restore_document(settings: Settings, target: Target, version: int, wishes: Wishes) -> int:
    """Make an earlier version the current one; returns the exit code."""
    name, kind, part = target
    return _carry_out(settings, propose_restore(settings, name, Kind(kind), part, version), wishes)


def choose_version(settings: Settings, target: Target, choice: Literal["mine", "origin"] | None, wishes: Wishes) -> int:
    """Choose between two versions, or show them; returns the exit code."""
    name, kind, part = target
    if choice is not None:
        return _carry_out(settings, propose_choice(settings, name, Kind(kind), part, choice), wishes)
    found = two_versions(settings, name, Kind(kind), part)
    if wishes.as_json:
        print_json(_printed(found[0], None) if found else None)
    else:
        with showing():
            tell_two(found)
    return 0


def _carry_out(settings: Settings, proposal: Proposal, wishes: Wishes) -> int:
    """Say what would be made, ask, keep it and make it."""
    if not proposal.is_new and not proposal.opened.waits:
        if wishes.as_json:
            print_json(_printed(proposal, None))
        elif not wishes.quiet:
            print_text(f"Nothing was changed, and nothing made: the {proposal.opened.kind} is as it was.")
        return 0
    with stopping_on_signals() as stop:
        outlook = rehearse(settings, proposal, stop=stop)
    if not (wishes.as_json or wishes.quiet):
        with showing():
            tell_proposal(proposal)
            tell_outlook(outlook)
    if wishes.dry_run:
        if wishes.as_json:
            print_json(_printed(proposal, outlook))
        return 0
    if not wishes.yes and not _agreed(wishes):
        raise ReelhouseError("nothing was kept, and nothing made", remedy="The episode is as it was")
    return _make(settings, proposal, outlook, wishes)


def _make(settings: Settings, proposal: Proposal, outlook: Outlook, wishes: Wishes) -> int:
    name = proposal.opened.entry.asked.episode
    number = proposal.opened.base
    if proposal.is_new:
        number = keep(settings, proposal, wishes.who or login()).number
    try:
        with stopping_on_signals() as stop, Board(quiet=wishes.quiet) as board:
            episode = remake(settings, name, out=wishes.out, watch=board, stop=stop)
    except ReelhouseError as error:
        if wishes.as_json:
            print_json(_printed(proposal, outlook, version=number))
        raise error from None
    if wishes.as_json:
        print_json(_printed(proposal, outlook, version=number, made=episode))
    elif not wishes.quiet:
        with showing():
            show_episode(episode)
    return episode.exit_code


def _written(opened: Opened, draft: Path) -> Proposal:
    """What a person writes into a draft; on a terminal, as often as it takes until nothing is wrong with it."""
    while True:
        edit_file(draft, os.environ)
        try:
            return propose_edit(opened, read_draft(draft), draft)
        except ReelhouseError as error:
            if not is_terminal():
                raise
            for one in (error, *error.others):
                tell(f"{harmless(str(one.where))}: {harmless(one.message)}\n  {harmless(one.remedy)}\n")
            if not asked("Open it again?"):
                raise


@contextmanager
def _kept(draft: Path, target: Target, wishes: Wishes, opened: Opened | None = None) -> Iterator[None]:
    """Keep a draft while it is not in the store: whatever goes wrong, the person is told where it is."""
    name, kind, part = target
    of_part = f" --part {part}" if part else ""
    told = f"Your text is kept: `reelhouse episodes edit {name} {kind}{of_part} --file {shlex.quote(str(draft))}`"
    try:
        yield
    except ReelhouseError as error:
        if _is_untouched(draft, opened):
            draft.unlink()
        else:
            error.remedy = f"{error.remedy}. {told}" if error.remedy else told
        raise
    except (Cancelled, KeyboardInterrupt):
        tell(f"{harmless(told)}\n")
        raise
    if wishes.dry_run and not _is_untouched(draft, opened):
        tell(f"{harmless(told)}\n")
    else:
        draft.unlink(missing_ok=True)


def _is_untouched(draft: Path, opened: Opened | None) -> bool:
    """Whether nobody wrote anything into it."""
    return opened is not None and read_draft(draft) == opened.paper().encode()


def _agreed(wishes: Wishes) -> bool:
    _demand_someone(wishes)
    return asked("Make it?")


def _demand_someone(wishes: Wishes) -> None:
    """Refuse to ask where nobody is."""
    if not wishes.yes and (wishes.as_json or wishes.quiet or not is_terminal()):
        raise UsageError(
            "nobody is there to be asked",
            where="--yes",
            remedy="Add --yes to make it, or --dry-run to see what it would be",
        )


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def asked(question: str) -> bool:
    """Ask a person, who agrees by Enter alone."""
    tell(f"{question} [Y/n] ")
    answer = sys.stdin.readline()
    return bool(answer) and answer.strip().casefold() in {"", "y", "yes"}


def login() -> str:
    """Who sits here, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "somebody"


def _printed(
    proposal: Proposal, outlook: Outlook | None, *, version: int | None = None, made: Episode | None = None
) -> dict[str, Any]:
    opened = proposal.opened
    return {
        "schema": SCHEMA,
        "episode": opened.entry.asked.episode,
        "document": opened.kind,
        "part": opened.original.part,
        "deed": proposal.deed,
        "changes": [one.model_dump(mode="json") for one in proposal.changes],
        "outlook": outlook.model_dump(mode="json") if outlook else None,
        "version": version,
        "result": made.printed() if made else None,
    }
