from __future__ import annotations

import pytest

from reelhouse.language.length import length_of, syllables_of


def test_english_counts_its_syllables_whatever_the_country() -> None:
    assert syllables_of("My sister knew everything.", "en-US") == syllables_of("My sister knew everything.", "en") == 7
    assert length_of("of", "en") < length_of("everything", "en_GB") / 3


@pytest.mark.parametrize(("word", "syllables"), [("влюблённым", 4), ("в", 1), ("안녕하세요", 2)])
def test_other_languages_are_estimated_by_their_letters(word: str, syllables: int) -> None:
    assert syllables_of(word, "xx") == pytest.approx(syllables, abs=1)
    assert length_of(word, "xx") > 0


def test_nothing_takes_a_little_time_as_well() -> None:
    assert length_of("—", "xx") == length_of("", "xx") == 0.1
