"""The house band. All play float32 sound: keys and drums mono (samples,), the pad stereo (2, samples)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelhouse.media.wav import Sound
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.sound.oscillators import Mono, damped, decay, fall, hertz, noise, phasor, rise, seconds, stack

#: No partial of a pad lies above this, in hertz.
_PAD_TOP = 5200.0
#: Cents by which the three voices of a pad are out of tune, and where they stand (-1 left, 1 right).
_PAD_VOICES = ((-6.5, -0.85), (0.8, 0.0), (6.0, 0.85))


def pad(notes: Sequence[int], samples: int, rng: np.random.Generator, *, partials: int = 6) -> Sound:
    """A chord of slow strings: three voices a note, out of tune, each opening its filter in its own time."""
    sound = np.zeros((2, samples), dtype=np.float32)
    for note in notes:
        for cents, place in _PAD_VOICES:
            frequency = hertz(note + (cents + rng.uniform(-1.5, 1.5)) / 100)
            turning = phasor(frequency, 0, rng.uniform(0, 6.3), samples)
            opening = damped(rng.uniform(0.08, 0.2), 0, rng.uniform(0, 6.3), samples)
            count = max(1, min(partials, int(_PAD_TOP / frequency)))
            voice = stack(turning, np.float32(0.72) + np.float32(0.22) * opening, count, 1.25)
            sound[0] += voice * np.float32(np.sqrt(0.5 - place / 2))
            sound[1] += voice * np.float32(np.sqrt(0.5 + place / 2))
    sound *= rise(samples, 0.9) * fall(samples, 1.2) * np.float32(0.4 / len(notes))
    return sound


def felt_piano(note: int, velocity: float, rng: np.random.Generator) -> Mono:
    """A piano with felt between hammer and strings.

    Two strings a note, a hair apart; stretched partials, the higher the faster they die; played
    softer it is darker; and the thump of the hammer.
    """
    samples = seconds(2.6)
    frequency = hertz(note)
    sound = np.zeros(samples, dtype=np.float32)
    for partial in range(1, 10):
        stretched = frequency * partial * np.sqrt(1 + 0.00035 * partial**2)
        if stretched > 6500:
            break
        rate = (1.15 + 0.85 * partial) * (frequency / 260) ** 0.35
        weight = np.float32(velocity ** (0.35 * partial) / partial**1.2)
        phase = rng.uniform(0, 2 * np.pi)
        for cents, share in ((-0.9, 0.6), (1.1, 0.4)):
            detuned = stretched * 2 ** (cents / 1200)
            sound += damped(detuned, rate * (1 + 0.2 * share), phase, samples) * weight * np.float32(share)
    thump = noise(rng, seconds(0.09), 90, 900) * decay(seconds(0.09), 60) * np.float32(0.5 * velocity)
    sound *= rise(samples, 0.009) * fall(samples, 0.3)
    sound[: len(thump)] += thump * rise(len(thump), 0.002) * fall(len(thump), 0.02)
    return sound * np.float32(velocity)


def bass(note: int, samples: int) -> Mono:
    """A round bass: a warm fundamental, and its octave so that small loudspeakers tell the note."""
    frequency = hertz(note)
    body: Mono = np.tanh(np.float32(1.4) * damped(frequency, 0.25, 0, samples))
    octave = damped(2 * frequency, 0.6, 0.4, samples)
    octave += np.float32(0.35) * damped(3 * frequency, 1.1, 0.9, samples)
    body += np.float32(0.55) * octave
    return body * rise(samples, 0.035) * fall(samples, 0.25)


def kick() -> Mono:
    """A soft bass drum: 88 Hz falling to 46 Hz."""
    samples = seconds(0.36)
    time = np.arange(samples) / SAMPLE_RATE
    angle = 2 * np.pi * (46 * time + 42 / 24 * (1 - np.exp(-24 * time)))
    return np.sin(angle).astype(np.float32) * decay(samples, 9) * rise(samples, 0.003) * fall(samples, 0.05)


def heart() -> Mono:
    """A heartbeat: a kick without edge, felt more than heard, with a little of its octave."""
    samples = seconds(0.42)
    time = np.arange(samples) / SAMPLE_RATE
    angle = 2 * np.pi * (52 * time + 30 / 30 * (1 - np.exp(-30 * time)))
    body = np.sin(angle) + 0.5 * np.sin(2 * angle) * np.exp(-18 * time) + 0.2 * np.sin(3 * angle) * np.exp(-30 * time)
    return body.astype(np.float32) * decay(samples, 8) * rise(samples, 0.014) * fall(samples, 0.08)


def snare(rng: np.random.Generator) -> Mono:
    """A dusty snare: noise from 900 to 5200 Hz over a drum of 182 Hz."""
    samples = seconds(0.24)
    wires: Mono = noise(rng, samples, 900, 5200) * decay(samples, 22) * np.float32(0.8)
    drum: Mono = damped(182, 26, 0, samples) * np.float32(0.45)
    return (wires + drum) * rise(samples, 0.002) * fall(samples, 0.04)


def hat(rng: np.random.Generator, length: float) -> Mono:
    """A closed hi-hat of noise from 5.5 to 9.5 kHz that dies in about `length` seconds."""
    samples = seconds(0.14)
    return noise(rng, samples, 5500, 9500, 2) * decay(samples, 1.6 / length) * rise(samples, 0.001) * np.float32(0.4)


def tick(rng: np.random.Generator) -> Mono:
    """A clock in the next room: a short knock of wood."""
    samples = seconds(0.06)
    knock = damped(1480, 90, 0, samples)
    knock += np.float32(0.5) * damped(2210, 130, 1, samples)
    knock *= np.float32(0.5)
    knock += np.float32(0.2) * noise(rng, samples, 1200, 5200) * decay(samples, 160)
    return knock * rise(samples, 0.001)


def crackle(rng: np.random.Generator, samples: int) -> Mono:
    """The dust of an old record: about nine small clicks a second, and a breath of surface noise."""
    clicks = np.zeros(samples, dtype=np.float32)
    count = int(samples / SAMPLE_RATE * 9)
    clicks[rng.integers(0, samples, count)] = np.clip(rng.normal(0, 1, count) ** 3, -1.5, 1.5) * 0.4
    surface: Mono = rng.standard_normal(samples).astype(np.float32) * np.float32(0.006)
    return clicks + surface
