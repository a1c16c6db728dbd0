from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from reelhouse.analysis.hearing import RATE, hear
from reelhouse.analysis.proportional import shared

Lines = dict[str, Any]


@pytest.mark.parametrize(
    ("ref", "language"),
    [("piper:en_US-joe", "en"), ("espeak:en-us", "en-US"), ("espeak:ru", "ru"), ("espeak:ru+f2", "ru")],
)
def test_the_text_alone_finds_the_words(lines: Lines, ref: str, language: str) -> None:
    errors = []
    for line in lines[ref]:
        spans = shared(hear(line.path), line.words, language)
        assert len(spans) == len(line.words)
        assert all(before[0] < after[0] for before, after in pairwise(spans))
        errors += [abs(span[0] / 16 - word.start / 48) for span, word in zip(spans, line.utterance.words, strict=True)]
    assert np.median(errors) <= 60


def test_a_pause_divides_where_the_text_does(lines: Lines) -> None:
    line = next(line for line in lines["piper:en_US-joe"] if ";" in line.text)
    number = next(number for number, word in enumerate(line.words) if word.endswith(";")) + 1
    spans = shared(hear(line.path), line.words, "en")
    assert abs(spans[number][0] / 16 - line.utterance.words[number].start / 48) <= 60


def test_more_pauses_than_words_are_no_trouble() -> None:
    time = np.arange(2 * RATE) / RATE
    stutter = np.sin(2 * np.pi * 300 * time) * (time % 0.4 < 0.2)
    spans = shared(stutter, ["two", "words"], "en")
    assert spans[0][1] <= spans[1][0] < spans[1][1] <= len(stutter)


def test_silence_is_shared_as_well() -> None:
    assert len(shared(np.zeros(RATE), ["one", "two", "three"], "en")) == 3
