"""The sound of a loop as a whole: room, equaliser, width and tape, all in circles so that the end meets the start.

Filters act on the spectrum of the whole loop. Multiplying it is circular convolution: a reverberation's tail
that runs past the end sounds at the beginning, and no filter has to settle.
"""

from __future__ import annotations

from collections.abc import Iterator

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
#: Samples or frequencies that are worked on at once: whole loops beside each other take more memory than an encoder.
_PIECE = 1 << 16


def transform(sound: Sound) -> Spectrum:
    """Spectrum of a loop, shape (channels, samples // 2 + 1), as large as the loop itself (orthonormal)."""
    # Only with this norm does the library stay in single precision; with its usual one it takes four times the memory.
    return np.fft.rfft(sound, axis=1, norm="ortho").astype(np.complex64, copy=False)


def reverberate(dry: Spectrum, room: Sound, samples: int, level: float) -> Spectrum:
    """A loop, changed where it stands, in a room; `level` is the room's in decibels."""
    padded = np.zeros((1, samples), dtype=np.float32)
    kept = min(samples, room.shape[1])
    for channel, response in enumerate(room[:, :kept]):
        padded[0, :kept] = response
        wet = transform(padded)[0]
        wet *= np.float32(10 ** (level / 20) * samples**0.5)
        wet += 1
        dry[channel] *= wet
    return dry


def shape(spectrum: Spectrum, samples: int, balance: Balance) -> Sound:
    """The house's equaliser, the mood's balance of bands and the house's width; back to a sound.

    The spectrum is used up.
    """
    hertz = np.asarray(np.fft.rfftfreq(samples, 1 / SAMPLE_RATE), dtype=np.float64)
    middle, side = spectrum
    _cross(middle, side, np.float32(0.5))
    house = 10 ** (np.interp(np.log(_GRID), np.log(_SHAPE_AT), _SHAPE_BY) / 20)
    centred = _GRID**2 / (_GRID**2 + _CENTRED**2)
    first = _binned(hertz, middle) * house**2
    second = _binned(hertz, side) * (house * centred) ** 2
    narrowing = _narrowing(first.sum(), second.sum())
    curve = house * _balanced(first + second * narrowing**2, balance)
    _bend(middle, hertz, curve)
    _bend(side, hertz, curve * centred * narrowing)
    del hertz
    _cross(middle, side, np.float32(1))
    return np.fft.irfft(spectrum, n=samples, axis=1, norm="ortho").astype(np.float32, copy=False)


def tape(sound: Sound, wow: float) -> Sound:
    """Soft saturation, and a pitch that wanders by `wow` cents, a whole number of times in the loop.

    The sound is used up.
    """
    sound /= np.float32(_TAPE * rms(sound))
    bent = np.tanh(sound, out=sound)
    samples = sound.shape[1]
    turns = max(1, round(samples / SAMPLE_RATE * _TURNS))
    speed = 2 * np.pi * turns / samples
    reach = (2 ** (wow / 1200) - 1) / speed
    wandering = np.empty_like(bent)
    for piece in _pieces(samples):
        at = np.arange(*piece.indices(samples))
        wandering[:, piece] = _at(bent, at + reach * np.sin(speed * at))
    return wandering


def rms(sound: Sound) -> float:
    """The root of the mean square of all samples."""
    squares = (np.square(sound[:, piece], dtype=np.float64).sum() for piece in _pieces(sound.shape[1]))
    return float(np.sqrt(sum(squares) / sound.size))


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


def _cross(one: NDArray[np.complex64], other: NDArray[np.complex64], gain: np.float32) -> None:
    """The sum of two lines in place of the one, their difference in place of the other."""
    for piece in _pieces(len(one)):
        total = one[piece] + other[piece]
        other[piece] = (one[piece] - other[piece]) * gain
        one[piece] = total * gain


def _bend(line: NDArray[np.complex64], hertz: Curve, curve: Curve) -> None:
    """Multiply a spectrum by a curve over the grid."""
    for piece in _pieces(len(line)):
        line[piece] *= np.interp(hertz[piece], _GRID, curve).astype(np.float32)


def _pieces(samples: int) -> Iterator[slice]:
    return (slice(start, start + _PIECE) for start in range(0, samples, _PIECE))


def _at(sound: Sound, places: NDArray[np.float64]) -> Sound:
    """A loop read at fractional places, straight between samples."""
    whole = np.floor(places).astype(np.int64)
    part = (places - whole).astype(np.float32)
    before = np.take(sound, whole, axis=1, mode="wrap")
    step = np.take(sound, whole + 1, axis=1, mode="wrap")
    step -= before
    step *= part
    step += before
    return step
