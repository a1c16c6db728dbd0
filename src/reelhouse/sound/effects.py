"""Small sounds that mark what happens in the picture. Always the same: their seeds are fixed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from reelhouse.errors import UnknownName
from reelhouse.media.filters import band_pass
from reelhouse.media.wav import Sound, write_wav
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.sound.oscillators import Mono, damped, decay, fall, hertz, rise, seconds
from reelhouse.sound.reverb import room


def effect_names() -> tuple[str, ...]:
    """The effects there are, in alphabetical order."""
    return tuple(sorted(_EFFECTS))


def make_effect(name: str, into: Path) -> int:
    """Write an effect as a stereo WAV, 48 kHz, 16 bits, and return its samples.

    `whoosh` is for a card that comes or goes, `hit` is its first beat, `pop` is for when it lands, `ding` for the call
    to action, `riser` leads to a turn of the story and `thud` is the turn.

    Raises:
        UnknownName: There is no such effect.
    """
    if name not in _EFFECTS:
        raise UnknownName("effect", name, effect_names())
    draw, peak = _EFFECTS[name]
    sound = draw()
    sound *= np.float32(10 ** (peak / 20) / np.abs(sound).max())
    return write_wav(into, sound)


def _whoosh() -> Sound:
    """Air that passes: three swells of noise, each higher and later than the one before, from left to right."""
    samples = seconds(0.45)
    place = np.arange(samples) / samples
    air = np.random.default_rng(5).standard_normal((2, samples))
    sound = np.zeros((2, samples))
    for frequency, centre, level in ((350, 0.22, 1.0), (900, 0.42, 0.8), (2200, 0.60, 0.5)):
        blown = band_pass(air, frequency * 0.6, frequency * 1.7)
        sound += level * blown * np.exp(-(((place - centre) / 0.20) ** 2))
    across = np.stack([np.cos((0.3 + 0.4 * place) * np.pi / 2), np.sin((0.3 + 0.4 * place) * np.pi / 2)])
    passing: Sound = (sound * across * np.sin(np.pi * place) ** 1.2).astype(np.float32)
    return passing


def _pop() -> Sound:
    """A drop of water: a short tone that falls to 330 Hz."""
    samples = seconds(0.09)
    time = np.arange(samples) / SAMPLE_RATE
    angle = 2 * np.pi * (330 * time + 260 * 0.02 * (1 - np.exp(-time / 0.02)))
    line = np.sin(angle).astype(np.float32) * decay(samples, 48) * rise(samples, 0.002) * fall(samples, 0.02)
    return _both(line)


def _hit() -> Sound:
    """A felt mallet on a low drum that falls to 74 Hz: a beat that is felt more than heard, gone in half a second."""
    samples = seconds(0.5)
    time = np.arange(samples) / SAMPLE_RATE
    angle = 2 * np.pi * (74 * time + 40 / 22 * (1 - np.exp(-22 * time)))
    drum = sum(level * np.sin(h * angle) * np.exp(-rate * time) for h, level, rate in ((1, 0.8, 8), (2, 0.5, 11)))
    felt = np.random.default_rng(17).standard_normal(samples) * np.exp(-90 * time)
    soft = band_pass(felt, 180, 1400, order=2)
    line = np.asarray(drum + 0.9 * soft, dtype=np.float32) * rise(samples, 0.003) * fall(samples, 0.1)
    return _in_room(line, 0.9, 0.2)


def _ding() -> Sound:
    """A small bell with a fifth above it, in a room."""
    samples = seconds(1.4)
    bell = np.zeros(samples, dtype=np.float32)
    for frequency, rate, level in ((880, 3.2, 0.5), (883, 3.0, 0.2), (1318.5, 4.2, 0.28), (2640, 8, 0.07)):
        bell += np.float32(level) * damped(frequency, rate, 0, samples)
    return _in_room(bell * rise(samples, 0.003), 1.1, 0.35)


def _riser() -> Sound:
    """Breath drawn in: noise that opens and a low fifth that swells for 1.6 seconds, and is cut off."""
    samples = seconds(1.6)
    place = np.arange(samples) / samples
    air = np.random.default_rng(7).standard_normal((2, samples))
    sound = np.zeros((2, samples))
    for frequency, centre in ((300, 0.45), (700, 0.70), (1500, 0.92)):
        blown = band_pass(air, frequency * 0.7, frequency * 1.5)
        sound += 0.5 * blown * np.exp(-(((place - centre) / 0.24) ** 2))
    strings = damped(hertz(50), 0, 0, samples) + 0.7 * damped(hertz(57) * 1.003, 0, 1, samples)
    swell = place**2.2 * fall(samples, 0.06)
    return ((sound + 0.25 * strings) * swell).astype(np.float32)


def _thud() -> Sound:
    """A soft impact: a low drum that falls to 58 Hz, felt and dust on the stroke, and a dark room."""
    samples = seconds(0.9)
    time = np.arange(samples) / SAMPLE_RATE
    angle = 2 * np.pi * (58 * time + 45 / 16 * (1 - np.exp(-16 * time)))
    # Small loudspeakers play nothing of the first partial: the second and third carry the stroke there.
    drum = sum(
        level * np.sin(h * angle) * np.exp(-rate * time) for h, level, rate in ((1, 0.8, 5), (2, 0.7, 7), (3, 0.4, 9))
    )
    felt = np.random.default_rng(11).standard_normal(samples) * np.exp(-55 * time)
    dark = band_pass(felt, 110, 900, order=2)
    return _in_room(np.asarray(drum + 1.2 * dark, dtype=np.float32) * rise(samples, 0.004), 1.4, 0.3)


def _both(line: Mono) -> Sound:
    return np.stack([line, line])


def _in_room(line: Mono, length: float, level: float) -> Sound:
    """A sound and its room, ending in silence."""
    response = room(length, np.random.default_rng(13))
    total = len(line) + seconds(0.4)
    size = response.shape[1] + len(line)
    wet = np.fft.irfft(np.fft.rfft(response, size) * np.fft.rfft(line, size), size)[:, :total]
    dry = np.pad(line, (0, total - len(line)))
    return ((dry + level * wet) * fall(total, 0.5)).astype(np.float32)


#: How each effect is drawn, and its peak in dBFS.
_EFFECTS: dict[str, tuple[Callable[[], Sound], float]] = {
    "whoosh": (_whoosh, -14.0),
    "hit": (_hit, -14.0),
    "pop": (_pop, -14.0),
    "ding": (_ding, -15.0),
    "riser": (_riser, -15.0),
    "thud": (_thud, -12.0),
}
