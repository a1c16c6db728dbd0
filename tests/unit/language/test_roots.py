"""Roots: a text and a file's name mean the same thing in other endings."""

import pytest

from reelhouse.language.language import open_language
from reelhouse.language.roots import root_of, roots_of, words_of


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "doors", "door"),
        ("en", "parties", "party"),
        ("en", "running", "run"),
        ("en", "kitchen's", "kitchen"),
        ("ru", "дверью", "дверь"),
        ("ru", "собаками", "собака"),
        ("es", "puertas", "puerta"),
        ("es", "café", "cafe"),
        ("ro", "ușile", "uși"),
        ("ko", "고양이를", "고양이"),
    ],
)
def test_words_that_mean_the_same_share_a_root(code: str, one: str, other: str) -> None:
    language = open_language(code)
    found = root_of(one, language)
    assert found
    assert found == root_of(other, language)


def test_words_that_mean_something_else_do_not() -> None:
    language = open_language("en")
    assert len({root_of(word, language) for word in ("door", "dog", "party", "part", "city", "cat")}) == 6


def test_words_without_a_meaning_of_their_own_have_no_root() -> None:
    assert roots_of("The was of a IN", open_language("en")) == frozenset()


def test_names_of_files_are_taken_apart() -> None:
    assert words_of("IMG_2031-oldBlueDoor (2).night") == ["img", "old", "blue", "door", "night"]
