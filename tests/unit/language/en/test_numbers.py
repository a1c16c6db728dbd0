from __future__ import annotations

import pytest

from reelhouse.language.en.numbers import cardinal, digits, number, ordinal, plural, year


def test_words_of_numbers_have_neither_commas_nor_and() -> None:
    assert cardinal(1_234_567) == "one million two hundred thirty-four thousand five hundred sixty-seven"
    assert ordinal(21) == "twenty-first"
    assert (year(1999), year(2005), year(2010), year(1905)) == (
        "nineteen ninety-nine",
        "two thousand five",
        "twenty ten",
        "nineteen oh-five",
    )


@pytest.mark.parametrize(
    ("words", "several"), [("sixty", "sixties"), ("two thousand", "two thousands"), ("six", "sixes")]
)
def test_plural(words: str, several: str) -> None:
    assert plural(words) == several


def test_digits_and_decimals() -> None:
    assert digits("5-0 7") == "five zero seven"
    assert number("1,000.50") == "one thousand point five zero"
    assert number("0") == "zero"
    assert number("") == "zero"
    assert number("042") == "zero four two"
