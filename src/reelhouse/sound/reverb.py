"""Reverberation: noise that dies away, darker with time, different left and right."""

from __future__ import annotations

import numpy as np

from reelhouse.media.filters import band_pass
from reelhouse.media.wav import Sound
from reelhouse.sound.oscillators import decay, rise, seconds

#: Seconds before the first reflection, which keeps keys clear.
_BEFORE = 0.018


def room(length: float, rng: np.random.Generator) -> Sound:
    """Impulse response of a room that is silent (-60 dB) after `length` seconds; each channel has energy 1."""
    samples = seconds(length)
    grain = rng.standard_normal((2, samples))
    bright = band_pass(grain, 260, 4200)
    dark = band_pass(grain, 200, 1500)
    rate = np.log(1000) / length
    sound = bright * decay(samples, 2.2 * rate) + dark * decay(samples, rate)
    sound = sound * rise(samples, 0.03)
    response = np.concatenate([np.zeros((2, seconds(_BEFORE))), sound], axis=1)
    response /= np.sqrt((response**2).sum(axis=1, keepdims=True))
    return response.astype(np.float32)
