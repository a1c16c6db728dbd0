"""Words that are covered: silence instead of the voice, and a tone over it, exactly where the word is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from reelhouse.media.wav import read_wav, write_wav
from reelhouse.model.time import SAMPLE_RATE, TimeRange

#: The tone: 1 kHz, at this amplitude (-20 dB of full scale).
HERTZ: Final = 1000
AMPLITUDE: Final = 0.1
#: Samples in which the voice goes and the tone comes: short enough for a word, long enough not to click.
EDGE: Final = SAMPLE_RATE * 8 // 1000


def bleep(voice: Path, ranges: Sequence[TimeRange], into: Path) -> int:
    """Write a voice with these ranges covered; everything outside them stays as it was, sample for sample.

    Args:
        voice: Mono WAV at `SAMPLE_RATE`.
        ranges: What is covered, in samples; the voice fades before each range and after it, so the whole of it is tone.
        into: The WAV to write, as long as the first.

    Returns:
        Its samples.
    """
    sound = read_wav(voice)[0].astype(np.float64)
    for covered in ranges:
        start, end = max(covered.start - EDGE, 0), min(covered.end + EDGE, len(sound))
        if start < end:
            sound[start:end] = _covered(sound[start:end], covered.start - start, end - covered.end)
    return write_wav(into, sound.astype(np.float32)[None])


def _covered(part: np.ndarray, before: int, after: int) -> np.ndarray:
    """A tone in place of a part of the sound; its first and last samples are edges."""
    amount = np.ones(len(part))
    amount[:before] = _rise(before)
    amount[len(part) - after :] *= _rise(after)[::-1] if after > 0 else 1.0
    tone = AMPLITUDE * np.sin(2 * np.pi * HERTZ / SAMPLE_RATE * np.arange(len(part)))
    return np.asarray(part * (1 - amount) + tone * amount)


def _rise(samples: int) -> np.ndarray:
    """From nothing to all, as half a cosine."""
    return 0.5 - 0.5 * np.cos(np.pi * (np.arange(samples) + 0.5) / max(samples, 1))
