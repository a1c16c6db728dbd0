"""What one decode of the sound says: loudness, peaks, silences, clipping. Times are samples at the file's own rate."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelhouse.errors import UnreadableMedia
from reelhouse.media.facts import MediaFacts
from reelhouse.media.look import decode_samples
from reelhouse.media.probe import probe
from reelhouse.model.base import Value
from reelhouse.model.time import Count, TimeRange
from reelhouse.qc.stretches import close_gaps, runs

#: Below -50 dBFS on every channel it is silent; room tone lies lower.
_SILENT: Final = 10 ** (-50 / 20)
#: Silence is measured in steps of a hundredth of a second, and kept from a quarter of a second on.
_STEPS_A_SECOND = 100
_SHORTEST = 25
#: A flat top: at least so many equal samples in a row, at the peak of the second around them.
_FLAT = 4
#: Quieter than this, equal samples are rounding, not clipping.
_FAINT = 0.01


class SoundFacts(Value):
    """What a decode of the sound showed.

    `lufs`, `range` (LU), `true_peak` (dBTP) and `peak` (dBFS) are hundredths; None when there is nothing to measure.
    `clipped` counts samples at or above full scale and samples in flat tops; `clipped_at` is the first of them.
    """

    rate: int
    channels: int
    samples: Count
    lufs: int | None
    range: int | None
    true_peak: int | None
    peak: int | None
    silences: tuple[TimeRange, ...]
    clipped: Count
    clipped_at: int | None = None
    damage: tuple[str, ...] = ()


def listen(path: Path, media: MediaFacts | None = None) -> SoundFacts:
    """Decode the sound of a file once and note what is heard.

    Raises:
        UnreadableMedia: The file has no sound, or none of it can be decoded.
    """
    facts = probe(path) if media is None else media
    if facts.sound is None:
        raise UnreadableMedia(f"{path.name} has no sound", where=str(path), remedy="Give a file with sound")
    ear = _Ear(facts.sound.rate, facts.sound.channels)
    heard, damage = decode_samples(path, ear.take)
    ear.end()
    if not ear.samples:
        raise UnreadableMedia(
            f"no sound of {path.name} can be decoded", where=str(path), remedy="Copy or download it again"
        )
    clipped, first = ear.clipped()
    return SoundFacts(
        rate=facts.sound.rate,
        channels=facts.sound.channels,
        samples=ear.samples,
        lufs=heard.lufs,
        range=heard.range,
        true_peak=heard.true_peak,
        peak=_decibels(ear.peak),
        silences=tuple(r for r in close_gaps(ear.silences) if r.duration * _STEPS_A_SECOND >= _SHORTEST * ear.rate),
        clipped=clipped,
        clipped_at=first,
        damage=damage,
    )


class _Ear:
    """Listens to a sound second by second as it comes out of the decoder; runs in the thread that drains it."""

    def __init__(self, rate: int, channels: int) -> None:
        self.rate = rate
        self.samples = 0
        self.peak = 0.0
        self.silences: list[TimeRange] = []
        self._channels = channels
        self._rest = bytearray()
        self._flat: list[tuple[float, int, int]] = []
        self._over: list[tuple[int, int]] = []

    def take(self, piece: bytes) -> None:
        """Add bytes; listen to every second that is complete."""
        self._rest += piece
        length = self.rate * self._channels * 4
        while len(self._rest) >= length:
            self._hear(bytes(self._rest[:length]))
            del self._rest[:length]

    def end(self) -> None:
        """Listen to what is left."""
        whole = len(self._rest) // (self._channels * 4) * self._channels * 4
        if whole:
            self._hear(bytes(self._rest[:whole]))
        self._rest.clear()

    def clipped(self) -> tuple[int, int | None]:
        """How many samples are clipped, and the first of them.

        A flat top counts only as high as the whole sound goes: lower ones are how some waves look.
        """
        flat = [(at, count) for peak, count, at in self._flat if peak >= 0.999 * self.peak]
        found = sorted([*self._over, *flat])
        return sum(count for _, count in found), found[0][0] if found else None

    def _hear(self, raw: bytes) -> None:
        block = np.frombuffer(raw, np.float32).reshape(-1, self._channels)
        size = np.abs(block)
        peak = float(size.max())
        self.peak = max(self.peak, peak)
        self.silences += [r.shifted(self.samples) for r in _silences(size.max(axis=1), self.rate)]
        over = np.flatnonzero(size.max(axis=1) >= 1.0)
        if len(over):
            self._over.append((self.samples + int(over[0]), len(over)))
        if _FAINT < peak < 1.0:
            count, first = _flat_tops(block, peak)
            if count:
                self._flat.append((peak, count, self.samples + first))
        self.samples += len(block)


def _silences(loudest: NDArray[np.float32], rate: int) -> list[TimeRange]:
    """Silent steps of one block, joined where they touch."""
    step = rate // _STEPS_A_SECOND
    starts = np.arange(0, len(loudest), step)
    quiet = np.maximum.reduceat(loudest, starts) < _SILENT
    found = [TimeRange(start=r.start * step, duration=r.duration * step) for r in runs(quiet)]
    return [r if r.end <= len(loudest) else TimeRange(start=r.start, duration=len(loudest) - r.start) for r in found]


def _flat_tops(block: NDArray[np.float32], peak: float) -> tuple[int, int]:
    """Samples of all channels in runs of equal samples at the peak, and where the first run is."""
    count, first = 0, len(block)
    for channel in block.T:
        high = np.abs(channel[1:]) >= 0.999 * peak
        for run in runs(high & (channel[1:] == channel[:-1])):
            if run.duration + 1 >= _FLAT:
                count += run.duration + 1
                first = min(first, run.start)
    return count, first


def _decibels(peak: float) -> int | None:
    """Hundredths of dBFS."""
    return round(2000 * math.log10(peak)) if peak > 0 else None
