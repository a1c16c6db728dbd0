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
    """Say everything that is wrong in the files of shows."""
    from reelhouse.cli.shows_telling import tell_checked
    from reelhouse.operations.agenda import faults_of
    from reelhouse.operations.shows import find_show, read_one, read_shows

    settings = _settings()
    if file is None:
        found = read_shows(settings, os.environ)
    elif Path(file).suffix:
        found = (read_one(Path(file), os.environ),)
    else:
        found = (find_show(settings, os.environ, file),)
    if as_json:
        faults = [(one, [fault.model_dump() for fault in faults_of(one)]) for one in found]
        print_json([{"show": one.name, "path": str(one.path), "faults": told} for one, told in faults])
    elif not quiet:
        with showing():
            tell_checked(found)
    return 2 if any(one.problems for one in found) else 0


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
