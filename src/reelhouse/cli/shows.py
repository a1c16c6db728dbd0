"""`reelhouse shows ...`: what is made again and again, when, and of what."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reelhouse.cli.make import AsJson, Quiet
from reelhouse.cli.streams import print_json, print_text, showing

if TYPE_CHECKING:
    from reelhouse.config import Settings

Name = Annotated[str, typer.Argument(metavar="SHOW", help="Its name: that of its file, without the ending.")]
Source = Annotated[Path, typer.Argument(metavar="FILE", help="A show as a YAML file.")]
OtherName = Annotated[str, typer.Option("--name", metavar="NAME", help="Its name; else that of the file.")]
Who = Annotated[str, typer.Option("--who", metavar="NAME", help="Who does it, for the history; else your login name.")]
Version = Annotated[int | None, typer.Option("--version", metavar="N", help="An earlier version; else the last.")]
Which = Annotated[str | None, typer.Argument(metavar="FILE", help="One file, or the name of a show; else all shows.")]
Count = Annotated[int, typer.Option("--count", metavar="N", min=1, max=1000, help="How many times.")]

app = typer.Typer(help="Shows: episodes that are made when they are due.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """Shows: episodes that are made when they are due."""


@app.command("list")
def list_all(as_json: AsJson = False) -> None:
    """List all shows and when each is due next."""
    from reelhouse.cli.shows_telling import tell_shows
    from reelhouse.operations.agenda import list_shows

    found = list_shows(_settings(), os.environ)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    with showing():
        tell_shows(found)


@app.command("show")
def show_one(show: Name, as_json: AsJson = False) -> None:
    """Show what is known of one, and what became of its last due times."""
    from reelhouse.cli.shows_telling import tell_show
    from reelhouse.operations.agenda import describe_show

    found = describe_show(_settings(), os.environ, show)
    if as_json:
        print_json(found.model_dump(mode="json"))
        return
    with showing():
        tell_show(found)


@app.command("check")
def check(file: Which = None, as_json: AsJson = False, quiet: Quiet = False) -> int:
    """Say everything that is wrong in shows."""
    from reelhouse.cli.shows_telling import tell_checked
    from reelhouse.operations.agenda import check_shows, faults_of

    found = check_shows(_settings(), os.environ, file)
    if as_json:
        faults = [(one, [fault.model_dump() for fault in faults_of(one)]) for one in found]
        print_json([{"show": one.name, "path": one.place, "faults": told} for one, told in faults])
    elif not quiet:
        with showing():
            tell_checked(found)
    return 2 if any(one.problems for one in found) else 0


@app.command("put")
def put(file: Source, name: OtherName = "", who: Who = "", as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Write one into the database, for all machines that use it; `${...}` stays as it is written."""
    from reelhouse.cli.changing import login
    from reelhouse.cli.shows_telling import tell_put
    from reelhouse.operations.show_texts import put_show

    kept = put_show(_settings(), os.environ, file, who or login(), name)
    if as_json:
        print_json(kept.model_dump(mode="json"))
    elif not quiet:
        with showing():
            tell_put(kept)


@app.command("remove")
def remove(show: Name, who: Who = "", as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Take one out of the database; its episodes and its history stay."""
    from reelhouse.cli.changing import login
    from reelhouse.operations.show_texts import remove_show

    remove_show(_settings(), show, who or login())
    if as_json:
        print_json({"show": show, "removed": True})
    elif not quiet:
        print_text(f"{show}  no longer in the database")


@app.command("history")
def history(show: Name, as_json: AsJson = False) -> None:
    """Say who put one into the database or took it out, and when."""
    from reelhouse.cli.shows_telling import tell_history
    from reelhouse.operations.show_texts import show_history

    found = show_history(_settings(), show)
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    with showing():
        tell_history(found)


@app.command("text")
def text(show: Name, version: Version = None) -> None:
    """Print one as it was put into the database, to change it and put it again."""
    from reelhouse.operations.show_texts import show_text

    print_text(show_text(_settings(), show, version).rstrip("\n"))


@app.command("next")
def next_due(show: Name, count: Count = 5, as_json: AsJson = False) -> None:
    """Say when one is due next, by the clocks of its zone."""
    from reelhouse.operations.agenda import next_times

    found = next_times(_settings(), os.environ, show, count)
    if as_json:
        print_json(found)
        return
    print_text("\n".join(found))


@app.command("start")
def start(show: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Ask the workers for its next episode now."""
    from reelhouse.operations.scheduling import start_show

    episode = start_show(_settings(), os.environ, show)
    if as_json:
        print_json({"show": show, "episode": episode, "status": "queued"})
    elif not quiet:
        print_text(f"{episode}  queued")


@app.command("pause")
def pause(show: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Make nothing of it until you resume it; what is under way goes on."""
    _pause(show, paused=True, as_json=as_json, quiet=quiet)


@app.command("resume")
def resume(show: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Go on from now; what was due while it was paused is left out."""
    _pause(show, paused=False, as_json=as_json, quiet=quiet)


def _pause(show: str, *, paused: bool, as_json: bool, quiet: bool) -> None:
    from reelhouse.operations.agenda import pause_show

    changed = pause_show(_settings(), os.environ, show, paused=paused)
    if as_json:
        print_json({"show": show, "paused": paused, "changed": changed})
    elif not quiet:
        print_text(f"{show}  {'paused' if paused else 'on'}{'' if changed else ' (as before)'}")


def _settings() -> Settings:
    from reelhouse.config.settings import load_settings

    return load_settings(os.environ)
