from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language.tables import alternatives, read_lines, read_words


def test_words_are_read_without_comments() -> None:
    assert "a" in read_words("en", "weak.txt")
    assert "#" not in read_words("en", "weak.txt")


def test_lines_are_read_in_order_and_a_list_that_is_not_there_is_empty() -> None:
    decoys = read_lines("en", "decoys.txt")
    assert [len(line) for line in decoys] == sorted(len(line) for line in decoys)
    assert len(decoys) >= 8
    assert not any(line.startswith("#") for line in decoys)
    assert read_lines("xx", "decoys.txt") == ()


@given(st.lists(st.text(alphabet="ab.*/", min_size=1, max_size=4), min_size=1, max_size=8))
def test_alternatives_match_exactly_the_words(words: list[str]) -> None:
    pattern = re.compile(alternatives(words))
    assert all(pattern.fullmatch(word) for word in words)
    longest = max(words, key=len)
    match = pattern.match(longest)
    assert match
    assert match[0] == longest
    assert not pattern.fullmatch("c")
