"""Speech made slower or faster at its own pitch, by overlapping pieces that fit (WSOLA).

After W. Verhelst and M. Roelands, "An overlap-add technique based on waveform similarity" (ICASSP 1993): the sound is
laid out anew in windows of 30 ms; each window is taken within 12 ms of where it belongs, where it continues best what
was laid before it. So no moment is ever further than 20 ms from its place, however long the sound is.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reelhouse.model.time import SAMPLE_RATE

Mono: TypeAlias = NDArray[np.float64]

_WINDOW: Final = SAMPLE_RATE * 30 // 1000
_HOP: Final = _WINDOW // 2
#: The period of the lowest voice: a window that may move as far always finds one that fits.
_REACH: Final = SAMPLE_RATE * 12 // 1000


def stretched(sound: Mono, speed: float) -> Mono:
    """The sound `speed` times faster, `round(len(sound) / speed)` samples long."""
    length = round(len(sound) / speed)
    padded = np.pad(sound, (_HOP + _REACH, _WINDOW + 2 * _REACH + _HOP))
    # A window before the first: then every sample of the result lies under two windows, which add up to one.
    steps = length // _HOP + 2
    laid = np.zeros((steps + 1) * _HOP)
    shape = np.hanning(_WINDOW + 1)[:-1]
    place = _REACH
    for step in range(steps):
        wanted = round((step - 1) * _HOP * speed) + _HOP + _REACH
        # The end of the sound is the last that can be taken.
        wanted = min(wanted, len(padded) - _WINDOW - _REACH)
        place = _fitting(padded, wanted, place + _HOP) if step else wanted
        laid[step * _HOP : step * _HOP + _WINDOW] += padded[place : place + _WINDOW] * shape
    return np.asarray(laid[_HOP : _HOP + length])


def _fitting(sound: Mono, wanted: int, following: int) -> int:
    """The place within reach of the wanted one whose window is most like the one that would follow by itself."""
    pattern = sound[following : following + _WINDOW]
    if len(pattern) < _WINDOW or not pattern.any():
        return wanted
    area = sound[wanted - _REACH : wanted + _REACH + _WINDOW]
    likeness = _correlation(area, pattern)
    energies = np.cumsum(np.concatenate([[0.0], area**2]))
    power = energies[_WINDOW:] - energies[:-_WINDOW]
    scores = likeness / np.sqrt(np.maximum(power, 1e-9))
    return wanted - _REACH + int(np.argmax(scores))


def _correlation(area: Mono, pattern: Mono) -> Mono:
    """How well the pattern fits at each place where it lies wholly inside the area."""
    size = 1 << (len(area) - 1).bit_length()
    product = np.fft.rfft(area, size) * np.conj(np.fft.rfft(pattern, size))
    return np.asarray(np.fft.irfft(product, size)[: len(area) - len(pattern) + 1])
