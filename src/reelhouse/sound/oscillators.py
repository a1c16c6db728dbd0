"""What instruments are made of: tones that die away, stacks of partials, noise, and envelopes. Mono, float32."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.filters import band_pass
from reelhouse.model.time import SAMPLE_RATE

Mono = NDArray[np.float32]
_ROW = 512


def hertz(note: float) -> float:
    """Frequency of a MIDI note number in equal temperament, A4 = 69 = 440 Hz."""
    return float(440 * 2 ** ((note - 69) / 12))


def seconds(length: float) -> int:
    """Samples in so many seconds."""
    return round(length * SAMPLE_RATE)


def phasor(frequency: float, decay: float, phase: float, samples: int) -> NDArray[np.complex64]:
    """exp((2 pi i f - decay) t + i phase): cosine and sine at once.

    exp(a (x + y)) is exp(a x) exp(a y): two short tables and one product instead of a sine for every sample.
    """
    rate = complex(-decay, 2 * np.pi * frequency) / SAMPLE_RATE
    rows = -(-samples // _ROW)
    starts = np.exp(rate * _ROW * np.arange(rows) + 1j * phase).astype(np.complex64)
    inside = np.exp(rate * np.arange(_ROW)).astype(np.complex64)
    turning: NDArray[np.complex64] = np.outer(starts, inside).ravel()[:samples]
    return turning


def damped(frequency: float, decay: float, phase: float, samples: int) -> Mono:
    """A sine that dies by `decay` nepers a second."""
    return phasor(frequency, decay, phase, samples).imag


def stack(turning: NDArray[np.complex64], brightness: Mono, partials: int, slope: float) -> Mono:
    """Partials 1 to `partials` of a tone, the h-th as strong as brightness^(h-1) / h^slope.

    A brightness that moves is a filter that moves. With s_h = b^(h-1) sin(h x) each partial follows from the two
    before it: s_(h+1) = 2 b cos(x) s_h - b^2 s_(h-1).
    """
    now = turning.imag.copy()
    before = np.zeros_like(now)
    onwards, back = 2 * brightness * turning.real, brightness * brightness
    total = now.copy()
    for partial in range(2, partials + 1):
        before *= -back
        before += onwards * now
        before, now = now, before
        total += now * np.float32(partial**-slope)
    return total


def noise(rng: np.random.Generator, samples: int, low: float, high: float, order: int = 1) -> Mono:
    """Noise between two frequencies in hertz."""
    return band_pass(rng.standard_normal(samples), low, high, order).astype(np.float32)


def rise(samples: int, attack: float) -> Mono:
    """An envelope that goes from 0 to 1 in `attack` seconds, round at both ends, and stays there."""
    envelope = np.ones(samples, dtype=np.float32)
    count = min(samples, seconds(attack))
    envelope[:count] = 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(1, seconds(attack)))
    return envelope


def fall(samples: int, release: float) -> Mono:
    """An envelope that stays at 1 and goes to 0 in the last `release` seconds."""
    return rise(samples, release)[::-1]


def decay(samples: int, rate: float) -> Mono:
    """An envelope that dies by `rate` nepers a second."""
    envelope: Mono = np.exp(-rate / SAMPLE_RATE * np.arange(samples)).astype(np.float32)
    return envelope
