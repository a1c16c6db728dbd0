from __future__ import annotations

from dataclasses import replace

import pytest

from reelhouse.language import Language
from reelhouse.scripts.sentence import read_sentences, seconds


def test_sentences_know_their_paragraph_quotation_and_turn(english: Language) -> None:
    body = 'He said: "I know. It was you." Then he left.\n\nBut why?\n\n🎉\n\n“One. Two.” three.'
    sentences = read_sentences(body, english, "soften")
    assert [sentence.shown for sentence in sentences] == [
        "He said: “I know.", "It was you.”", "Then he left.", "But why?", "“One.", "Two.” three.",
    ]  # fmt: skip
    assert [sentence.quoting for sentence in sentences] == [True, False, False, False, True, False]
    assert [sentence.ends_paragraph for sentence in sentences] == [False, False, True, True, False, True]
    assert [sentence.turns for sentence in sentences] == [False, False, True, True, False, False]


def test_an_unclosed_quotation_ends_with_its_paragraph(english: Language) -> None:
    sentences = read_sentences('"One. Two.\n\nThree. Four.', english, "soften")
    assert [sentence.quoting for sentence in sentences] == [True, False, False, False]


def test_seconds_follow_the_speed_of_the_language(english: Language) -> None:
    sentences = read_sentences("The house was sold. " * 10 + "\n\nYes.", english, "soften")
    slow, quick = (seconds(sentences, replace(english, words_per_minute=speed)) for speed in (150, 300))
    pauses = 2 * 0.20
    assert slow - pauses == pytest.approx(2 * (quick - pauses))
    assert seconds([], english) == 0
