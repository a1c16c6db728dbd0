"""Live progress: a tree of steps with what was kept, what is being made, and an honest time left."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from rich.console import Console, Group
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from reelhouse.cli.terminal import Terminal
from reelhouse.production.steps import StepRecord

#: Seconds of history that the time left is reckoned from.
WINDOW = 10.0


@dataclass
class _Row:
    """All steps of one name."""

    running: dict[str, tuple[int, int]] = field(default_factory=dict)
    made: int = 0
    kept: int = 0
    seconds: float = 0.0
    done: int = 0
    units: dict[str, int] = field(default_factory=dict)
    history: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def expected(self) -> int:
        return sum(self.units.values())

    def total_done(self) -> int:
        return self.done + sum(done for done, _ in self.running.values())

    def left(self, now: float) -> float | None:
        """Seconds left at the speed of the last ten seconds, or None while nobody can know."""
        done = self.total_done()
        self.history.append((now, done))
        while now - self.history[0][0] > WINDOW:
            self.history.popleft()
        then, before = self.history[0]
        if not self.expected or done <= before or now - then < 1:
            return None
        return max(self.expected - done, 0) * (now - then) / (done - before)


class Board:
    """Watches the steps of a run, keeps what is told of them in `records`, and draws them on standard error."""

    def __init__(self, *, quiet: bool = False, console: Console | None = None) -> None:
        self._console = console or Terminal(stderr=True, quiet=quiet)
        self._rows: dict[str, _Row] = {}
        self.records: list[StepRecord] = []
        self._lock = threading.Lock()
        self._live = Live(self, console=self._console, refresh_per_second=4, transient=True)
        self._drawing = self._console.is_terminal and not quiet

    def __enter__(self) -> Self:
        if self._drawing:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._drawing:
            self._live.stop()

    def expected(self, name: str, units: Mapping[str, int]) -> None:
        """Steps of this name lie ahead, by label."""
        with self._lock:
            self._row(name).units.update(units)

    def started(self, name: str, label: str) -> None:
        """A step is being made."""
        with self._lock:
            self._row(name).running.setdefault(label, (0, 0))  # it may be met again, made elsewhere meanwhile

    def progressed(self, name: str, label: str, done: int, total: int) -> None:
        """A step says how far it is."""
        with self._lock:
            self._row(name).running[label] = (done, total)

    def finished(self, record: StepRecord) -> None:
        """A step is made, or was made before."""
        with self._lock:
            self.records.append(record)
            row = self._row(record.name)
            row.running.pop(record.label, None)
            row.done += row.units.get(record.label, 1)
            row.made += not record.cached
            row.kept += record.cached
            row.seconds += record.seconds
        if not self._drawing and not record.cached:
            line = f"{record.name} {record.label}".rstrip() + f"  {record.seconds:.1f} s"
            self._print(line)

    def __rich__(self) -> Group:
        """The tree as it stands now."""
        with self._lock:
            table = Table.grid(padding=(0, 2))
            for name, row in self._rows.items():
                table.add_row(*_cells(name, row, time.monotonic()))
        return Group(table)

    def _print(self, line: str) -> None:
        """Nobody reads progress any more: that is no reason to stop the work."""
        try:
            self._console.print(line, highlight=False, markup=False, emoji=False)
        except OSError:
            self._console.quiet = True

    def _row(self, name: str) -> _Row:
        return self._rows.setdefault(name, _Row())


def _cells(name: str, row: _Row, now: float) -> tuple[Text | str | ProgressBar, ...]:
    mark = Text("●", style="yellow") if row.running else Text("✓", style="green")
    count = f"{row.made} made" if row.made else ""
    kept = f"{row.kept} kept" if row.kept else ""
    words = ", ".join(part for part in (count, kept) if part)
    if not row.expected or not row.running:
        return mark, name, words, f"{row.seconds:.1f} s" if row.seconds else ""
    bar = ProgressBar(total=row.expected, completed=row.total_done(), width=24)
    left = row.left(now)
    percent = f"{100 * row.total_done() // row.expected} %"
    return mark, name, bar, percent if left is None else f"{percent}, {left:.0f} s left"
