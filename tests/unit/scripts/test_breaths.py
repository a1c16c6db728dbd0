from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language import Language, open_language
from reelhouse.scripts.breaths import breaths, divide

LONG = (
    "When my sister called me from the airport at five in the morning, I already knew that she had sold the old house "
    "and was never coming back."
)


def test_a_short_sentence_is_one_breath(english: Language) -> None:
    (breath,) = breaths("He paid $5.", english, "soften")
    assert (breath.text, breath.shown) == ("He paid five dollars.", "He paid $5.")


def test_a_long_one_is_divided_at_its_comma(english: Language) -> None:
    first, second = breaths(LONG, english, "soften")
    assert first.shown.endswith("morning,")
    assert first.text.endswith("morning,")
    assert second.shown.startswith("I already")


def test_without_a_comma_it_is_divided_before_a_conjunction(english: Language) -> None:
    sentence = LONG.replace(",", "").replace("I already knew", "because everybody in town knew")
    pieces = divide(sentence, english)
    assert pieces[1].startswith("because")
    assert breaths(sentence, english, "soften")[0].text.endswith(",")


def test_a_date_and_a_bracket_are_not_torn(english: Language) -> None:
    sentence = " ".join(["word"] * 9 + ["Nov", "21,", "2024", "(one, two, three)"] + ["word"] * 9)
    assert not any(piece.endswith(("21,", "one,", "two,")) for piece in divide(sentence, english))


def test_a_piece_with_nothing_to_say_is_not_made(english: Language) -> None:
    sentence = " ".join(["🎉"] * 12 + ["word"] * 12)
    assert len(breaths(sentence, english, "soften")) == 1


@given(
    st.lists(st.sampled_from(["and", "the", "house,", "he", "left", "because", "(so", "5", "of", "you;"]), max_size=70)
)
def test_no_word_is_lost_and_no_piece_is_long(words: list[str]) -> None:
    pieces = divide(" ".join(words), open_language("en"))
    assert " ".join(pieces).split() == words
    assert all(len(piece.split()) <= 20 for piece in pieces)


@pytest.mark.parametrize("policy", ["keep", "soften"])
def test_the_policy_reaches_every_piece(policy: str, english: Language) -> None:
    text = breaths(f"{LONG} fuck", english, policy)[-1].text
    assert ("fuck" in text) is (policy == "keep")
