from __future__ import annotations

import pytest

from reelhouse.errors import ContentError
from reelhouse.language.spoken import found_words, words_of


def test_words_keep_their_punctuation_and_lone_marks_are_none() -> None:
    assert words_of("“No,” she said — 28 times … it's well-known.") == (
        *("“No,”", "she", "said", "28", "times", "it's", "well-known."),
    )


def test_words_know_their_places() -> None:
    assert [(match.start(), match.end()) for match in found_words("a — bc")] == [(0, 1), (4, 6)]


@pytest.mark.parametrize("text", ["", " ", "...", "— _ !", "🙂"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(ContentError, match="no words"):
        words_of(text)
