"""Music beds: composed from a mood and a seed, played by the house band, looping without a seam."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np

from reelhouse.errors import UnknownName
from reelhouse.media.loudness import measure
from reelhouse.media.stop import check_stop
from reelhouse.media.wav import Sound, write_wav
from reelhouse.sound import mood_names
from reelhouse.sound.arrange import arrange
from reelhouse.sound.reverb import room
from reelhouse.sound.score import Mood
from reelhouse.sound.tone import Spectrum, closed, reverberate, rms, shape, tape, transform

#: Integrated loudness of a bed in LUFS.
LOUDNESS = -20.0
#: How many bars a bed may have: enough to enter, and no more than memory likes.
BARS = range(4, 65)
#: RMS of one instrument before its level.
_LEVEL = 0.1
#: Decibels that the low sound of a thin bed has less.
_THIN = -10.0


def compose_bed(mood: str, seed: int, bars: int, into: Path, *, thin: bool = False) -> int:
    """Write a music bed that loops: stereo, 48 kHz, 16 bits, `LOUDNESS`.

    Args:
        mood: A name of `mood_names()`.
        seed: Moves the key by up to three semitones, rests, touch and the melody's octave.
        bars: Its length, 4 to 64 bars; four and eight sound rounded.
        into: The WAV file to write.
        thin: Pad and keys alone, with little low sound: the same loop, beat for beat, so that a timeline can let the
            music drop where it matters.

    Returns:
        Its length in samples.

    Raises:
        UnknownName: There is no such mood.
        ValueError: Too few or too many bars.
    """
    if bars not in BARS:
        msg = f"a bed has {BARS.start} to {BARS.stop - 1} bars, not {bars}"
        raise ValueError(msg)
    score = load_mood(mood)
    sound = tape(_record(score, seed, bars, thin=thin), score.wow)
    sound *= np.float32(10 ** ((LOUDNESS - measure(sound)) / 20))
    return write_wav(into, closed(sound))


def load_mood(name: str) -> Mood:
    """The mood of that name.

    Raises:
        UnknownName: There is none.
    """
    if name not in mood_names():
        raise UnknownName("mood", name, mood_names())
    mood: Mood = import_module(f"reelhouse.sound.moods.{name}").MOOD
    return mood


def bar_of(mood: str) -> tuple[int, int]:
    """Samples in one bar of a mood, and the first bar in which everybody plays, counted from 0.

    Raises:
        UnknownName: There is no such mood.
    """
    score = load_mood(mood)
    return 4 * score.beat, score.drums_from


def _record(score: Mood, seed: int, bars: int, *, thin: bool) -> Sound:
    """All instruments at their levels, in their room, through the house's equaliser."""
    samples = 4 * score.beat * bars
    in_room, dry = np.zeros((2, samples), dtype=np.float32), np.zeros((2, samples), dtype=np.float32)
    for stem in arrange(score, seed, bars, thin=thin):
        check_stop()
        bus, heard = in_room if stem.in_room else dry, stem.sound
        heard *= np.float32(_LEVEL / max(rms(heard), 1e-6) * 10 ** (stem.level / 20))
        bus += heard
        del stem, heard  # before the next one is played
    response = room(score.room, np.random.default_rng([seed, *b"room"]))
    spectrum: Spectrum = reverberate(transform(in_room), response, samples, score.wet)
    del in_room
    spectrum += transform(dry)
    del dry
    balance = replace(score.balance, low=score.balance.low + _THIN) if thin else score.balance
    return shape(spectrum, samples, balance)
