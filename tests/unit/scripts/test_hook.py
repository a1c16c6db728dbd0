from __future__ import annotations

import pytest

from reelhouse.language import Language
from reelhouse.scripts.hook import calm_title, find_hook
from reelhouse.scripts.sentence import read_sentences

BODY = (
    "It was a normal day. We had soup. My sister secretly sold my car for $500. I was quiet. The end came.\n\n"
    "Then the police came and I was arrested for stealing my own house."
)


def hook(title: str, english: Language, body: str = BODY) -> str:
    return find_hook(title, read_sentences(body, english, "soften"), english)


def test_a_good_title_is_its_own_hook(english: Language) -> None:
    assert hook("AITA for **this** (28F)? 🎉", english) == "AITA for this (28F)?"


def test_a_missing_or_endless_title_is_replaced_by_a_strong_sentence(english: Language) -> None:
    assert hook("", english) == "My sister secretly sold my car for $500."
    assert hook("long " * 30, english) == "My sister secretly sold my car for $500."
    assert hook(":D", english) == "My sister secretly sold my car for $500."
    assert hook("🎉", english) == "My sister secretly sold my car for $500."


def test_the_end_is_not_given_away(english: Language) -> None:
    assert "arrested" not in hook("", english)


def test_a_single_sentence_is_all_there_is(english: Language) -> None:
    assert hook("", english, "My cat is blue now.") == "My cat is blue now."
    endless = hook("", english, "word " * 60)
    assert len(endless) <= english.longest_title
    assert endless.endswith("…")
    assert hook("much too long a title " * 6, english, "word " * 60).startswith("much too long")


@pytest.mark.parametrize(
    ("shouted", "calm"),
    [
        ("MY SISTER SOLD THE HOUSE AND I'M DONE", "My sister sold the house and I'm done"),
        ("THE FBI CAME. WHY ME?", "The FBI came. Why me?"),
        ("AITA FOR TELLING MY MIL NO", "AITA for telling my MIL no"),
        ("I WON A CAR", "I won a car"),
        ("My sister SOLD it", "My sister SOLD it"),
        ("OMG", "OMG"),
        ("", ""),
    ],
)
def test_titles_are_calmed(shouted: str, calm: str, english: Language) -> None:
    assert calm_title(shouted, english) == calm
