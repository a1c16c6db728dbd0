"""A sound as the checks hear it: mono at 16 kHz, its level every 10 ms, and the stretches of speech between pauses."""

from __future__ import annotations

from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.filters import resample
from reelhouse.media.wav import read_wav
from reelhouse.model.time import SAMPLE_RATE

#: Samples a second here: enough for speech, a third of the house's.
RATE: Final = 16_000
#: Samples between two frames: 10 ms.
HOP: Final = RATE // 100
_RATIO: Final = SAMPLE_RATE // RATE

#: Mono sound at `RATE`, full scale at 1.0.
Samples: TypeAlias = NDArray[np.float64]
#: A stretch of sound: first sample and first sample after it, at `RATE`.
Stretch: TypeAlias = tuple[int, int]


def hear(path: Path) -> Samples:
    """Read a WAV file of the house; several channels become one.

    Raises:
        UnreadableMedia: Not a WAV file at `SAMPLE_RATE`.
    """
    mono = read_wav(path).mean(axis=0, dtype=np.float64)
    return resample(mono, 1, _RATIO)


def to_house(sample: float) -> int:
    """A moment counted at `RATE`, counted at `SAMPLE_RATE`."""
    return round(sample * _RATIO)


def from_house(sample: int) -> float:
    """A moment counted at `SAMPLE_RATE`, counted at `RATE`."""
    return sample / _RATIO


def levels(sound: Samples) -> Samples:
    """Level in dB of full scale every 10 ms, each of 20 ms of sound from there on."""
    blocks = np.pad(sound, (0, HOP - len(sound) % HOP)).reshape(-1, HOP)
    powers = (blocks**2).mean(axis=1)
    return np.asarray(10 * np.log10((powers + np.append(powers[1:], 0)) / 2 + 1e-20))


def rms(sound: Samples) -> float:
    """Level of the whole in dB of full scale."""
    return float(10 * np.log10(np.mean(sound**2) + 1e-20)) if len(sound) else -200.0


def speech(sound: Samples, pause: float = 0.12) -> list[Stretch]:
    """The stretches louder than 32 dB under the loud parts; gaps shorter than `pause` seconds do not divide.

    In a noisy recording the threshold rises with the noise, to 20 dB under the loud parts at most.
    """
    heard = levels(sound)
    top, noise = np.percentile(heard, [95, 5])
    threshold = max(top - 32, min(noise + 6, top - 20), -80.0)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], heard > threshold, [False]]).astype(np.int8)))
    joined: list[Stretch] = []
    for start, end in (edges.reshape(-1, 2) * HOP).tolist():
        if joined and start - joined[-1][1] < pause * RATE:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return [(start, min(end, len(sound))) for start, end in joined if end - start >= 0.06 * RATE]
