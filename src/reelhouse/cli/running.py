"""Running a recipe from the command line: signals, progress, the summary at the end."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import typer

from reelhouse.cli.progress import Board
from reelhouse.cli.showing import show_episode
from reelhouse.config.settings import load_settings
from reelhouse.operations.make import Request, make_episode


def produce(
    recipe: str,
    source: str | None,
    choose: list[str],
    out: Path,
    *,
    refresh: bool,
    start: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Make an episode and say what came of it; returns the exit code."""
    stdin = sys.stdin.buffer.read() if source == "-" else None
    request = Request(
        recipe=recipe, source=source, choose=tuple(choose), out=out, refresh=refresh, start=start, stdin=stdin
    )
    with stopping_on_signals() as stop, Board(quiet=quiet) as board:
        episode = make_episode(request, load_settings(os.environ), watch=board, stop=stop)
    if as_json:
        typer.echo(json.dumps(episode.printed(), ensure_ascii=False))
    elif not quiet:
        show_episode(episode)
    return episode.exit_code


@contextmanager
def stopping_on_signals() -> Iterator[threading.Event]:
    """Turn the first SIGINT or SIGTERM into the stop flag; a second one ends the process at once."""
    stop = threading.Event()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
