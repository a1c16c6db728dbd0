"""An engine's sound at the house's rate, and its tone: a curve of decibels over frequency that moves nothing in time.

Both are one multiplication of the spectrum, with NumPy alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reelhouse.media.wav import Sound, read_wav
from reelhouse.model.time import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: A curve: frequency in Hz, gain in dB; straight lines between on a logarithmic axis, held beyond the ends.
Curve: TypeAlias = Sequence[tuple[float, float]]

#: Silence added before the spectrum is taken, so that no filter's ring wraps around: seconds.
_MARGIN = 0.1
#: A sound fades out over this part of its band's upper end, so that the edge does not ring.
_EDGE = 0.07


def engine_sound(path: Path, rate: int, curve: Curve = ((1, 0),)) -> Sound:
    """What an engine wrote at its own rate, at `SAMPLE_RATE`, as mono, its tone shaped by the curve."""
    import numpy as np  # noqa: PLC0415 - looking a voice up needs no arithmetic

    sound = read_wav(path, rate=rate)[0].astype(np.float64)
    return reshaped(sound, rate, curve).astype(np.float32)[None]


def reshaped(sound: NDArray[np.float64], rate: int, curve: Curve) -> NDArray[np.float64]:
    """The sound at `SAMPLE_RATE`, shaped by the curve, with zero phase: what began at a moment begins there still."""
    import numpy as np  # noqa: PLC0415 - looking a voice up needs no arithmetic

    common = math.gcd(rate, SAMPLE_RATE)
    down, up = rate // common, SAMPLE_RATE // common
    blocks = _smooth_number(math.ceil((len(sound) + 2 * _MARGIN * rate) / down))
    spectrum = np.fft.rfft(sound, blocks * down)
    frequencies = np.arange(len(spectrum), dtype=np.float64) * (rate / (blocks * down))
    shaped = np.zeros(blocks * up // 2 + 1, dtype=np.complex128)
    kept = min(len(spectrum), len(shaped))
    shaped[:kept] = (spectrum * _gains(frequencies, curve, min(rate, SAMPLE_RATE) / 2))[:kept]
    length = math.ceil(len(sound) * up / down)
    return np.asarray(np.fft.irfft(shaped, blocks * up)[:length] * (up / down), dtype=np.float64)


def to_house_samples(samples: int, rate: int) -> int:
    """A moment counted at `rate`, counted at `SAMPLE_RATE`."""
    return round(samples * SAMPLE_RATE / rate)


def _gains(frequencies: NDArray[np.float64], curve: Curve, top: float) -> NDArray[np.float64]:
    import numpy as np  # noqa: PLC0415 - looking a voice up needs no arithmetic

    points = np.array(curve, dtype=np.float64)
    decibels = np.interp(np.log(np.maximum(frequencies, 1.0)), np.log(points[:, 0]), points[:, 1])
    edge = np.clip((top - frequencies) / (_EDGE * top), 0, 1)
    return np.asarray(10 ** (decibels / 20) * np.sin(edge * np.pi / 2) ** 2, dtype=np.float64)


def _smooth_number(least: int) -> int:
    """The next even number without prime factors over 5: spectra of such lengths are fast."""
    return next(number for number in count(least + least % 2, 2) if _is_smooth(number))


def _is_smooth(number: int) -> bool:
    for prime in (2, 3, 5):
        while number % prime == 0:
            number //= prime
    return number == 1
