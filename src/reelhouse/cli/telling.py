"""How episodes, edits and their history look in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from reelhouse.cli.streams import harmless
from reelhouse.cli.terminal import Terminal
from reelhouse.operations.episodes import Listed, Past, Whole
from reelhouse.operations.proposals import Outlook, Proposal
from reelhouse.operations.sheets import Change
from reelhouse.storage.edits import Deed, Version

#: States of what is not made yet.
_TO_COME = ("waiting", "edited", "making", "asked", "approved", "queued", "paused", "interrupted")
#: How a state looks.
STATES = {"done": "green"} | dict.fromkeys(("held", "failed", "rejected"), "bold red")
STATES |= dict.fromkeys(_TO_COME, "yellow")
#: What a state means to a person.
MEANING = {"edited": "edited, to be made", "making": "being made", "waiting": "waits for a person"}
MEANING |= {"asked": "to be made", "approved": "approved, to be made", "queued": "waits for a worker"}
#: Said where there is no episode at all.
NOTHING = "Nothing was made yet. `reelhouse make stories story.md` makes the first episode."
#: How many episodes a list has, unless more are asked for.
PAGE = 50
#: What a deed is called.
DEEDS = {
    Deed.EDIT: "changed",
    Deed.RESTORE: "restored",
    Deed.CARRY: "carried over to another text",
    Deed.CHOOSE: "chosen",
}


def tell_list(found: Sequence[Listed], skip: int, count: int) -> None:
    """One line for each episode; `skip` stand before these, and `count` are there in all."""
    console = Terminal(wrap=False)
    if not found:
        console.print(f"There are {count} episodes." if count else NOTHING)
        return
    table = Table.grid(padding=(0, 2))
    for one in found:
        state = Text(MEANING.get(one.status, one.status), STATES.get(one.status, ""))
        name, title = Text(one.episode, "bold"), harmless(one.title) or "(never finished)"
        table.add_row(name, _day(one.made or one.asked), state, title)
    console.print(table)
    if more := count - skip - len(found):
        console.print(Text(f"and {more} more: --skip {skip + len(found)} goes on, --limit 0 lists all", "dim"))


def tell_episode(found: Whole) -> None:
    """Everything about one episode."""
    console = Terminal(wrap=False)
    one = found.listed
    state = Text(MEANING.get(one.status, one.status), STATES.get(one.status, ""))
    console.print(Text.assemble((harmless(one.title) or one.episode, "bold"), "  ", state))
    table = Table.grid(padding=(0, 2))
    table.add_row("  episode", one.episode)
    table.add_row("  recipe", one.recipe)
    table.add_row("  from", harmless(one.source))
    table.add_row("  asked for", _day(one.asked))
    if one.made:
        table.add_row("  made", _day(one.made))
    chosen = {key: value for key, value in found.options.items() if key != "source" and value not in ("", [], None)}
    table.add_row("  options", harmless(", ".join(f"{key}={_option(value)}" for key, value in chosen.items())))
    for video in found.videos:
        table.add_row("  video", harmless(video["path"]))
    for document in found.documents:
        name = f"  {document.document}" + (f" {document.part}" if document.part else "")
        words = f"version {document.used}, by {harmless(document.who)}" if document.used else "as it was made"
        if document.undecided:
            words = f"two versions: yours, by {harmless(document.who)}, and what was made since; choose one"
        table.add_row(name, words)
    if one.kept:
        table.add_row("  files", "all pinned" if one.kept == "pinned" else "archived: finished files and documents")
    for laid in found.approvals:
        who = f" by {harmless(laid.who)}, {_day(laid.decided)}" if laid.who else f", asked {_day(laid.asked)}"
        note = f": {harmless(laid.note)}" if laid.note else ""
        table.add_row(f"  approval of the {laid.gate}", f"{laid.state}{who}{note}")
    console.print(table)


def tell_history(found: Sequence[Past]) -> None:
    """Every version with what was changed."""
    console = Terminal(wrap=False)
    if not found:
        console.print("Nobody changed anything: version 0 is what was made.")
        return
    for past in found:
        document = past.document + (f" {past.part}" if past.part else "")
        used = Text("  in use", "green") if past.used else Text("")
        head = f"{document}, version {past.version}"
        told = f"  {DEEDS[Deed(past.deed)]} by {harmless(past.who)}, {_moment(past.at)}"
        console.print(Text.assemble((head, "bold"), told, used))
        _tell_changes(console, past.changes)


def tell_proposal(proposal: Proposal) -> None:
    """What is different from the document as it is now."""
    console = Terminal(wrap=False)
    opened = proposal.opened
    part = f", part {opened.original.part}" if opened.original.part > 1 else ""
    title = harmless(opened.entry.title) or opened.entry.asked.episode
    console.print(Text.assemble((title, "bold"), f"  {opened.kind}{part}"))
    if not proposal.changes:
        console.print("  nothing new; what was kept before is to be made", style="dim")
    _tell_changes(console, proposal.changes)


def tell_outlook(outlook: Outlook) -> None:
    """What would be made."""
    console = Terminal(wrap=False)
    if not outlook.steps:
        told = "Only its script is made" if outlook.gate == "script" else "Everything of it was made before"
        console.print(f"{told}: this takes a moment.")
    else:
        console.print(Text("To be made", "bold"))
        table = Table.grid(padding=(0, 2))
        for name, count in outlook.steps.items():
            of_all = f" of {outlook.chunks_in_all}" if name == "render chunk" else ""
            table.add_row(f"  {name}", f"{count}{of_all}")
        console.print(table)
        console.print(f"About {max(1, round(outlook.seconds))} s.")
    if outlook.gate:
        console.print(f"Then the {outlook.gate} waits for approval.", style="yellow")
    for document in outlook.undecided:
        words = f"An edit does not fit any more: afterwards you choose between two versions of the {document}."
        console.print(words, style="yellow")


def tell_two(found: tuple[Proposal, Version] | None) -> None:
    """Two versions, side by side, and how to choose."""
    console = Terminal(wrap=False)
    if found is None:
        console.print("There are no two versions: nothing has to be chosen.")
        return
    proposal, mine = found
    opened = proposal.opened
    console.print(Text.assemble(("Two versions", "bold"), f" of the {opened.kind}"))
    console.print(
        f"  - origin: as it is made now\n  + mine: version {mine.number}, by {harmless(mine.who)}", style="dim"
    )
    _tell_changes(console, proposal.changes)
    part = f" --part {opened.original.part}" if opened.original.part > 1 else ""
    command = f"reelhouse episodes choose {opened.entry.asked.episode} {opened.kind}"
    console.print(f"Choose with `{command} mine{part}` or `{command} origin{part}`.")


def _tell_changes(console: Console, changes: Iterable[Change]) -> None:
    table = Table.grid(padding=(0, 1))
    for change in changes:
        at: str | Text = Text(f"  {harmless(change.at)} ", "dim")
        for sign, text, style in (("-", change.before, "red"), ("+", change.after, "green")):
            if text:
                table.add_row(at, Text(sign, style), Text(harmless(text), style))
                at = ""
    console.print(table)


def _option(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)


def _day(moment: str) -> str:
    return moment[:16].replace("T", " ")


def _moment(moment: str) -> str:
    return moment.replace("T", " ").replace("Z", " UTC")
