"""The memory of a process tree, read from /proc while it runs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

#: Seconds between two looks.
EVERY = 0.05
_PROC = Path("/proc")


def tree_memory(root: int) -> int:
    """Bytes that a process and all its descendants hold now: the sum of their proportional set sizes (PSS).

    A page that several of them share is counted once in all. Where the kernel does not say (another user's process),
    the resident set size stands in.
    """
    return sum(_memory(process) for process in descendants(root))


def descendants(root: int) -> Iterator[int]:
    """A process and everything below it."""
    children: dict[int, list[int]] = {}
    for process, parent in _parents():
        children.setdefault(parent, []).append(process)
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children.get(process, [])


def _parents() -> Iterator[tuple[int, int]]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                # The name of a program may hold spaces and brackets: what counts comes after its last bracket.
                fields = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            yield int(folder.name), int(fields[1])


def _memory(process: int) -> int:
    for name, key in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            lines = (_PROC / str(process) / name).read_text().splitlines()
        except OSError:
            continue
        return next((int(line.split()[1]) << 10 for line in lines if line.startswith(key)), 0)
    return 0


class Watch:
    """Looks at a tree as long as the block runs; `peak` is the most it held, in bytes."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(EVERY):
            self.peak = max(self.peak, tree_memory(self._root))
