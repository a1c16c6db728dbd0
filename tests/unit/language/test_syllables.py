from __future__ import annotations

import pytest

from reelhouse.language import Language
from reelhouse.language.syllables import syllables, weight

COUNTS = {
    1: "the house makes loved years hour fire don't can't she's queue league bridge clothes breathe called I",
    2: "sister lawyer people table tables wanted boxes horses quiet poem trial every little settled rhythm didn't",
    3: "grandmother idea video curious area family everything beautiful influence continue signature envelope",
    4: "usually situation reality cooperate inheritance variety society experience",
}


@pytest.mark.parametrize(("count", "words"), COUNTS.items())
def test_syllables_of_common_words(count: int, words: str, english: Language) -> None:
    assert {word: syllables(word, english) for word in words.split()} == dict.fromkeys(words.split(), count)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("...", 0),
        ("28", 0),
        ("twenty-eight", 3),
        ("F-B-I", 3),
        ("mother-in-law", 4),
        ("hmm", 1),
        ("Don’t!", 1),
    ],
)
def test_syllables_of_anything(text: str, count: int, english: Language) -> None:
    assert syllables(text, english) == count


def test_weight_counts_syllables_consonants_and_the_word(english: Language) -> None:
    assert weight("a", english) == pytest.approx(1.12)
    assert weight("strengths", english) == pytest.approx(1 + 8 * 0.38 + 0.12)
    assert weight("—", english) == pytest.approx(0.12)
