from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import ContentError
from reelhouse.language.follow import follow
from reelhouse.model.speech import Word


def said(text: str, length: int = 100, gap: int = 10, start: int = 500) -> tuple[Word, ...]:
    words = text.split()
    return tuple(
        Word(text=word, start=start + i * (length + gap), end=start + i * (length + gap) + length)
        for i, word in enumerate(words)
    )


def test_words_that_agree_keep_their_times() -> None:
    spoken = said("Come alone, he said.")
    assert follow(['"Come', 'alone,"', "he", "said."], spoken) == tuple(
        Word(text=text, start=word.start, end=word.end)
        for text, word in zip(['"Come', 'alone,"', "he", "said."], spoken, strict=True)
    )


def test_an_amount_covers_what_was_said_for_it() -> None:
    spoken = said("she kept all four hundred twelve thousand dollars and left")
    words = follow(["she", "kept", "all", "$412,000", "and", "left"], spoken)
    assert [word.text for word in words] == ["she", "kept", "all", "$412,000", "and", "left"]
    assert (words[3].start, words[3].end) == (spoken[3].start, spoken[7].end)
    assert words[4].start == spoken[8].start


def test_several_words_for_several_share_by_weight() -> None:
    spoken = said("my mother-in-law sixty-two called")
    words = follow(["my", "MIL", "(62F)", "called"], spoken)
    assert (words[0].end, words[3].start) == (spoken[0].end, spoken[3].start)
    assert words[1].start == spoken[1].start
    assert words[2].end == spoken[2].end
    assert words[1].end == words[2].start


def test_a_mark_of_its_own_takes_time_from_its_neighbour() -> None:
    spoken = said("wait no")
    words = follow(["wait", "—", "no"], spoken)
    assert words[2] == Word(text="no", start=spoken[1].start, end=spoken[1].end)
    assert words[0].end == words[1].start
    assert words[1].end == spoken[0].end
    assert words[1].end - words[1].start < words[0].end - words[0].start


def test_a_mark_at_the_start_shares_with_what_follows() -> None:
    words = follow(["—", "wait"], said("wait"))
    assert words[0].start == 500
    assert words[1].end == 600


def test_words_that_nobody_wrote_belong_to_the_one_before() -> None:
    spoken = said("yes I know it")
    words = follow(["yes", "it"], spoken)
    assert (words[0].start, words[0].end) == (spoken[0].start, spoken[2].end)


def test_masked_and_accented_words_find_their_place() -> None:
    spoken = said("oh crap the cafe burned")
    words = follow(["oh", "s***", "the", "café", "burned"], spoken)
    assert [word.start for word in words] == [word.start for word in spoken]


def test_nothing_shown_needs_nothing() -> None:
    assert follow([], said("hello")) == ()


@pytest.mark.parametrize("spoken", [(), (Word(text="a", start=3, end=4),)])
def test_no_time_for_the_words_is_an_error(spoken: tuple[Word, ...]) -> None:
    with pytest.raises(ContentError, match="no time was spoken"):
        follow(["two", "words"], spoken)


TOKENS = st.sampled_from(
    ["the", "28F", "$3,500", "sh*t", "house", "—", "MIL", "I", "don't", "café", "twenty-eight", "?"]
)


@st.composite
def spoken_words(draw: st.DrawFn) -> tuple[Word, ...]:
    at, words = draw(st.integers(0, 50)), []
    for text in draw(st.lists(TOKENS, min_size=1, max_size=12)):
        at += draw(st.integers(0, 40))
        end = at + draw(st.integers(1, 60))
        words.append(Word(text=text, start=at, end=end))
        at = end
    return tuple(words)


@given(st.lists(TOKENS, min_size=1, max_size=12), spoken_words())
def test_every_word_gets_its_time_in_order(shown: list[str], spoken: tuple[Word, ...]) -> None:
    if spoken[-1].end - spoken[0].start < len(shown):
        with pytest.raises(ContentError):
            follow(shown, spoken)
        return
    words = follow(shown, spoken)
    assert [word.text for word in words] == shown
    assert words[0].start == spoken[0].start
    assert words[-1].end == spoken[-1].end
    assert all(word.end > word.start for word in words)
    assert all(left.end <= right.start for left, right in pairwise(words))


@given(spoken_words())
def test_a_line_shown_as_it_is_spoken_keeps_every_time(spoken: tuple[Word, ...]) -> None:
    assert follow([word.text for word in spoken], spoken) == spoken
