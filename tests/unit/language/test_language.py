from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from reelhouse.errors import UnknownName
from reelhouse.language import Language, language_codes, open_language


def test_english_is_here() -> None:
    assert "en" in language_codes()
    assert "stopwords" not in language_codes()


def test_a_language_is_opened_once_and_frozen(english: Language) -> None:
    assert open_language("en") is english
    assert hash(english) == hash(open_language("en"))
    with pytest.raises(FrozenInstanceError):
        english.code = "ru"  # type: ignore[misc] # that it cannot be done is the point


def test_an_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="no language 'xx'") as caught:
        open_language("xx")
    assert "en" in caught.value.known
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("code", ["../en", "en/../en", "", "EN"])
def test_a_code_is_never_a_path(code: str) -> None:
    with pytest.raises(UnknownName):
        open_language(code)


def test_word_lists_are_lower_case_and_filled(english: Language) -> None:
    for words in (english.abbreviations, english.weak, english.stop, english.conjunctions, english.hooks):
        assert len(words) > 10
        assert all(word == word.lower() for word in words)
    assert english.closing <= english.abbreviations
    assert all(word == word.lower() for word in english.profanity)


def test_our_own_phrases_fit_their_cards(english: Language) -> None:
    for name in ("question", "verdict", "your_turn"):
        assert 1 <= len(english.phrases[name].split()) <= 4
    assert english.phrases["part_of"].format(n=1, m=2) == "Part 1 of 2"
