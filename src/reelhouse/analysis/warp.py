"""Comparing two readings of a text: cepstra every 10 ms, and the cheapest way to stretch one reading onto the other.

Mel-frequency cepstra: Davis and Mermelstein (1980). Dynamic time warping: Sakoe and Chiba (1978).
"""

from __future__ import annotations

from functools import cache
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reelhouse.analysis.hearing import HOP, RATE, Samples

#: Shape (frames, 26): 13 cepstra and their slopes.
Features: TypeAlias = NDArray[np.float64]
_WINDOW, _SPECTRUM = RATE // 40, 512
_BANDS, _CEPSTRA = 26, 13
#: The first cepstrum is loudness: it says less about the words than about the voice.
_LOUDNESS: Final = 0.3


def features(sound: Samples) -> Features:
    """What was said rather than by whom: 13 cepstra and twice their slopes, every 10 ms, without their mean."""
    sharpened = np.concatenate([sound[:1], sound[1:] - 0.97 * sound[:-1]])
    padded = np.pad(sharpened, _WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(frames * np.hamming(_WINDOW), _SPECTRUM)) ** 2
    # Sums without a matrix library: its threads cost more than these small products.
    bands = np.einsum("fp,bp->fb", power, _mel_bands())
    cepstra = np.einsum("fb,cb->fc", np.log(bands + 1e-8), _cosines())
    cepstra[:, 0] *= _LOUDNESS
    cepstra -= cepstra.mean(axis=0)
    cepstra /= cepstra.std(axis=0).mean() + 1e-9
    return np.hstack([cepstra, 2 * np.gradient(cepstra, axis=0)])


def warp(one: Features, other: Features) -> NDArray[np.float64]:
    """For each frame of one reading, the frame of the other at which the same is said."""
    total = _costs(one, other)
    sums, counts = np.zeros(len(one)), np.zeros(len(one))
    row, column = len(one), len(other)
    while row and column:
        sums[row - 1] += column - 1
        counts[row - 1] += 1
        both = row + column
        before = (total[both - 2, row - 1], total[both - 1, row - 1], total[both - 1, row])
        step = int(np.argmin(before))
        row -= step != 2
        column -= step != 1
    return sums / np.maximum(counts, 1)


def distance(one: Features, other: Features) -> float:
    """How unlike two readings are after stretching, for each frame: about 3 for the same words by two voices."""
    return float(_costs(one, other)[-1, -1]) / (len(one) + len(other))


def _costs(one: Features, other: Features) -> NDArray[np.float64]:
    """Cheapest cost of each pair of beginnings; entry (d, i) is for i frames of one and d - i of the other.

    The rows are anti-diagonals of the usual table: their entries do not depend on one another.
    """
    rows, columns = len(one), len(other)
    local = _distances(one, other)[:, ::-1]
    total = np.full((rows + columns + 1, rows + 1), np.inf)
    total[0, 0] = 0
    for both in range(2, rows + columns + 1):
        low, high = max(1, both - columns), min(rows, both - 1) + 1
        before = np.minimum(total[both - 1, low - 1 : high - 1], total[both - 1, low:high])
        before = np.minimum(before, total[both - 2, low - 1 : high - 1])
        total[both, low:high] = local.diagonal(columns + 1 - both) + before
    return total


def _distances(one: Features, other: Features) -> NDArray[np.float64]:
    """The Euclidean distance of each frame of one reading to each of the other."""
    total = np.zeros((len(one), len(other)))
    for mine, theirs in zip(one.T, other.T, strict=True):
        total += (mine[:, np.newaxis] - theirs) ** 2
    return np.sqrt(total)


@cache
def _mel_bands() -> NDArray[np.float64]:
    """26 triangles from 100 to 7600 Hz, evenly spaced in mel; shape (bands, frequencies)."""
    mels = np.linspace(_mel(100), _mel(7600), _BANDS + 2)
    edges = np.floor((_SPECTRUM + 1) * 700 * (10 ** (mels / 2595) - 1) / RATE)
    places = np.arange(_SPECTRUM // 2 + 1)
    bands = [np.interp(places, edges[band : band + 3], [0, 1, 0]) for band in range(_BANDS)]
    return np.array(bands)


@cache
def _cosines() -> NDArray[np.float64]:
    return np.cos(np.pi * np.outer(np.arange(_CEPSTRA), np.arange(_BANDS) + 0.5) / _BANDS)


def _mel(frequency: float) -> float:
    return float(2595 * np.log10(1 + frequency / 700))
