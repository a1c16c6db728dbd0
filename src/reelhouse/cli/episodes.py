"""`reelhouse episodes ...`: what was made, and changing it."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from reelhouse.cli.make import AsJson, Quiet
from reelhouse.cli.queueing import add_to
from reelhouse.cli.streams import print_json, showing

if TYPE_CHECKING:
    from reelhouse.cli.changing import Wishes
    from reelhouse.config import Settings


class Kind(StrEnum):
    """The documents that can be changed."""

    SCRIPT = "script"
    CAPTIONS = "captions"


class Which(StrEnum):
    """The versions that one chooses between."""

    MINE = "mine"
    ORIGIN = "origin"


Name = Annotated[str, typer.Argument(metavar="EPISODE", help="Its name, or as much of it as no other begins with.")]
Document = Annotated[Kind, typer.Argument(metavar="DOCUMENT", help="script or captions.")]
AnyDocument = Annotated[Kind | None, typer.Argument(metavar="DOCUMENT", help="Only this one: script or captions.")]
Number = Annotated[int, typer.Argument(metavar="VERSION", min=0, help="Its number in the history; 0 as it was made.")]
Choice = Annotated[
    Which | None,
    typer.Argument(metavar="VERSION", help="mine keeps the edit, origin what was made now; without, both are shown."),
]
Part = Annotated[int | None, typer.Option("--part", metavar="N", min=1, help="Which part of a series.")]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=0, help="The most to list; 0: all. Else 50, with --json all.")
]
Skip = Annotated[int, typer.Option("--skip", metavar="N", min=0, help="Leave out so many of the latest.")]
File = Annotated[
    str | None, typer.Option("--file", metavar="FILE", help="Take the document from a file, or - for standard input.")
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Only say what would change and be made.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who does it, for the history; else your login name.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Where the files go; else where they went before.")
]

app = typer.Typer(help="List, show and change what was made.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """List, show and change what was made."""


@app.command("list")
def list_all(limit: Limit = None, skip: Skip = 0, as_json: AsJson = False) -> None:
    """List the episodes, the latest first."""
    from reelhouse.cli.telling import PAGE, tell_list
    from reelhouse.operations.episodes import list_episodes

    most = limit if limit is not None or as_json else PAGE
    found, count = list_episodes(_settings(), most or None, skip=skip)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    with showing():
        tell_list(found, skip, count)


@app.command("show")
def show(episode: Name, as_json: AsJson = False) -> None:
    """Show an episode: its options, files and documents."""
    from reelhouse.cli.telling import tell_episode
    from reelhouse.operations.episodes import show_episode

    found = show_episode(_settings(), episode)
    if as_json:
        whole = found.model_dump(mode="json")
        print_json({**whole.pop("listed"), **whole})
        return
    with showing():
        tell_episode(found)


@app.command("edit")
def edit(
    episode: Name,
    document: Document,
    part: Part = None,
    file: File = None,
    dry_run: Dry = False,
    yes: Yes = False,
    who: Who = "",
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Change a document in your editor, see what would be made again, and make it."""
    from reelhouse.cli.changing import edit_document

    wishes = _wishes(dry_run=dry_run, yes=yes, who=who, out=out, as_json=as_json, quiet=quiet)
    return edit_document(_settings(), (episode, document.value, part), file, wishes)


@app.command("history")
def history(episode: Name, document: AnyDocument = None, part: Part = None, as_json: AsJson = False) -> None:
    """Show every version of a document: who made it, when, and what was changed."""
    from reelhouse.cli.telling import tell_history
    from reelhouse.operations.episodes import history as read_history
    from reelhouse.production.documents.versions import Kind as Documents

    found = read_history(_settings(), episode, None if document is None else Documents(document.value), part)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    with showing():
        tell_history(found)


@app.command("restore")
def restore(
    episode: Name,
    document: Document,
    version: Number,
    part: Part = None,
    dry_run: Dry = False,
    yes: Yes = False,
    who: Who = "",
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Make an earlier version of a document the current one again."""
    from reelhouse.cli.changing import restore_document

    wishes = _wishes(dry_run=dry_run, yes=yes, who=who, out=out, as_json=as_json, quiet=quiet)
    return restore_document(_settings(), (episode, document.value, part), version, wishes)


@app.command("choose")
def choose(
    episode: Name,
    document: Document,
    version: Choice = None,
    part: Part = None,
    dry_run: Dry = False,
    yes: Yes = False,
    who: Who = "",
    out: Out = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Choose between your edit and what was made since from another text."""
    from reelhouse.cli.changing import choose_version

    wishes = _wishes(dry_run=dry_run, yes=yes, who=who, out=out, as_json=as_json, quiet=quiet)
    choice: Literal["mine", "origin"] | None = (
        None if version is None else "mine" if version is Which.MINE else "origin"
    )
    return choose_version(_settings(), (episode, document.value, part), choice, wishes)


add_to(app)


def _wishes(*, dry_run: bool, yes: bool, who: str, out: Path | None, as_json: bool, quiet: bool) -> Wishes:
    from reelhouse.cli.changing import Wishes

    return Wishes(dry_run=dry_run, yes=yes, who=who, out=out, as_json=as_json, quiet=quiet)


def _settings() -> Settings:
    from reelhouse.config.settings import load_settings

    return load_settings(os.environ)
