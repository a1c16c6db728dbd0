from __future__ import annotations

import pytest

from reelhouse.language import Language
from reelhouse.language.detect import (
    foreign_share,
    foreign_word,
    is_right_to_left,
    other_language,
    script_of,
    script_shares,
)

ENGLISH = "My sister sold the house and she never told me about it until the lawyer called."
SPANISH = "Mi hermana vendió la casa de mi abuela y no me dijo nada. Yo no sabía que había un testamento."
FRENCH = "Ma sœur a vendu la maison de notre grand-mère et elle ne nous a pas dit que le notaire était là."
GERMAN = "Meine Schwester hat das Haus verkauft und sie hat mir nicht gesagt, dass es ein Testament ist."


@pytest.mark.parametrize(
    ("letter", "script"),
    [
        ("a", "Latin"), ("é", "Latin"), ("ș", "Latin"), ("я", "Cyrillic"), ("λ", "Greek"), ("한", "Hangul"),
        ("ㅋ", "Hangul"), ("漢", "Han"), ("か", "Kana"), ("ع", "Arabic"), ("א", "Hebrew"), ("ﻌ", "Arabic"),
        ("ก", "Thai"), ("ह", "Devanagari"), ("𠀀", "Han"), ("ａ", "Latin"),
    ],
)  # fmt: skip
def test_scripts_of_letters(letter: str, script: str) -> None:
    assert script_of(letter) == script


def test_shares_count_letters_only() -> None:
    assert script_shares("ab яя 12 !") == {"Latin": 0.5, "Cyrillic": 0.5}
    assert list(script_shares("a яяя")) == ["Cyrillic", "Latin"]
    assert script_shares("12 🎉") == {}


def test_direction() -> None:
    assert is_right_to_left("ذهبت إلى البيت and left")
    assert is_right_to_left("שלום עולם")
    assert not is_right_to_left("He said שלום and left the house")
    assert not is_right_to_left("")


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, None), (SPANISH, "es"), (FRENCH, "fr"), (GERMAN, "de")])
def test_other_languages_of_the_same_script(text: str, code: str | None, english: Language) -> None:
    assert other_language(text, english) == code


def test_a_few_words_say_nothing(english: Language) -> None:
    assert other_language("Mi casa es su casa.", english) is None


def test_words_in_another_script_are_foreign(english: Language) -> None:
    assert foreign_word("Привет!", english)
    assert foreign_word("naïvя", english)
    assert not foreign_word("naïve", english)
    assert not foreign_word("12—", english)


def test_the_foreign_share_is_judged_by_sentences(english: Language) -> None:
    assert foreign_share(ENGLISH, english) == 0
    assert foreign_share("12 🎉", english) == 0
    assert foreign_share(SPANISH, english) > 0.9
    assert 0.3 < foreign_share(f"{ENGLISH}\n{SPANISH}", english) < 0.7
    assert 0.05 < foreign_share(f"{ENGLISH} He said привет to me.", english) < 0.2
