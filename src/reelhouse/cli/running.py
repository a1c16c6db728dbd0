"""Running a recipe from the command line: signals, progress, the summary at the end."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from reelhouse.cli.progress import Board
from reelhouse.cli.showing import show_episode
from reelhouse.cli.streams import print_json, showing
from reelhouse.config.settings import load_settings
from reelhouse.errors import Cancelled, ReelhouseError
from reelhouse.media.memory import share_heap
from reelhouse.operations.episode import Episode, failed
from reelhouse.operations.make import Request, make_episode
from reelhouse.operations.material import LIMIT


def produce(
    recipe: str,
    source: str | None,
    choose: list[str],
    out: Path,
    *,
    refresh: bool,
    start: str | None,
    kit: bool,
    as_json: bool,
    quiet: bool,
    editing: tuple[list[Path], list[Path], list[str]] = ([], [], []),
    to: Sequence[str] = (),
) -> int:
    """Make an episode and say what came of it; returns the exit code.

    `editing` are edited timelines, folders of their media, and formats to export;
    `to` are destinations.
    """
    stdin = sys.stdin.buffer.read(LIMIT + 1) if source == "-" else None
    timelines, media, export = editing
    request = Request(
        recipe=recipe,
        source=source,
        choose=tuple(choose),
        out=out,
        refresh=refresh,
        start=start,
        stdin=stdin,
        kit=kit,
        destinations=tuple(to),
        timelines=tuple(timelines),
        media=tuple(media),
        export=tuple(export),
    )
    board, names = Board(quiet=quiet), [""]
    try:
        episode = _make(request, board, names.append)
    except (ReelhouseError, Cancelled, KeyboardInterrupt) as error:
        if as_json:
            print_json(failed(recipe, error, names[-1], board.records).printed())
        raise
    if as_json:
        print_json(episode.printed())
    elif not quiet:
        with showing():
            show_episode(episode)
    return episode.exit_code


def _make(request: Request, board: Board, begun: Callable[[str], None]) -> Episode:
    share_heap()  # the board starts a thread
    with stopping_on_signals() as stop, board:
        return make_episode(request, load_settings(os.environ), watch=board, stop=stop, begun=begun)


@contextmanager
def stopping_on_signals() -> Iterator[threading.Event]:
    """Turn the first SIGINT, SIGTERM or SIGHUP into the stop flag; a second one ends the process at once.

    A SIGHUP that is ignored stays so: that is what `nohup` asks for.
    """
    stop = threading.Event()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        if stop.is_set():
            os._exit(128 + number)
        stop.set()

    heard = [signal.SIGINT, signal.SIGTERM]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        heard.append(signal.SIGHUP)
    before = {number: signal.signal(number, on_signal) for number in heard}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
