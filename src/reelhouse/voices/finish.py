"""The finish of a spoken line: the same edges, the same tone, the same loudness for every engine, line by line.

Every line is finished on its own, so an edit of one never changes another. Nothing moves in time but the start,
which the words follow exactly.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.filters import resample
from reelhouse.media.loudness import SILENCE, measure
from reelhouse.media.wav import read_wav, write_wav
from reelhouse.model.speech import Utterance, Word
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.voices.sound import Curve, reshaped

#: Loudness of speech and the highest true peak of a line.
LUFS, PEAK_DB = -15.0, -2.0
#: Silence before the first sound and after the last.
LEAD, TAIL = SAMPLE_RATE * 30 // 1000, SAMPLE_RATE * 80 // 1000

#: High-pass of 12 dB an octave at 90 Hz; a little less box, a little more presence.
_TONE: Final[Curve] = ((22, -24), (45, -12), (70, -5.5), (90, -3), (130, -1), (180, 0), (300, -0.7), (700, 0), (2500, 0.5), (4000, 1), (8000, 0.5))  # fmt: skip  # noqa: E501 (one curve, one line)
#: Sound more than this below the line's loudest 10 ms is silence at its edges, in dB.
_FLOOR: Final = -46.0
_BLOCK: Final = SAMPLE_RATE // 200
_FADE: Final = SAMPLE_RATE * 5 // 1000
#: Compression: from this many dB below the line's own level, at this ratio; attack and release in blocks of 5 ms.
_KNEE, _RATIO, _ATTACK, _RELEASE = -6.0, 2.0, 0.45, 0.05
_LOOK_AHEAD: Final = SAMPLE_RATE * 3 // 1000

_Samples = NDArray[np.float64]


def finish_line(raw: Path, utterance: Utterance, into: Path) -> Utterance:
    """Finish a spoken line and move its words along with it.

    Args:
        raw: Mono sound at `SAMPLE_RATE`.
        utterance: What the engine said about it.
        into: Where the finished WAV goes: mono, 16 bits, about `LUFS`, true peak at most `PEAK_DB`.

    Returns:
        The utterance with its words counted from the new start. Silence stays silence: a check finds it later.
    """
    sound = read_wav(raw)[0].astype(np.float64)
    start, end = _edges(sound, utterance.words)
    # Shaped before it is cut: a filter needs what comes before the first sound.
    kept = _cut(reshaped(sound, SAMPLE_RATE, _TONE), start, end)
    loud = _faded(_at_loudness(_compressed(kept)))
    samples = write_wav(into, loud.astype(np.float32)[None])
    words = tuple(_moved(word, -start, samples) for word in utterance.words)
    return utterance.model_copy(update={"words": words, "samples": samples})


def _edges(sound: _Samples, words: tuple[Word, ...]) -> tuple[int, int]:
    """First sample and first sample after what is kept; both may lie outside the sound."""
    levels = _levels(sound)
    heard = np.flatnonzero(levels > max(levels.max(initial=-200.0) + _FLOOR, -70.0))
    if not len(heard):
        return 0, len(sound)
    first, last = int(heard[0]) * _BLOCK, (int(heard[-1]) + 1) * _BLOCK
    if words:
        first, last = min(first, words[0].start), max(last, words[-1].end)
    return first - LEAD, last + TAIL


def _cut(sound: _Samples, start: int, end: int) -> _Samples:
    before, after = max(-start, 0), max(end - len(sound), 0)
    return np.pad(sound[max(start, 0) : end], (before, after))


def _moved(word: Word, by: int, samples: int) -> Word:
    end = min(word.end + by, samples)
    return Word(text=word.text, start=min(word.start + by, end - 1), end=end)


def _levels(sound: _Samples) -> _Samples:
    """Level of each block of 5 ms in dB of full scale."""
    blocks = np.pad(sound, (0, -len(sound) % _BLOCK)).reshape(-1, _BLOCK)
    return np.asarray(10 * np.log10((blocks**2).mean(axis=1) + 1e-20))


def _compressed(sound: _Samples) -> _Samples:
    """Loud syllables nearer to soft ones: 2:1 from a little under the line's own level, fast down and slow up."""
    levels = _levels(sound)
    loud = levels[levels > levels.max(initial=-200.0) - 30]
    over = levels - (float(np.median(loud)) if len(loud) else 0.0) - _KNEE
    wanted = -np.maximum(over, 0) * (1 - 1 / _RATIO)
    gains, gain = np.empty(len(wanted)), 0.0
    for number, goal in enumerate(wanted):
        gain += (goal - gain) * (_ATTACK if goal < gain else _RELEASE)
        gains[number] = gain
    centres = np.arange(len(gains)) * _BLOCK + _BLOCK / 2
    return np.asarray(sound * 10 ** (np.interp(np.arange(len(sound)), centres, gains) / 20))


def _at_loudness(sound: _Samples) -> _Samples:
    """At `LUFS` and under `PEAK_DB`; limiting costs a little loudness, so it is measured and raised twice more."""
    for _ in range(3):
        lufs = measure(sound.astype(np.float32)[None])
        if lufs <= SILENCE:
            return sound
        sound = _limited(sound * 10 ** ((LUFS - lufs) / 20))
    return sound


def _limited(sound: _Samples) -> _Samples:
    """True peaks held under `PEAK_DB`: the gain is down before the peak comes and moves smoothly (4x oversampled)."""
    limit = 10 ** ((PEAK_DB - 0.1) / 20)
    peaks = np.abs(resample(sound, 4, 1)).reshape(-1, 4).max(axis=1)
    needed = np.minimum(1.0, limit / np.maximum(peaks, limit))
    if needed.min() == 1.0:
        return sound
    return sound * _mean_around(_least_around(needed, _LOOK_AHEAD), _LOOK_AHEAD - 1)


def _least_around(values: _Samples, reach: int) -> _Samples:
    """The least of each value and of so many on both sides of it; what lies outside is like the value at the end."""
    least, span = np.pad(values, reach, mode="edge"), 1
    while 2 * span <= 2 * reach + 1:
        least = np.minimum(least[:-span], least[span:])
        span *= 2
    apart = 2 * reach + 1 - span
    return np.minimum(least[: len(values)], least[apart : apart + len(values)])


def _mean_around(values: _Samples, reach: int) -> _Samples:
    """The mean of each value and of so many on both sides of it."""
    sums = np.cumsum(np.pad(values, (reach + 1, reach), mode="edge"))
    return np.asarray((sums[2 * reach + 1 :] - sums[: -2 * reach - 1]) / (2 * reach + 1))


def _faded(sound: _Samples) -> _Samples:
    length = min(_FADE, len(sound) // 2)
    ramp = np.sin(np.linspace(0, np.pi / 2, length)) ** 2
    faded = sound.copy()
    faded[:length] *= ramp
    faded[len(faded) - length :] *= ramp[::-1]
    return faded
