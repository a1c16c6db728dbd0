"""A mood as data: what the band plays. One file in `moods/` each, ending in `MOOD = ...`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

#: Steps in one bar.
STEPS = 16


@dataclass(frozen=True)
class Note:
    """One key: the sixteenth it falls on, which tone of the chord (4 is the lowest an octave up), how hard (0 to 1)."""

    step: int
    tone: int
    velocity: float


#: What one instrument plays in one bar.
Bar = tuple[Note, ...]


def bar(*notes: tuple[int, int, float]) -> Bar:
    """A bar from (step, tone, velocity)."""
    return tuple(Note(*note) for note in notes)


class Drum(StrEnum):
    """What can be hit."""

    KICK = "kick"
    HEART = "heart"
    SNARE = "snare"
    HAT = "hat"
    TICK = "tick"


@dataclass(frozen=True)
class Balance:
    """Share of all power that a band should have, in decibels: under 120, 500-2000, 2000-5000, above 5000 Hz."""

    low: float
    middle: float
    presence: float
    air: float


@dataclass(frozen=True)
class Mood:
    """Eight bars of music and how they are played.

    `beat` is in samples and has only small prime factors, so that whole loops are quick to transform.
    Keys and melodies are lists of bars played in turn; a drum bar is 16 signs, `.` or a velocity from 1 to 9.
    Levels are decibels; `swing` is by how much of a step the off-beats come late.
    """

    name: str
    beat: int
    chords: tuple[str, ...]
    keys: tuple[Bar, ...]
    melody: tuple[Bar, ...]
    balance: Balance
    drums: dict[Drum, tuple[str, ...]] = field(default_factory=dict)
    #: The bar in which drums join, counted from 0.
    drums_from: int = 4
    pad_level: float = 0.0
    keys_level: float = 0.0
    melody_level: float = 0.0
    bass_level: float = 0.0
    drum_level: float = 0.0
    #: Chance that a key on a weak step rests.
    gaps: float = 0.15
    #: Steps that are never left out.
    strong: tuple[int, ...] = (0, 8)
    swing: float = 0.0
    #: Seconds by which a chord on the keys is spread, note by note.
    strum: float = 0.0
    #: Seconds of reverberation and its level.
    room: float = 2.0
    wet: float = -10.0
    #: Cents by which the tape runs unevenly.
    wow: float = 2.0
    #: Whether the record is dusty.
    dust: bool = False
