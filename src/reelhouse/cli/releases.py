"""`reelhouse releases ...`: what went where, and deciding what nobody could find out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.make import AsJson
from reelhouse.cli.streams import print_json, showing

if TYPE_CHECKING:
    from reelhouse.config import Settings
    from reelhouse.operations.episode import Sent

Episode = Annotated[str, typer.Argument(metavar="EPISODE", help="Its name, or as much of it as no other begins with.")]
Destination = Annotated[str, typer.Argument(metavar="DESTINATION", help="As it was asked for: NAME or NAME:ACCOUNT.")]
Part = Annotated[int | None, typer.Option("--part", metavar="N", min=1, help="Which part of a series.")]
Place = Annotated[str, typer.Argument(metavar="ADDRESS", help="Where it can be seen.")]
Only = Annotated[str | None, typer.Argument(metavar="EPISODE", help="Only this one.")]

app = typer.Typer(help="List what went where, and settle what is unclear.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """List what went where, and settle what is unclear."""


@app.command("list")
def list_all(episode: Only = None, as_json: AsJson = False) -> None:
    """List what went out or is about to, the latest first."""
    from reelhouse.cli.showing import show_sent
    from reelhouse.cli.terminal import Terminal
    from reelhouse.operations.publishing import list_publications

    found = list_publications(_settings(), episode)
    if as_json:
        print_json({"schema": "reelhouse.releases/1", "releases": [one.model_dump(mode="json") for one in found]})
        return
    with showing():
        console = Terminal(wrap=False)
        for one in found:
            show_sent(console, one)
        if not found:
            console.print("Nothing went out yet. `reelhouse make ... --to DESTINATION` posts what it makes.")


@app.command("posted")
def posted(episode: Episode, destination: Destination, place: Place, part: Part = None) -> None:
    """Say that an unclear one is there: you found it at this address."""
    from reelhouse.operations.publishing import mark_sent

    _show(mark_sent(_settings(), episode, destination, part, place))


@app.command("again")
def again(episode: Episode, destination: Destination, part: Part = None) -> None:
    """Say that an unclear one is not there: it is sent when the episode is made again."""
    from reelhouse.operations.publishing import send_again

    _show(send_again(_settings(), episode, destination, part))


@app.command("anew")
def anew(episode: Episode, destination: Destination, part: Part = None) -> None:
    """Have what is there posted once more, beside it, when the episode is made again."""
    from reelhouse.operations.publishing import send_once_more

    _show(send_once_more(_settings(), episode, destination, part))


def _settings() -> Settings:
    from reelhouse.config.settings import load_settings

    return load_settings(os.environ)


def _show(sent: Sent) -> None:
    from reelhouse.cli.showing import show_sent
    from reelhouse.cli.terminal import Terminal

    with showing():
        show_sent(Terminal(wrap=False), sent)
