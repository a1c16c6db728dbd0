"""Clipped recordings: peaks that were cut off flat at one level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: So many samples in a row at the extreme make a flat top, and a sound quieter than this was not clipped.
RUN, QUIET = 3, 0.1
#: How near the extreme counts as being at it: one step of 16 bits and the noise of a conversion.
NEAR = 6e-5


class FlatTops:
    """Counts flat tops of a sound that comes in blocks.

    A wave reaches its highest value once. When it stays there for several samples, and does so again, something
    cut it.
    """

    def __init__(self) -> None:
        self._extreme = QUIET
        self._tops = 0

    def add(self, mono: NDArray[np.float32]) -> None:
        """Look at the next samples, shape (samples,)."""
        size = np.abs(mono)
        highest = float(size.max(initial=0.0))
        if highest > self._extreme + NEAR:
            self._tops = 0
        self._extreme = max(self._extreme, highest)
        if highest >= self._extreme - NEAR:
            self._tops += _runs(size >= self._extreme - NEAR)

    @property
    def count(self) -> int:
        """Flat tops found; 0 when there was only one, which a wave may have by chance."""
        return self._tops if self._tops > 1 else 0


def _runs(at: NDArray[np.bool_]) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], at, [False]])))
    return int((np.diff(edges)[::2] >= RUN).sum())
