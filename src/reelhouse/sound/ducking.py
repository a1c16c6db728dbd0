"""Where somebody speaks, and how far the music steps back for it. Everything is counted in steps of 10 ms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.wav import Sound
from reelhouse.model.time import SAMPLE_RATE

#: Samples in one step.
STEP = SAMPLE_RATE // 100
#: How far the music steps back, in decibels.
DEPTH = 7.0
#: Steps before speech in which the music goes down, steps it stays down after speech, steps it takes to come back.
ATTACK, HOLD, RELEASE = 8, 25, 45
#: Speech is what lies less than this many decibels under its own loud steps ...
BELOW_LOUD = 30.0
#: ... and above this level in dBFS.
FLOOR = -50.0

Steps = NDArray[np.float64]


def levels(mono: Sound) -> Steps:
    """RMS level in dBFS of each step of a sound of shape (samples,); a last short step counts as whole."""
    whole = np.pad(mono, (0, -len(mono) % STEP)).reshape(-1, STEP)
    power: Steps = np.einsum("ij,ij->i", whole, whole, dtype=np.float64) / STEP
    return 10 * np.log10(power + 1e-12)


def spoken(level: Steps) -> NDArray[np.bool_]:
    """Which steps hold speech."""
    heard = level[level > FLOOR]
    if not len(heard):
        return np.zeros(len(level), dtype=np.bool_)
    return level > max(FLOOR, float(np.percentile(heard, 95)) - BELOW_LOUD)


def duck(speech: NDArray[np.bool_]) -> Steps:
    """Gain of the music in decibels at each step: down before speech begins, held over short gaps, eased back.

    Each spoken step throws a slope to both sides and the highest slope wins, so the music is down in full when
    speech begins, whatever came before.
    """
    held = np.convolve(speech, np.ones(HOLD + 1))[: len(speech)] > 0
    at = np.arange(len(speech), dtype=np.float64)
    going = np.maximum.accumulate((held - at / ATTACK)[::-1])[::-1] + at / ATTACK
    coming = np.maximum.accumulate(held + at / RELEASE) - at / RELEASE
    amount = np.clip(np.maximum(going, coming), 0, 1)
    curve: Steps = -DEPTH * amount**2 * (3 - 2 * amount)
    return curve


def gains(curve: Steps, start: int, stop: int) -> NDArray[np.float32]:
    """Factors for the samples from one to another, from the decibels of each step."""
    places = np.arange(start, stop, dtype=np.float64) / STEP
    return (10 ** (np.interp(places, np.arange(len(curve)), curve) / 20)).astype(np.float32)
