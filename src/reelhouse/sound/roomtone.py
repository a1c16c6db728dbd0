"""Room tone: quiet noise under everything, so that the silence between two words is never digital zero."""

from __future__ import annotations

from functools import cache

import numpy as np

from reelhouse.media.wav import Sound
from reelhouse.model.time import SAMPLE_RATE

#: Its level in dBFS, and the frequency in hertz above which it falls by 12 dB an octave.
LEVEL, CORNER = -66.0, 900.0
#: Samples after which it repeats; too quiet and too even for anyone to hear that.
PERIOD = 5 * SAMPLE_RATE
_SEED = 61


def room_tone(start: int, stop: int) -> Sound:
    """Room tone from one programme sample to another, shape (2, samples); the same wherever blocks are cut."""
    return np.take(_loop(), np.arange(start, stop), axis=1, mode="wrap")


@cache
def _loop() -> Sound:
    """One period, filtered as a circle so that its end meets its start."""
    noise = np.random.default_rng(_SEED).standard_normal((2, PERIOD))
    spectrum = np.fft.rfft(noise, axis=1)
    spectrum /= 1 + (np.fft.rfftfreq(PERIOD, 1 / SAMPLE_RATE) / CORNER) ** 2
    spectrum[:, 0] = 0
    sound = np.fft.irfft(spectrum, n=PERIOD, axis=1)
    sound *= 10 ** (LEVEL / 20) / np.sqrt((sound**2).mean())
    return sound.astype(np.float32)
