"""Strong words of a title."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language.language import open_language
from reelhouse.pictures.headline import MOST, headline

ENGLISH = open_language("en")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("My sister sold our grandmother’s house. She did not know.", "SISTER SOLD OUR GRANDMOTHER’S HOUSE"),
        ("I quit.", "I QUIT"),
        ("AITA for not telling my wife that I won the lottery?", "NOT TELLING MY WIFE"),
        ("", ""),
        ("...", ""),
    ],
)
def test_the_best_run_of_words(title: str, words: str) -> None:
    assert " ".join(headline(title, ENGLISH).words) == words


def test_the_last_word_is_the_accent() -> None:
    assert (
        headline("She found a second will in the attic", ENGLISH).accent
        == len(headline("She found a second will in the attic", ENGLISH).words) - 1
    )


@given(st.text(max_size=80))
def test_it_takes_few_words_and_invents_none(title: str) -> None:
    found = headline(title, ENGLISH)
    assert len(found.words) <= MOST
    assert all(word in title.upper() for word in found.words)
