"""The arrangement: who plays what in which bar of a loop. What rings past the end sounds at the start.

Bars 1 and 2 are the pad alone, keys and bass enter with bar 3, drums later, and the last bar thins out again,
so that a loop breathes instead of repeating.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reelhouse.media.wav import Sound
from reelhouse.sound import instruments
from reelhouse.sound.harmony import Voicing, bass_note, tone, voice_lead
from reelhouse.sound.oscillators import Mono, seconds
from reelhouse.sound.score import STEPS, Drum, Mood, Note

#: Semitones by which a seed moves the key, up or down, and octaves by which it may lift the melody.
KEYS, OCTAVES = 3, (0, 0, 12)
#: Bars before keys and bass enter.
INTRO = 2
#: Standard deviation of a played note's time, in seconds, and of its velocity, as a share.
_LATE, _TOUCH = 0.006, 0.09
_HATS = (0.035, 0.05, 0.08)


@dataclass(frozen=True)
class Loop:
    """One arrangement in the making: the mood, the chords it chose, its length, and its dice."""

    mood: Mood
    bars: int
    voicings: tuple[Voicing, ...]
    shift: int
    octave: int
    rng: np.random.Generator

    @property
    def bar(self) -> int:
        """Samples in one bar."""
        return 4 * self.mood.beat

    def place(self, bar: int, step: float) -> int:
        """The sample of a sixteenth; off-beats come late by the mood's swing."""
        late = self.mood.swing if step % 2 else 0.0
        return bar * self.bar + round((step + late) * self.bar / STEPS)

    def voicing(self, bar: int) -> Voicing:
        """The chord of a bar."""
        return self.voicings[bar % len(self.voicings)]


@dataclass(frozen=True)
class Stem:
    """One instrument over the whole loop, its level in decibels, and whether it stands in the room."""

    sound: Sound
    level: float
    in_room: bool


def arrange(mood: Mood, seed: int, bars: int, *, thin: bool = False) -> Iterator[Stem]:
    """The instruments of a loop one after the other; the seed moves key, rests, touch and the melody's octave.

    In a thin one the pad and the keys are alone, and play the same notes.
    """
    rng = np.random.default_rng([seed, bars, *mood.name.encode()])
    shift = int(rng.integers(-KEYS, KEYS + 1))
    octave = int(rng.choice(OCTAVES))
    loop = Loop(mood, bars, tuple(voice_lead(mood.chords, shift)), shift, octave, rng)
    yield Stem(_pad(loop), mood.pad_level, in_room=True)
    yield Stem(_keys(loop), mood.keys_level, in_room=True)
    if thin:
        return
    yield Stem(_melody(loop), mood.melody_level, in_room=True)
    yield Stem(_bass(loop), mood.bass_level, in_room=False)
    if mood.dust:
        yield Stem(_dust(loop), mood.drum_level - 21, in_room=False)
    if mood.drums:
        yield Stem(_drums(loop), mood.drum_level, in_room=False)


def _empty(loop: Loop) -> Sound:
    return np.zeros((2, loop.bars * loop.bar), dtype=np.float32)


def _pad(loop: Loop) -> Sound:
    """A chord a bar, overlapping the next; every other four bars an octave shimmers above."""
    stem = _empty(loop)
    samples = loop.bar + seconds(1.2)
    chords = [instruments.pad(voicing, samples, loop.rng) for voicing in loop.voicings]
    for bar in range(loop.bars):
        _add(stem, chords[bar % len(chords)], bar * loop.bar)
        if bar % 8 in {5, 7}:
            high = [note + 12 for note in loop.voicing(bar)[2:]]
            _add(stem, instruments.pad(high, samples, loop.rng, partials=3), bar * loop.bar, 0.22)
    return stem


def _keys(loop: Loop) -> Sound:
    stem, known = _empty(loop), dict[tuple[int, int], Mono]()
    mood = loop.mood
    for bar in range(INTRO, loop.bars):
        growth = min(1.0, 0.7 + 0.1 * (bar - INTRO))
        for order, note in enumerate(_played(loop, bar)):
            key = tone(loop.voicing(bar), note.tone)
            late = mood.strum * (note.tone % 4) + loop.rng.normal(0, _LATE)
            pan = 0.5 * (-1 if order % 2 else 1) * min(1.0, abs(key - 58) / 14)
            at = loop.place(bar, note.step) + round(late * 48_000)
            _add(stem, _struck(loop, known, key, note.velocity * growth), at, 1.0, pan)
    return stem


