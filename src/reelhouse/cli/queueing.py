"""`reelhouse episodes start, cancel, ...`: episodes that workers make."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from reelhouse.cli.make import AsJson, Input, Kit, Quiet, Refresh, Set, To
from reelhouse.cli.streams import print_json, print_text, showing

Recipe = Annotated[str, typer.Argument(metavar="RECIPE", help="One of `reelhouse recipes`.")]
Name = Annotated[str, typer.Argument(metavar="EPISODE", help="Its name, or as much of it as no other begins with.")]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the finished files go, on every worker.")]
From = Annotated[str, typer.Option("--from", metavar="STEP", help="Make this step and all after it again.")]

Log = Annotated[
    bool, typer.Option("--log", help="Also who made it, what failed or was tried again and why, and how it ended.")
]


def add_to(app: typer.Typer) -> None:
    """Put these commands into the group of episodes."""
    commands: dict[str, Callable[..., object]] = {
        "start": start,
        "follow": follow,
        "cancel": cancel,
        "pause": pause,
        "resume": resume,
        "restart": restart,
        "retry": retry,
        "failed": failed,
    }
    for name, command in commands.items():
        app.command(name)(command)


def start(
    recipe: Recipe,
    source: Input = None,
    choose: Set = None,
    out: Out = Path("out"),
    refresh: Refresh = False,
    kit: Kit = False,
    to: To = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Ask the workers for an episode, and come back at once."""
    import sys

    from reelhouse.config.settings import load_settings
    from reelhouse.operations.make import Request
    from reelhouse.operations.material import LIMIT
    from reelhouse.operations.queueing import start_episode

    stdin = sys.stdin.buffer.read(LIMIT + 1) if source == "-" else None
    request = Request(
        recipe=recipe,
        source=source,
        choose=tuple(choose or ()),
        out=out,
        refresh=refresh,
        stdin=stdin,
        kit=kit,
        destinations=tuple(to or ()),
    )
    _tell(start_episode(request, load_settings(os.environ)), "queued", as_json=as_json, quiet=quiet)


def follow(episode: Name, log: Log = False, as_json: AsJson = False) -> int:
    """Say how far an episode is, until it is made or stopped."""
    from reelhouse.cli.following import follow_to_the_end
    from reelhouse.config.settings import load_settings

    return follow_to_the_end(load_settings(os.environ), episode, as_json=as_json, log=log)


def cancel(episode: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Stop an episode; what is finished is kept."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.queueing import cancel_episode

    _tell(cancel_episode(load_settings(os.environ), episode), "cancelled", as_json=as_json, quiet=quiet)


def pause(episode: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Stop an episode until you resume it."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.queueing import pause_episode

    _tell(pause_episode(load_settings(os.environ), episode), "paused", as_json=as_json, quiet=quiet)


def resume(episode: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Go on with an episode that nobody makes: stopped, held, interrupted, edited, approved or only asked for."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.queueing import resume_episode

    _tell(resume_episode(load_settings(os.environ), episode), "queued", as_json=as_json, quiet=quiet)


def restart(episode: Name, start: From, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Make an episode again from one of its steps on."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.queueing import restart_episode

    _tell(restart_episode(load_settings(os.environ), episode, start), "queued", as_json=as_json, quiet=quiet)


def retry(episode: Name, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Try an episode again that failed, or that a budget or its checks held, from the step that failed."""
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.queueing import retry_episode

    _tell(retry_episode(load_settings(os.environ), episode), "queued", as_json=as_json, quiet=quiet)


def failed(as_json: AsJson = False) -> None:
    """List the episodes that workers could not make, and what to do about each."""
    from reelhouse.cli.following import tell_failed
    from reelhouse.config.settings import load_settings
    from reelhouse.operations.following import failed_episodes

    found = failed_episodes(load_settings(os.environ))
    if as_json:
        print_json([one.model_dump(mode="json") for one in found])
        return
    with showing():
        tell_failed(found)


def _tell(episode: str, status: str, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        print_json({"episode": episode, "status": status})
    elif not quiet:
        print_text(f"{episode}  {status}")
