"""Frames for a program's standard input."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

#: Bytes in a piece. Blocks of this size come back to the allocator's own store; whole frames would be given back to
#: the system and fetched anew each time, which costs more than filling them.
PIECE = 100_000


def pieces(frame: NDArray[Any]) -> Iterator[bytes]:
    """The bytes of a frame from its first row to its last."""
    if not frame.size:
        return
    rows = max(1, PIECE // frame[0].nbytes)
    for row in range(0, len(frame), rows):
        yield frame[row : row + rows].tobytes()
