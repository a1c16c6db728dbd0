"""`reelhouse desk ...`: what waits for a person, and the person's answer."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.make import AsJson, Quiet
from reelhouse.cli.streams import print_json, print_text, showing

if TYPE_CHECKING:
    from reelhouse.cli.deciding import Meant
    from reelhouse.config import Settings


class Gate(StrEnum):
    """Where episodes stop."""

    SCRIPT = "script"
    RELEASE = "release"


Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="EPISODE", help="Their names, or as much of them as no others begin with; or their keys."),
]
All = Annotated[bool, typer.Option("--all", help="Everything that waits.")]
Only = Annotated[Gate | None, typer.Option("--gate", metavar="GATE", help="Only scripts (script) or videos (release).")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="What you have to say with it.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who answers; else your login name.")]
Make = Annotated[bool, typer.Option("--make", help="Make what is approved, here and now.")]
Keys = Annotated[bool, typer.Option("--keys", help="Read keys from standard input, one a line, where no terminal is.")]
Plain = Annotated[bool, typer.Option("--list", help="Only list what waits, in a terminal too.")]

app = typer.Typer(help="Read, approve and reject what waits for a person.", rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def desk(
    context: typer.Context, keys: Keys = False, plain: Plain = False, who: Who = "", as_json: AsJson = False
) -> int:
    """List what waits for a person: approvals, overdue first, and posts that are unclear; by keyboard in a terminal."""
    if context.invoked_subcommand:
        return 0
    from reelhouse.cli.changing import is_terminal, login
    from reelhouse.cli.desk_telling import tell_desk, tell_unclear
    from reelhouse.cli.sitting import sit
    from reelhouse.operations.desk import list_desk, list_unclear

    if keys or (is_terminal() and not (plain or as_json)):
        return sit(_settings(), who or login())
    found, unclear = list_desk(_settings()), list_unclear(_settings())
    if as_json:
        print_json([one.model_dump(mode="json") for one in (*found, *unclear)])
        return 0
    with showing():
        tell_desk(found)
        tell_unclear(unclear)
    if not (found or unclear):
        print_text("Nothing waits for you.")
    return 0


@app.command("approve")
def approve(
    episodes: Names = None,
    everything: All = False,
    gate: Only = None,
    note: Note = "",
    who: Who = "",
    make: Make = False,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Approve what waits; what somebody else answered before stays as it was."""
    from reelhouse.cli.deciding import decide

    meant = _meant(episodes, gate, everything=everything)
    return decide(_settings(), meant, "approve", note, who, make=make, as_json=as_json, quiet=quiet)


@app.command("reject")
def reject(
    episodes: Names = None,
    everything: All = False,
    gate: Only = None,
    note: Note = "",
    who: Who = "",
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Reject what waits: nothing more is made of it until it is changed."""
    from reelhouse.cli.deciding import decide

    meant = _meant(episodes, gate, everything=everything)
    return decide(_settings(), meant, "reject", note, who, make=False, as_json=as_json, quiet=quiet)


@app.command("reopen")
def reopen(episodes: Names = None, gate: Only = None, as_json: AsJson = False, quiet: Quiet = False) -> int:
    """Lay what was rejected on the desk again."""
    from reelhouse.cli.deciding import reopen as lay_again

    return lay_again(_settings(), _meant(episodes, gate, everything=False), as_json=as_json, quiet=quiet)


@app.command("remind")
def remind(as_json: AsJson = False) -> None:
    """List what became overdue since this was asked last; each is told once."""
    from reelhouse.cli.desk_telling import tell_desk
    from reelhouse.operations.desk import remind as find_overdue

    found = find_overdue(_settings())
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
    elif found:
        with showing():
            tell_desk(found)


def _meant(episodes: list[str] | None, gate: Gate | None, *, everything: bool) -> Meant:
    from reelhouse.cli.deciding import meant

    return meant(episodes or [], None if gate is None else gate.value, everything=everything)


def _settings() -> Settings:
    from reelhouse.config.settings import load_settings

    return load_settings(os.environ)
