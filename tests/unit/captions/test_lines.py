"""Lines: width, limits, breaks."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.captions.lines import columns, limits_of, stands, widths, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("house", 5), ("дом", 3), ("집", 2), ("é", 1), ("e\u0301", 1), ("집 a", 4), ("！", 2)]
)
def test_full_width_letters_take_two_columns(text: str, width: int) -> None:
    assert columns(text) == width


@given(st.text(alphabet=st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=20))
def test_hangul_agrees_with_the_unicode_database(text: str) -> None:
    assert columns(text) == sum(2 if unicodedata.east_asian_width(char) == "W" else 1 for char in text)


def test_limits_depend_on_the_writing() -> None:
    assert (limits_of("en").columns, limits_of("en").speed) == (42, 17)
    assert (limits_of("ko").columns, limits_of("ko").speed) == (32, 24)


def test_a_short_text_stays_in_one_line() -> None:
    assert wrap(["sit", "down"], limits_of("en")) == "sit down"
    assert wrap(["x" * 80], limits_of("en")) == "x" * 80


def test_a_break_prefers_punctuation_and_avoids_weak_words() -> None:
    limits = limits_of("en")
    text = "I never knew the man, but everybody else seemed to know him"
    assert wrap(text.split(), limits).split("\n")[0].endswith("man,")
    text = "He came in. Everybody had been waiting for him all night"
    weak = {"for", "been"}.__contains__
    upper = wrap(text.split(), limits, weak).split("\n")[0]
    assert upper.split()[-1] not in {"for", "been"}


def test_lines_that_fit_stand() -> None:
    limits = limits_of("en")
    assert widths("ab\nc") == (2, 1)
    assert stands("a\nb", limits)
    assert not stands("a\nb\nc", limits)
    assert not stands("x" * 43, limits)
