"""Filters over the samples of a sound: recursive ones in blocks, and changes of its rate.

The recursion is done by the library that decodes sound, which is loaded anyway; a library for signals would take fifty
megabytes for as long as we run.
"""

from __future__ import annotations

from math import gcd
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from reelhouse.media.pyav import AudioFrame, Graph
from reelhouse.model.time import SAMPLE_RATE

Samples: TypeAlias = NDArray[np.float64]
#: Shape (sections, 6): b0, b1, b2, a0, a1, a2 of each section of second order.
Sections: TypeAlias = NDArray[np.float64]

#: Zero crossings of the low-pass on either side when a rate is changed, and the shape of its window.
_CROSSINGS, _BETA = 10, 5.0
#: Samples that are handed to the library at once.
_BLOCK = 1 << 16
_LAYOUTS = {1: "mono", 2: "stereo"}


class Cascade:
    """Sections of second order, one after the other, over a sound that comes in blocks; it begins in silence."""

    def __init__(self, sections: Sections, channels: int) -> None:
        self._layout = _LAYOUTS[channels]
        self._at = 0
        self._graph = Graph()
        self._graph.threads = 1  # two channels are too little work for threads
        last = self._graph.add_abuffer(sample_rate=SAMPLE_RATE, format="dblp", layout=self._layout)
        for section in sections:
            section_filter = self._graph.add("biquad", _written(section))
            last.link_to(section_filter)
            last = section_filter
        last.link_to(self._graph.add("abuffersink"))
        self._graph.configure()

    def add(self, block: NDArray[np.floating]) -> Samples:
        """The next samples filtered; shape (channels, samples) both."""
        pieces = [self._add(block[:, at : at + _BLOCK]) for at in range(0, block.shape[1], _BLOCK)]
        return np.concatenate(pieces, axis=1) if pieces else np.zeros(block.shape)

    def _add(self, block: NDArray[np.floating]) -> Samples:
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(block, np.float64), format="dblp", layout=self._layout)
        frame.sample_rate, frame.pts = SAMPLE_RATE, self._at
        self._at += block.shape[1]
        self._graph.push(frame)
        filtered = self._graph.pull()
        if not isinstance(filtered, AudioFrame) or filtered.samples != block.shape[1]:
            raise AssertionError("a filter gives as many samples as it takes")
        return np.asarray(filtered.to_ndarray(), dtype=np.float64)


def band_pass(sound: NDArray[np.floating], low: float, high: float, order: int = 1) -> Samples:
    """A sound between two frequencies in hertz; each side falls by 6 dB an octave for every order.

    The sound has shape (samples,) or (channels, samples), at `SAMPLE_RATE`.
    """
    rows = np.atleast_2d(sound)
    filtered = Cascade(butterworth(low, high, order), len(rows)).add(rows)
    return filtered.reshape(sound.shape)


def butterworth(low: float, high: float, order: int) -> Sections:
    """Sections of a Butterworth band-pass at `SAMPLE_RATE`, by the bilinear transform."""
    twice = 2 * SAMPLE_RATE
    first, last = (twice * np.tan(np.pi * edge / SAMPLE_RATE) for edge in (low, high))
    width = last - first
    prototype = -np.exp(1j * np.pi * np.arange(1 - order, order, 2) / (2 * order))
    middle = prototype * width / 2
    spread = np.sqrt(middle**2 - first * last + 0j)
    analogue = np.concatenate([middle + spread, middle - spread])
    poles = np.asarray((twice + analogue) / (twice - analogue), dtype=np.complex128)
    gain = float((width**order * twice**order / np.prod(twice - analogue)).real)
    sections = np.array([(1, 0, -1, 1, *_denominator(pair)) for pair in _pairs(poles)], dtype=np.float64)
    sections[0, :3] *= gain
    return sections


def resample(sound: NDArray[np.floating], up: int, down: int) -> Samples:
    """A sound of shape (samples,) at `up / down` times its rate: `ceil(samples * up / down)` samples.

    The low-pass is a Kaiser-windowed sinc at the lower of the two rates; it is even, so nothing moves in time.
    """
    if not len(sound):
        return np.empty(0)
    up, down = up // gcd(up, down), down // gcd(up, down)
    taps, reach = _low_pass(up, down)
    side = reach // up + 1
    around = np.lib.stride_tricks.sliding_window_view(np.pad(np.asarray(sound, np.float64), side), 2 * side + 1)
    count = -(-len(sound) * up // down)
    made = np.empty(count)
    for phase in range(min(up, count)):
        # Every `up`-th sample lies at the same place between two of the old ones and so has the same weights.
        first, rest = divmod(phase * down, up)
        places = reach + rest - up * np.arange(-side, side + 1)
        inside = (places >= 0) & (places < len(taps))
        weights = np.where(inside, taps[places.clip(0, len(taps) - 1)], 0.0)
        wanted = len(range(phase, count, up))
        made[phase::up] = np.einsum("ij,j->i", around[first::down][:wanted], weights)
    return made


def _low_pass(up: int, down: int) -> tuple[Samples, int]:
    """Its weights at the higher rate, and how many there are on each side of the middle one."""
    ratio = max(up, down)
    reach = _CROSSINGS * ratio
    taps = np.sinc(np.arange(-reach, reach + 1) / ratio) * np.kaiser(2 * reach + 1, _BETA)
    return taps * (up / taps.sum()), reach


def _pairs(poles: NDArray[np.complex128]) -> list[NDArray[np.complex128]]:
    """Poles two by two, so that each pair is real or conjugate."""
    real = np.sort_complex(poles[np.abs(poles.imag) <= 1e-12])
    upper = np.sort_complex(poles[poles.imag > 1e-12])
    return [*(real[at : at + 2] for at in range(0, len(real), 2)), *(np.array([pole, pole.conj()]) for pole in upper)]


def _denominator(pair: NDArray[np.complex128]) -> tuple[float, float]:
    return float(-pair.sum().real), float(pair.prod().real)


def _written(section: Sections) -> str:
    """A section as the library's filter reads it: in double precision, and with the shortest memory."""
    b0, b1, b2, a0, a1, a2 = (repr(float(value)) for value in section)
    return f"b0={b0}:b1={b1}:b2={b2}:a0={a0}:a1={a1}:a2={a2}:precision=f64:transform=tdii"
