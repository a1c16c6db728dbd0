"""Progress of one long copy: a bar, and the time left at the speed so far."""

from __future__ import annotations

from typing import Self

from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn

from reelhouse.cli.terminal import Terminal


class Copying:
    """Draws on standard error while the block lasts, and only on a terminal."""

    def __init__(self, *, quiet: bool = False) -> None:
        console = Terminal(stderr=True, quiet=quiet)
        columns = (BarColumn(), DownloadColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def tell(self, done: int, whole: int) -> None:
        """So many bytes are done, of so many."""
        self._bar.update(self._task, completed=done, total=whole)
