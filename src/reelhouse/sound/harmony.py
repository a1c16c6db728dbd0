"""Chords by their symbols, and voicings that move as little as possible from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_ROOTS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "b": -1, "#": 1}
#: Semitones above the root that make each kind of chord, four tones each.
_QUALITIES = {
    "": (0, 4, 7, 12),
    "m": (0, 3, 7, 12),
    "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10),
    "maj7": (0, 4, 7, 11),
    "add9": (0, 4, 7, 14),
    "m9": (0, 3, 10, 14),
    "maj9": (0, 4, 11, 14),
    "sus4": (0, 5, 7, 12),
    "sus2": (0, 2, 7, 12),
}
_SYMBOL = re.compile(r"([A-G])([b#]?)(.*)")

#: Four ascending MIDI notes.
Voicing = tuple[int, ...]
#: Where voicings lie, and the middle they are drawn to.
_LOWEST, _HIGHEST, _MIDDLE = 50, 74, 61
#: The lowest note of a bass line; an octave from here.
_BASS = 36


def root(symbol: str) -> int:
    """Pitch class of a chord's root, 0 for C."""
    name, accidental, _ = _split(symbol)
    return (_ROOTS[name] + _ACCIDENTALS[accidental]) % 12


def bass_note(symbol: str, shift: int) -> int:
    """The chord's root in the bass, `shift` semitones moved."""
    return _BASS + (root(symbol) + shift) % 12


def voice_lead(symbols: Iterable[str], shift: int) -> list[Voicing]:
    """A voicing for each chord in turn, each chosen for the shortest way from the one before."""
    voicings: list[Voicing] = []
    before: Voicing = (_MIDDLE - 6, _MIDDLE - 2, _MIDDLE + 2, _MIDDLE + 6)
    for symbol in symbols:
        before = min(_placements(symbol, shift), key=lambda voicing: _way(before, voicing))
        voicings.append(before)
    return voicings


def tone(voicing: Voicing, index: int) -> int:
    """The `index`-th tone of a chord counted upwards, running on into the next octave."""
    octave, place = divmod(index, len(voicing))
    return voicing[place] + 12 * octave


def _placements(symbol: str, shift: int) -> Iterator[Voicing]:
    """All close and open positions of a chord inside the range."""
    tones = [(root(symbol) + shift + step) % 12 for step in _QUALITIES[_split(symbol)[2]]]
    spread = list(dict.fromkeys(tones))
    for classes in (spread, sorted(spread)):
        for turn in range(len(classes)):
            order = (classes[turn:] + classes[:turn] + classes[turn : turn + 1])[:4]  # a triad doubles its lowest
            close = _upwards(order, _LOWEST + (order[0] - _LOWEST) % 12)
            opened = tuple(sorted((close[0], close[1] + 12, close[2], close[3])))
            yield from (voicing for voicing in _octaves(close, opened) if voicing[-1] <= _HIGHEST)


def _octaves(*voicings: Voicing) -> Iterator[Voicing]:
    for voicing in voicings:
        yield voicing
        yield tuple(note + 12 for note in voicing)


def _upwards(classes: Sequence[int], start: int) -> Voicing:
    notes = [start]
    for pitch in classes[1:]:
        notes.append(notes[-1] + ((pitch - notes[-1]) % 12 or 12))
    return tuple(notes)


def _way(before: Voicing, after: Voicing) -> float:
    """Semitones that all voices move, plus a pull to the middle so that a line never wanders off."""
    moved = sum(abs(one - other) for one, other in zip(before, after, strict=True))
    return moved + 0.6 * abs(sum(after) / len(after) - _MIDDLE)


def _split(symbol: str) -> tuple[str, str, str]:
    match = _SYMBOL.fullmatch(symbol)
    if match is None or match[3] not in _QUALITIES:
        msg = f"{symbol!r} is not a chord"
        raise ValueError(msg)
    return match[1], match[2], match[3]
