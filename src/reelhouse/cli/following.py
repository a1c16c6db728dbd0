"""How episodes look from outside while workers make them, and those that could not be made."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from reelhouse.cli.running import stopping_on_signals
from reelhouse.cli.streams import harmless, print_json, print_text, tell
from reelhouse.cli.terminal import Terminal
from reelhouse.config import Settings
from reelhouse.errors import BudgetExceeded, Waiting
from reelhouse.media.retry import pause
from reelhouse.media.stop import stoppable
from reelhouse.operations.following import Event, Failed, episode_log, follow_episode

#: What the command ends with, by where the episode stands then; anything else is 0, or 3 when a post is unclear.
EXIT = {"failed": 1, "waiting": 3, "rejected": 3, "held": 4, "cancelled": 130, "interrupted": 130}


def follow_to_the_end(settings: Settings, episode: str, *, as_json: bool, log: bool = False) -> int:
    """Print what is new of an episode, a line each, until it is over; returns the exit code.

    With `log` also what happened to it of late, and happens meanwhile.
    """
    lonely = False
    code = number = 0
    with stopping_on_signals() as stop, stoppable(stop):
        for event in follow_episode(settings, episode, pause):
            code = EXIT.get(event.status, Waiting.exit_code if event.unclear else 0)
            if log:
                number = _print_log(settings, event.episode, number, as_json=as_json)
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


def _print_log(settings: Settings, episode: str, after: int, *, as_json: bool) -> int:
    """Print what happened since; returns the number of the last of it."""
    found, number = episode_log(settings, episode, after)
    for one in found:
        if as_json:
            print_json(one.model_dump(mode="json"))
        else:
            print_text(f"{one.at.replace('T', ' ')}  {one.happened}  {one.who}  {harmless(one.note)}".rstrip())
    return number


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
        how = "held" if one.error == BudgetExceeded.__name__ else "failed"
        console.print(Text(f"  {how}{step}, {one.at[:16].replace('T', ' ')} UTC{times}"))
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
