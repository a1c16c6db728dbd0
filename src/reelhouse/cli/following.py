"""How episodes look from outside while workers make them, and those that could not be made."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from reelhouse.cli.running import stopping_on_signals
from reelhouse.cli.streams import harmless, print_json, print_text, tell
from reelhouse.cli.terminal import Terminal
from reelhouse.config import Settings
from reelhouse.errors import Waiting
from reelhouse.media.retry import pause
from reelhouse.media.stop import stoppable
from reelhouse.operations.following import Event, Failed, follow_episode

#: What the command ends with, by where the episode stands then; anything else is 0, or 3 when a post is unclear.
EXIT = {"failed": 1, "waiting": 3, "rejected": 3, "held": 4, "cancelled": 130, "interrupted": 130}


def follow_to_the_end(settings: Settings, episode: str, *, as_json: bool) -> int:
    """Print what is new of an episode, a line each, until it is over; returns the exit code."""
    lonely = False
    code = 0
    with stopping_on_signals() as stop, stoppable(stop):
        for event in follow_episode(settings, episode, pause):
            code = EXIT.get(event.status, Waiting.exit_code if event.unclear else 0)
            if as_json:
                print_json(event.model_dump(mode="json"))
                continue
            print_text(_line(event))
            if not lonely and not event.workers and not event.over:
                lonely = True
                tell("No worker is running. Start one with `reelhouse worker`.\n")
            if event.unclear:
                tell("Look there, then say `reelhouse releases posted` or `reelhouse releases again`.\n")
    return code


def tell_failed(found: Sequence[Failed]) -> None:
    """Every failure with its cause and its remedy."""
    console = Terminal(wrap=False)
    if not found:
        console.print("No episode has failed.")
        return
    for one in found:
        times = f", {one.count} times by now" if one.count > 1 else ""
        step = f" at {one.step}" if one.step else ""
        console.print(Text.assemble((one.episode, "bold"), f"  {harmless(one.title)}".rstrip()))
        console.print(Text(f"  failed{step}, {one.at[:16].replace('T', ' ')} UTC{times}"))
        where = f"{one.where}: " if one.where else ""
        console.print(Text(f"  {harmless(where + one.message)}", "red"))
        if one.remedy:
            console.print(Text(f"  {harmless(one.remedy)}"))
        console.print(Text(f"  reelhouse episodes retry {one.episode}", "dim"))


def _line(event: Event) -> str:
    if event.status == "queued":
        return "waits for a worker"
    if event.over:
        return f"{event.status}, unclear at {harmless(', '.join(event.unclear))}" if event.unclear else event.status
    left = "" if event.left is None else f"  {event.left:.0f} s left"
    return f"{event.percent:3} %  {event.step}{left}".rstrip()