def _played(loop: Loop, bar: int) -> Iterator[Note]:
    """The notes of the keys in a bar: some weak ones rest, and the last bar keeps only the strong ones."""
    for note in loop.mood.keys[bar % len(loop.mood.keys)]:
        weak = note.step not in loop.mood.strong
        rests = loop.rng.random() < loop.mood.gaps
        if not (weak and (rests or bar == loop.bars - 1)):
            yield note


def _melody(loop: Loop) -> Sound:
    """A phrase in every four bars but the third: then the keys are alone."""
    stem, known = _empty(loop), dict[tuple[int, int], Mono]()
    for bar in (bar for bar in range(INTRO, loop.bars) if bar // 4 % 4 != 2):
        for note in loop.mood.melody[bar % len(loop.mood.melody)]:
            if loop.rng.random() > 0.12:
                key = tone(loop.voicing(bar), note.tone) + loop.octave
                at = loop.place(bar, note.step) + round(loop.rng.normal(0.008, _LATE) * 48_000)
                _add(stem, _struck(loop, known, key, note.velocity), at, 1.0, 0.22)
    return stem


def _struck(loop: Loop, known: dict[tuple[int, int], Mono], key: int, velocity: float) -> Mono:
    """A piano key at a velocity; one recording for each key and tenth of velocity, as a sampler would."""
    touch = float(np.clip(velocity * (1 + loop.rng.normal(0, _TOUCH)), 0.15, 1.0))
    layer = (key, round(touch * 8))
    if layer not in known:
        known[layer] = instruments.felt_piano(key, layer[1] / 8, loop.rng)
    return known[layer]


def _bass(loop: Loop) -> Sound:
    stem = _empty(loop)
    for bar in range(INTRO, loop.bars):
        chord = loop.mood.chords[bar % len(loop.mood.chords)]
        note = bass_note(chord, loop.shift)
        if loop.mood.drums and bar >= loop.mood.drums_from:
            first = loop.place(bar, 10) - bar * loop.bar
            _add(stem, instruments.bass(note, first), bar * loop.bar)
            _add(stem, instruments.bass(note, loop.bar - first), bar * loop.bar + first, 0.75)
        else:
            _add(stem, instruments.bass(note, loop.bar), bar * loop.bar, 0.85)
    return stem


def _drums(loop: Loop) -> Sound:
    """The beat; it rests for half a bar before every ninth bar, and in the last one."""
    stem = _empty(loop)
    kit = _kit(loop)
    for bar in range(loop.mood.drums_from, loop.bars - 1):
        for drum, lines in loop.mood.drums.items():
            for step, sign in enumerate(lines[bar % len(lines)]):
                if sign != "." and (bar % 8 != 7 or step < STEPS // 2):
                    hit, gain, pan = kit[drum][int(loop.rng.integers(len(kit[drum])))]
                    touch = int(sign) / 9 * (1 + loop.rng.normal(0, _TOUCH))
                    late = round(loop.rng.normal(0, _LATE / 2) * 48_000)
                    _add(stem, hit, loop.place(bar, step) + late, gain * touch, pan)
    return stem


def _kit(loop: Loop) -> dict[Drum, list[tuple[Mono, float, float]]]:
    """For each drum what can be hit, its gain and its place."""
    rng = loop.rng
    return {
        Drum.KICK: [(instruments.kick(), 0.9, 0.0)],
        Drum.HEART: [(instruments.heart(), 0.8, 0.0)],
        Drum.SNARE: [(instruments.snare(rng), 0.5, -0.05) for _ in range(3)],
        Drum.HAT: [(instruments.hat(rng, length), 0.55, 0.25) for length in _HATS],
        Drum.TICK: [(instruments.tick(rng), 0.30, 0.35), (instruments.tick(rng), 0.26, 0.3)],
    }


def _dust(loop: Loop) -> Sound:
    samples = loop.bars * loop.bar
    return np.stack([instruments.crackle(loop.rng, samples), instruments.crackle(loop.rng, samples)])


def _add(stem: Sound, sound: Sound | Mono, at: int, gain: float = 1.0, pan: float = 0.0) -> None:
    """Lay a sound into a loop, round its end; a mono sound at `pan` from -1 (left) to 1 (right) at equal power."""
    length = stem.shape[1]
    at %= length
    count = min(sound.shape[-1], length)
    first = min(count, length - at)
    for channel, side in enumerate((-1, 1)):
        line = sound[channel] if sound.ndim == 2 else sound
        factor = np.float32(gain if sound.ndim == 2 else gain * np.sqrt(1 + side * pan))
        stem[channel, at : at + first] += factor * line[:first]
        stem[channel, : count - first] += factor * line[first:count]
