"""How shows look in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from reelhouse.cli.streams import harmless
from reelhouse.cli.terminal import Terminal
from reelhouse.config.shows import ShowFile
from reelhouse.operations.agenda import Detailed, Listed
from reelhouse.operations.show_texts import Change, Kept

_NONE = "There are no shows. A file in the folder `shows` of the home folder makes one, or `reelhouse shows put FILE`."
_LOOKS = {"on": "green", "paused": "yellow", "faulty": "bold red", "by hand": ""}


def tell_shows(found: Sequence[Listed]) -> None:
    """One line for each show, and one for each that has faults."""
    console = Terminal(wrap=False)
    if not found:
        console.print(_NONE)
        return
    table = Table.grid(padding=(0, 2))
    for one in found:
        state = Text(one.state, _LOOKS[one.state])
        due = f"next {minute(one.due)}" if one.due else ""
        table.add_row(Text(one.show, "bold"), state, due, f"{one.made} made", harmless(one.title))
    console.print(table)
    for one in found:
        if one.faults:
            console.print(f"{one.show}: {len(one.faults)} wrong; see `reelhouse shows check {one.show}`")


def tell_show(found: Detailed) -> None:
    """Everything that is known of one."""
    console = Terminal(wrap=False)
    title = f"  {harmless(found.title)}" if found.title else ""
    console.print(Text.assemble((found.show, "bold"), title, "  ", (found.state, _LOOKS[found.state])))
    table = Table.grid(padding=(0, 2))
    for key, value in _facts(found):
        table.add_row(Text(f"  {key}", "dim"), harmless(value))
    console.print(table)
    for one in found.outcomes:
        console.print(f"  {minute(one.due)}  {one.episode or harmless(one.cause)}")


def tell_checked(found: Sequence[ShowFile]) -> None:
    """What is wrong in each file."""
    console = Terminal(wrap=False)
    for file in found:
        if not file.problems:
            console.print(Text.assemble((harmless(file.place), "bold"), "  ", ("right", "green")))
        for one in file.problems:
            console.print(Text.assemble((harmless(one.where), "bold"), f": {harmless(one.message)}"))
            console.print(f"  {harmless(one.remedy)}")
    if not found:
        console.print(_NONE)


def tell_put(kept: Kept) -> None:
    """What came of putting a show."""
    console = Terminal(wrap=False)
    console.print(f"{kept.show}  in the database{'' if kept.changed else ' (as before)'}")
    for one in kept.absent:
        console.print(f"  {harmless(one)} here; the machine that asks for an episode needs it")


def tell_history(changes: Sequence[Change]) -> None:
    """Who did what with a show, and when."""
    console = Terminal(wrap=False)
    table = Table.grid(padding=(0, 2))
    for one in changes:
        table.add_row(str(one.version), one.at, one.deed, harmless(one.who))
    console.print(table)


def minute(moment: str) -> str:
    """A moment to the minute, with the zone's distance from UTC."""
    return f"{moment[:10]} {moment[11:16]} {moment[-6:]}"


def _facts(found: Detailed) -> Iterator[tuple[str, str]]:
    left = "" if found.left is None else f" ({found.left} left)"
    limits = [f"${limit:.2f} {name}" for name, limit in found.budget_usd.items() if limit is not None]
    facts = {
        "recipe": found.recipe,
        "source": f"{found.source}{left}",
        "due": f"{found.schedule}  {found.zone}, missed: {found.catch_up}" if found.schedule else "",
        "next": minute(found.due) if found.due else "",
        "approve": ", ".join(found.approve),
        "goes to": ", ".join([found.out, *found.destinations]),
        "budget": ", ".join(limits),
        "made": str(found.made),
        "file": "" if found.put_at else found.path,
        "put": f"into the database by {found.put_by}, {found.put_at}" if found.put_at else "",
    }
    return ((key, value) for key, value in facts.items() if value)
