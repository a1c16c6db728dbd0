"""The sound of a loop as a whole: room, equaliser, width and tape, all in circles so that the end meets the start.

Filters act on the spectrum of the whole loop. Multiplying it is circular convolution: a reverberation's tail
that runs past the end sounds at the beginning, and no filter has to settle.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.wav import Sound
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.sound.score import Balance

Spectrum = NDArray[np.complex64]
Curve = NDArray[np.float64]

#: The house's equaliser for music under speech, in hertz and decibels: nothing phones cannot play, air without
#: harshness, and a dip where consonants live.
_SHAPE_AT = (20, 40, 60, 78, 110, 260, 420, 700, 1200, 1800, 2600, 3600, 5000, 8000, 10_500, 14_000, 24_000)
_SHAPE_BY = (-60, -26, -9, -2, 0, 0, -1.5, 1, 0.5, -2, -4, -2.5, 0, -2, -10, -40, -80)
#: Frequencies in hertz at which curves are worked out; between them they are straight.
_GRID = np.geomspace(10, SAMPLE_RATE / 2, 600)
#: Borders and centres in hertz of the bands that are balanced: low, body, middle, presence, air.
_BORDERS = (20, 120, 500, 2000, 5000, 16000)
_CENTRES = (85, 260, 1000, 3100, 7500)
#: Decibels by which a band is lowered or lifted at most, and in how many rounds.
_LOWER, _LIFT, _ROUNDS = -14.0, 7.0, 5
#: Correlation of left and right that the width is set to, and the frequency below which everything is in the middle.
_CORRELATION, _CENTRED = 0.72, 140.0
#: Full scale of the tape, as a multiple of the sound's RMS: peaks bend softly before it.
_TAPE = 4.4
#: The largest step from a loop's end to its start.
_SEAM = 0.0025
#: Turns a second of the tape's unevenness.
_TURNS = 0.55


def transform(sound: Sound) -> Spectrum:
    """Spectrum of a loop, shape (channels, samples // 2 + 1)."""
    return np.fft.rfft(sound, axis=1).astype(np.complex64, copy=False)


def reverberate(dry: Spectrum, room: Sound, samples: int, level: float) -> Spectrum:
    """A loop in a room; `level` is the room's in decibels."""
    padded = np.zeros((2, samples), dtype=np.float32)
    kept = min(samples, room.shape[1])
    padded[:, :kept] = room[:, :kept]
    wet = transform(padded)
    wet *= np.float32(10 ** (level / 20))
    wet += 1
    wet *= dry
    return wet


def shape(spectrum: Spectrum, samples: int, balance: Balance) -> Sound:
    """The house's equaliser, the mood's balance of bands and the house's width; back to a sound."""
    hertz = np.asarray(np.fft.rfftfreq(samples, 1 / SAMPLE_RATE), dtype=np.float64)
    middle = (spectrum[0] + spectrum[1]) / np.complex64(2)
    side = (spectrum[0] - spectrum[1]) / np.complex64(2)
    house = 10 ** (np.interp(np.log(_GRID), np.log(_SHAPE_AT), _SHAPE_BY) / 20)
    centred = _GRID**2 / (_GRID**2 + _CENTRED**2)
    first = _binned(hertz, middle) * house**2
    second = _binned(hertz, side) * (house * centred) ** 2
    narrowing = _narrowing(first.sum(), second.sum())
    curve = house * _balanced(first + second * narrowing**2, balance)
    middle *= np.interp(hertz, _GRID, curve).astype(np.float32)
    side *= np.interp(hertz, _GRID, curve * centred * narrowing).astype(np.float32)
    return np.stack([_back(middle + side, samples), _back(middle - side, samples)])


def tape(sound: Sound, wow: float) -> Sound:
    """Soft saturation, and a pitch that wanders by `wow` cents, a whole number of times in the loop."""
    scale = np.float32(_TAPE * np.sqrt(np.mean(sound**2)))
    samples = sound.shape[1]
    turns = max(1, round(samples / SAMPLE_RATE * _TURNS))
    speed = 2 * np.pi * turns / samples
    reach = (2 ** (wow / 1200) - 1) / speed
    at = np.arange(samples)
    places = at + reach * np.sin(speed * at)
    return np.stack([_at(np.tanh(channel / scale), places) for channel in sound])


def closed(sound: Sound) -> Sound:
    """A loop whose end joins its start smoothly; when it does not, it begins up to 10 ms later, where it does best."""
    if np.abs(sound[:, 0] - sound[:, -1]).max() <= _SEAM:
        return sound
    count = SAMPLE_RATE // 100
    near = np.concatenate([sound[:, -1:], sound[:, :count]], axis=1)
    start = int(np.argmin(np.abs(np.diff(near, axis=1)).max(axis=0)))
    return np.roll(sound, -start, axis=1)


def _binned(hertz: Curve, spectrum: Spectrum) -> Curve:
    """Power of a spectrum around each frequency of the grid."""
    edges = np.searchsorted(hertz, np.sqrt(_GRID[:-1] * _GRID[1:]))
    power = spectrum.real**2 + spectrum.imag**2
    sums = np.add.reduceat(power, np.concatenate([[0], edges]).clip(max=len(power) - 1), dtype=np.float64)
    # Between equal edges reduceat repeats a value instead of adding nothing.
    empty = np.diff(np.concatenate([[0], edges, [len(power)]])) == 0
    return np.where(empty, 0.0, sums)


def _narrowing(middle: float, side: float) -> float:
    """Gain of the side that gives the house's correlation, (M - S) / (M + S) for powers M and S."""
    wanted = middle * (1 - _CORRELATION) / (1 + _CORRELATION)
    return min(2.0, (wanted / side) ** 0.5) if side > 0 else 1.0


def _balanced(power: Curve, balance: Balance) -> Curve:
    """Factors on the grid that bring the bands to their shares, as far as they may bend."""
    edges = np.searchsorted(_GRID, _BORDERS)
    wanted = np.array([balance.low, 0.0, balance.middle, balance.presence, balance.air])
    gains, factor = np.zeros(len(wanted)), np.ones(len(_GRID))
    for _ in range(_ROUNDS):
        share = np.add.reduceat(power * factor**2, edges)[:-1]
        off = wanted - 10 * np.log10(share / share.sum() + 1e-12)
        off[1] = 0.0  # the body is what the others are weighed against
        gains = np.clip(gains + 0.8 * off, _LOWER, _LIFT)
        factor = 10 ** (np.interp(np.log(_GRID), np.log(_CENTRES), gains) / 20)
    return factor


def _back(spectrum: Spectrum, samples: int) -> NDArray[np.float32]:
    return np.fft.irfft(spectrum, n=samples).astype(np.float32, copy=False)


def _at(line: NDArray[np.float32], places: NDArray[np.float64]) -> NDArray[np.float32]:
    """A loop read at fractional places, straight between samples."""
    whole = np.floor(places).astype(np.int64)
    part = (places - whole).astype(np.float32)
    before = np.take(line, whole, mode="wrap")
    step = np.take(line, whole + 1, mode="wrap")
    step -= before
    step *= part
    step += before
    return step
