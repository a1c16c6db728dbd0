"""Loudness and true peak (ITU-R BS.1770-4, EBU Tech 3342): of arrays, and of any file by the encoder."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelhouse.errors import UnreadableMedia
from reelhouse.media.ffmpeg import encode
from reelhouse.media.filters import Cascade
from reelhouse.media.wav import Sound
from reelhouse.model.time import SAMPLE_RATE

#: One measuring step of 100 ms; a gating block is four of them.
HOP: Final = SAMPLE_RATE // 10
#: What complete silence measures, in LUFS; the absolute gate of BS.1770.
SILENCE: Final = -70.0

# The two filters of BS.1770-4, tables 1 and 2: the head's shelf, then a high-pass; for 48 kHz.
_K_WEIGHTING: Final = np.array(
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)


@dataclass(frozen=True)
class Loudness:
    """What was measured: integrated LUFS, true peak in dBTP, loudness range in LU."""

    lufs: float
    true_peak: float
    range: float


class Meter:
    """Loudness of a sound that comes in blocks, at `SAMPLE_RATE`; all channels count alike, as left and right do."""

    def __init__(self, channels: int) -> None:
        self._weighting = Cascade(_K_WEIGHTING, channels)
        self._rest = np.zeros(0)
        self._powers: list[NDArray[np.float64]] = []
        #: The largest sample so far, without its sign.
        self.peak = 0.0

    def add(self, block: Sound) -> None:
        """Measure the next samples, shape (channels, samples)."""
        if block.shape[1] == 0:
            return
        self.peak = max(self.peak, float(np.abs(block).max()))
        weighted = self._weighting.add(block)
        power = np.concatenate([self._rest, np.einsum("ij,ij->j", weighted, weighted)])
        whole = len(power) // HOP * HOP
        self._powers.append(power[:whole].reshape(-1, HOP).mean(axis=1))
        self._rest = power[whole:]

    @property
    def powers(self) -> NDArray[np.float64]:
        """Mean weighted power of every whole 100 ms, summed over the channels."""
        return np.concatenate([np.zeros(0), *self._powers])

    @property
    def lufs(self) -> float:
        """Integrated loudness; `SILENCE` when nothing is louder than the absolute gate."""
        powers = self.powers
        if len(powers) < 4:  # shorter than one gating block: measure what is there
            all_powers = np.concatenate([powers, [self._rest.mean()] if len(self._rest) else []])
            return integrated(np.repeat(all_powers.mean(), 4)) if len(all_powers) else SILENCE
        return integrated(powers)


def measure(sound: Sound) -> float:
    """Integrated loudness of a whole sound, in LUFS."""
    meter = Meter(sound.shape[0])
    for start in range(0, sound.shape[1], SAMPLE_RATE):
        meter.add(sound[:, start : start + SAMPLE_RATE])
    return meter.lufs


def integrated(powers: NDArray[np.float64]) -> float:
    """Loudness in LUFS from the powers of 100 ms steps: blocks of 400 ms, both gates."""
    blocks = np.convolve(powers, np.ones(4) / 4, "valid")
    blocks = blocks[blocks > from_lufs(SILENCE)]
    if not len(blocks):
        return SILENCE
    blocks = blocks[blocks > blocks.mean() / 10]
    return to_lufs(float(blocks.mean()))


def to_lufs(power: float) -> float:
    """LUFS of a mean weighted power; not below `SILENCE`."""
    return max(SILENCE, -0.691 + 10 * math.log10(power)) if power > 0 else SILENCE


def from_lufs(lufs: float) -> float:
    """The mean weighted power that measures this many LUFS."""
    return float(10 ** ((lufs + 0.691) / 10))


def measure_file(path: Path) -> Loudness:
    """Decode any sound file and measure it (a tenth of a decibel fine).

    Raises:
        UnreadableMedia: It cannot be decoded, or holds no sound.
    """
    args = ["-i", path.name, "-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    said = encode(args, cwd=path.absolute().parent, log="info").rpartition("Summary:")[2]
    found = {key: re.search(rf"\b{key}:\s+(-?inf|-?\d+\.\d+)", said) for key in ("I", "LRA", "Peak")}
    if not all(found.values()):
        raise UnreadableMedia(
            f"{path.name} holds no sound that can be measured", where=str(path), remedy="Give a file that has sound"
        )
    values = {key: max(-120.0, float(match[1])) for key, match in found.items() if match}
    return Loudness(lufs=max(SILENCE, values["I"]), true_peak=values["Peak"], range=values["LRA"])
