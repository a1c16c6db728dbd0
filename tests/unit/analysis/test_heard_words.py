"""Word times against the sound itself: words with silence around them, whose starts and ends can be measured."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.analysis.align import Reference, align
from reelhouse.media.wav import read_wav
from reelhouse.model.speech import Timing, Utterance, Word
from reelhouse.voices.base import find_voice
from reelhouse.voices.speak import speak_line

#: Words without hisses and stops, which have silence inside; each is a sentence, so that a pause follows.
TEXT = "Moon. Lemon. Yellow. Norway. Window. Manual. Memory. Mirror. Woman. Money. Rainbow. Alarm."
ENGINES = ("piper:en_US-joe", "espeak:en-us")
#: Samples in a step of 5 ms; decibels under the loudest step that are still the word; steps of silence between words.
STEP, UNDER, APART = 240, 30.0, 12

Takes = dict[str, tuple[Path, Utterance]]


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Takes:
    folder = tmp_path_factory.mktemp("words")
    made: Takes = {}
    for ref in ENGINES:
        engine, voice = find_voice(ref)
        with engine.open(voice) as session:
            path = folder / f"{ref.replace(':', '-')}.wav"
            made[ref] = path, speak_line(session, TEXT, voice.language, path)
    return made


def heard(path: Path) -> list[tuple[int, int]]:
    """Where each word begins and ends, in samples, by energy alone."""
    (sound,) = read_wav(path)
    steps = sound[: len(sound) // STEP * STEP].reshape(-1, STEP).astype(np.float64)
    level = 10 * np.log10((steps**2).mean(axis=1) + 1e-12)
    loud = np.flatnonzero(level > level.max() - UNDER)
    cuts = np.flatnonzero(np.diff(loud) > APART) + 1
    return [(int(part[0]) * STEP, (int(part[-1]) + 1) * STEP) for part in np.split(loud, cuts)]


def errors(words: tuple[Word, ...], path: Path) -> tuple[list[float], list[float]]:
    """Milliseconds by which starts and ends are off."""
    truth = heard(path)
    assert len(truth) == len(words)
    starts = [abs(word.start - start) / 48 for word, (start, _) in zip(words, truth, strict=True)]
    return starts, [abs(word.end - end) / 48 for word, (_, end) in zip(words, truth, strict=True)]


@pytest.mark.parametrize(("ref", "latest"), [("piper:en_US-joe", 40), ("espeak:en-us", 20)])
def test_exact_times_are_those_of_the_sound(takes: Takes, ref: str, latest: float) -> None:
    """Every start within 20 ms; ends too, but where a recorded voice dies away and nobody can say when it ends."""
    path, utterance = takes[ref]
    assert utterance.timing is Timing.EXACT
    starts, ends = errors(utterance.words, path)
    assert max(starts) <= 20
    assert np.median(ends) <= 20
    assert max(ends) <= latest


@pytest.mark.parametrize(("ref", "other"), [ENGINES, ENGINES[::-1]])
def test_aligned_times_are_near_the_sound(takes: Takes, ref: str, other: str) -> None:
    (path, spoken), (reading, read) = takes[ref], takes[other]
    words, timing = align(path, [word.text for word in spoken.words], "en", Reference(reading, read.words))
    assert timing is Timing.ALIGNED
    starts, ends = errors(words, path)
    assert np.median(starts) <= 60
    assert np.median(ends) <= 60


def test_times_that_are_off_are_found(takes: Takes) -> None:
    """The measure itself: words that come 50 ms late are seen to come late."""
    path, utterance = takes[ENGINES[1]]
    starts, ends = errors(tuple(word.shifted(2400) for word in utterance.words), path)
    assert min(*starts, *ends) > 30
