"""Speech at another pitch and speed that keeps its vowels.

Playing a sound faster raises its pitch, but its resonances too, and the speaker seems to shrink. So the sound is
stretched, played faster, and then given back the spectral envelope that it had, moment by moment; the envelope is the
smooth part of the logarithmic spectrum (its cepstrum below 2 ms).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.filters import resample
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.voices.stretch import Mono, stretched

_WINDOW: Final = 2048
_HOP: Final = _WINDOW // 4
#: Quefrencies of the envelope: shorter than the period of any voice at 400 Hz.
_SMOOTH: Final = SAMPLE_RATE * 2 // 1000
#: The envelope is never raised or lowered by more, in dB: where the sound has nothing, nothing is invented.
_MOST: Final = 15.0


def delivered(sound: Mono, speed: float, semitones: float) -> Mono:
    """The sound `speed` times faster and so many semitones higher; `round(len(sound) / speed)` samples long."""
    if semitones == 0:
        return stretched(sound, speed)
    ratio = Fraction(2 ** (semitones / 12)).limit_denominator(120)
    longer = stretched(sound, speed / float(ratio))
    moved = resample(longer, ratio.denominator, ratio.numerator)
    length = round(len(sound) / speed)
    moved = np.pad(moved, (0, max(length - len(moved), 0)))[:length]
    return _with_envelope_of(sound, moved, speed)


def _with_envelope_of(sound: Mono, moved: Mono, speed: float) -> Mono:
    """`moved` with the envelope that `sound` has at the same moment, `speed` times further on."""
    frames = len(moved) // _HOP + 4
    starts = (np.arange(frames) - 3) * _HOP
    spectra = _spectra(moved, starts)
    centres = np.rint((starts + _WINDOW / 2) * speed - _WINDOW / 2).astype(np.int64)
    change = _envelope(_spectra(sound, centres)) - _envelope(spectra)
    limit = _MOST / 20 * np.log(10)
    shaped = np.fft.irfft(spectra * np.exp(np.clip(change, -limit, limit)), _WINDOW, axis=1) * _shape()
    laid = np.zeros((frames + 4) * _HOP)
    for number, frame in enumerate(shaped):
        laid[number * _HOP : number * _HOP + _WINDOW] += frame
    # Four windows lie over each sample, each applied twice: together they are one and a half.
    return np.asarray(laid[3 * _HOP : 3 * _HOP + len(moved)] / 1.5)


def _spectra(sound: Mono, starts: NDArray[np.int64]) -> NDArray[np.complex128]:
    margin = 4 * _WINDOW
    padded = np.pad(sound, (margin, margin))
    places = np.clip(starts + margin, 0, len(padded) - _WINDOW)
    return np.asarray(np.fft.rfft(padded[places[:, None] + np.arange(_WINDOW)] * _shape(), axis=1))


def _shape() -> Mono:
    return np.hanning(_WINDOW + 1)[:-1]


def _envelope(spectra: NDArray[np.complex128]) -> Mono:
    """The natural logarithm of each spectrum's smooth part."""
    cepstra = np.fft.irfft(np.log(np.abs(spectra) + 1e-4), _WINDOW, axis=1)
    cepstra[:, _SMOOTH : _WINDOW - _SMOOTH + 1] = 0
    return np.asarray(np.fft.rfft(cepstra, axis=1).real)
