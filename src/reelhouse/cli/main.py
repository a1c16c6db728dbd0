"""The `reelhouse` command: its subcommands, and how every error becomes a message and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import traceback
from io import StringIO
from types import FrameType

import typer

from reelhouse.cli import (
    backups,
    cache,
    check,
    cleanup,
    costs,
    demo,
    desk,
    doctor,
    episodes,
    keeping,
    make,
    probe,
    recipes,
    releases,
    shows,
    styles,
    voices,
    worker,
)
from reelhouse.cli.streams import harmless, settle, showing, tell
from reelhouse.errors import Cancelled, ReelhouseError

app = typer.Typer(
    name="reelhouse",
    help="Turn a story into a finished, checked, captioned video.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("demo")(demo.demo)
app.add_typer(make.app, name="make")
keeping.add_commands(episodes.app)
app.add_typer(episodes.app, name="episodes")
app.add_typer(desk.app, name="desk")
app.command("worker")(worker.worker)
app.command("serve")(worker.serve)
app.add_typer(releases.app, name="releases")
app.add_typer(shows.app, name="shows")
app.command("check")(check.check)
app.command("probe")(probe.probe)
app.command("cache")(cache.cache)
app.add_typer(backups.app, name="backup")
app.command("restore")(backups.restore)
app.command("cleanup")(cleanup.cleanup)
app.command("costs")(costs.costs)
app.command("doctor")(doctor.doctor)
app.command("recipes")(recipes.recipes)
app.command("voices")(voices.voices)
app.add_typer(styles.app, name="styles")


def main() -> None:
    """Run the command line and end the process with the documented exit code."""
    settle()
    signal.signal(signal.SIGTERM, _on_sigterm)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run the command line on these arguments and return the exit code.

    0 done, 1 failed, 2 wrong use, 3 waiting for a person, 4 stopped by quality or a budget, 130 cancelled.
    """
    try:
        code = app(arguments, standalone_mode=False)
        with showing():
            pass  # what is still in the buffer
    except ReelhouseError as error:
        for one in (error, *error.others):
            _say(one.where, one.message, one.remedy)
        return error.exit_code
    except (Cancelled, KeyboardInterrupt, typer.Abort):
        _say("", Cancelled.message, "")
        return Cancelled.exit_code
    except Exception as error:  # noqa: BLE001 - the last line of defence: no traceback reaches a person
        return _explain(error)
    return code if isinstance(code, int) else 0


def _on_sigterm(_number: int, _frame: FrameType | None) -> None:
    """What SIGINT does anyway: leave through every `finally`."""
    raise KeyboardInterrupt


def _explain(error: Exception) -> int:
    """Messages for wrong use come from the command line's framework; everything else is our own mistake."""
    show = getattr(error, "show", None)
    if callable(show):
        said = StringIO()
        show(said)
        tell(said.getvalue())
        return 2
    if os.environ.get("REELHOUSE_DEBUG"):
        traceback.print_exc()
    _say("", f"unexpected: {type(error).__name__}: {error}", "This is a mistake of ours; REELHOUSE_DEBUG=1 shows where")
    return 1


def _say(where: str, message: str, remedy: str) -> None:
    place = f"{where}: " if where else ""
    lines = [f"reelhouse: {place}{message}", *([f"  {remedy}"] if remedy else [])]
    tell("".join(f"{harmless(line)}\n" for line in lines))
