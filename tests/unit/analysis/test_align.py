from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from reelhouse.analysis.align import Reference, align
from reelhouse.errors import BadNarration
from reelhouse.model.speech import Timing, Word

Lines = dict[str, Any]

#: A word that no pronouncing dictionary has.
UNKNOWN = "Xqzzyt"


def start_errors(found: tuple[Word, ...], truth: tuple[Word, ...]) -> list[float]:
    """Milliseconds between the starts."""
    return [abs(one.start - other.start) / 48 for one, other in zip(found, truth, strict=True)]


def in_order(words: tuple[Word, ...]) -> bool:
    return all(before.end <= after.start for before, after in pairwise(words))


@pytest.mark.parametrize("ref", ["piper:en_US-joe", "espeak:en-us", "espeak:en-us+f2"])
def test_english_is_recognised(lines: Lines, ref: str) -> None:
    errors = []
    for line, reading in zip(lines[ref], lines["espeak:en-us+f2"], strict=True):
        words, timing = align(line.path, line.words, "en", Reference(reading.path, reading.utterance.words))
        assert timing is Timing.ALIGNED
        assert tuple(word.text for word in words) == line.words
        assert in_order(words)
        assert words[-1].end <= line.utterance.samples
        errors += start_errors(words, line.utterance.words)
    assert np.median(errors) <= 25
    assert np.percentile(errors, 95) <= 90


@pytest.mark.parametrize(
    ("ref", "other", "language"),
    [
        ("piper:en_US-joe", "espeak:en-us", "xx"),
        ("espeak:en-us", "piper:en_US-joe", "xx"),
        ("espeak:ru", "espeak:ru+f2", "ru"),
    ],
)
def test_another_reading_is_stretched_onto_the_sound(lines: Lines, ref: str, other: str, language: str) -> None:
    errors = []
    for line, reading in zip(lines[ref], lines[other], strict=True):
        reference = Reference(reading.path, reading.utterance.words)
        words, timing = align(line.path, line.words, language, reference)
        assert timing is Timing.ALIGNED
        assert in_order(words)
        errors += start_errors(words, line.utterance.words)
    assert np.median(errors) <= 30
    assert np.percentile(errors, 95) <= 120


def test_a_word_that_the_recogniser_does_not_know_goes_to_the_next_method(lines: Lines) -> None:
    line, reading = lines["piper:en_US-joe"][0], lines["espeak:en-us"][0]
    words = (UNKNOWN, *line.words[1:])
    found, timing = align(line.path, words, "en", Reference(reading.path, reading.utterance.words))
    assert timing is Timing.ALIGNED
    assert found[0].text == UNKNOWN
    assert align(line.path, words, "en")[1] is Timing.ESTIMATED


def test_a_reading_of_another_length_is_no_help(lines: Lines) -> None:
    line, reading = lines["espeak:ru"][0], lines["espeak:ru+f2"][1]
    assert (
        align(line.path, line.words, "ru", Reference(reading.path, reading.utterance.words[:-1]))[1] is Timing.ESTIMATED
    )


def test_a_sound_that_cannot_hold_the_words_is_refused(lines: Lines, changed: Callable[..., Path]) -> None:
    line = lines["espeak:ru"][0]
    short = changed(line, lambda sound: sound[:4800])
    with pytest.raises(BadNarration, match="11 words"):
        align(short, line.words, "ru")


def test_a_sound_that_barely_holds_them_still_gives_each_a_time(lines: Lines, changed: Callable[..., Path]) -> None:
    line, reading = lines["espeak:ru"][0], lines["espeak:ru+f2"][0]
    short = changed(line, lambda sound: sound[:12_000])
    for reference in (None, Reference(reading.path, reading.utterance.words)):
        words, _ = align(short, line.words, "ru", reference)
        assert in_order(words)
        assert words[-1].end <= 12_000
