"""Which of many frames stand on a page that holds only so many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

#: Frames on a page.
MOST = 24

Frame = TypeVar("Frame")


def spread(frames: Sequence[Frame]) -> Sequence[Frame]:
    """As many frames as a page holds, evenly spread."""
    if len(frames) <= MOST:
        return frames
    return [frames[round(n * (len(frames) - 1) / (MOST - 1))] for n in range(MOST)]
