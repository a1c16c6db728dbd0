"""Calm cues."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelhouse.captions.cues import SHORTEST, calm_cues
from reelhouse.captions.lines import limits_of, widths
from reelhouse.model.captions import Cue
from reelhouse.model.speech import Word
from reelhouse.model.time import Rate

MS = 48
STORY = (
    "My sister sold our grandmother's house. She did not know about the second will. "
    "The lawyer called me at nine in the morning, and he asked whether I was sitting down. "
    "No. I was in the middle of the street, in the rain, with two bags of groceries and a dog."
)


def spoken(text: str, letter: int = 70, stop: int = 350) -> list[Word]:
    words, at = [], 500
    for token in text.split():
        length = letter * len(token)
        words.append(Word(text=token, start=at * MS, end=(at + length) * MS))
        at += length + (stop if token[-1] in ".?!" else 0)
    return words


def words_of(cues: tuple[Cue, ...]) -> list[str]:
    return [token for cue in cues for token in cue.text.split()]


def test_a_story_becomes_whole_clauses() -> None:
    words = spoken(STORY)
    cues = calm_cues(words, "en")
    assert words_of(cues) == STORY.split()
    starts = {word.start: word.text for word in words}
    assert [starts[cue.start] for cue in cues] == [cue.text.split()[0] for cue in cues]
    ends = [cue.text[-1] for cue in cues]
    assert all(end in ".," for end in ends), [cue.text for cue in cues]
    assert all(max(widths(cue.text)) <= 42 and len(widths(cue.text)) <= 2 for cue in cues)


def test_small_gaps_are_closed_to_two_frames_of_the_rate() -> None:
    for rate in (24, 30, 60):
        cues = calm_cues(spoken(STORY), "en", rate=Rate(num=rate))
        gaps = {following.start - cue.end for cue, following in pairwise(cues)}
        assert min(gaps) == 2 * 48_000 // rate


def test_a_long_silence_is_left_between_cues() -> None:
    one, other = calm_cues(spoken("I left him. He came back.", stop=4000), "en")
    assert other.start - one.end > 2000 * MS


def test_a_title_without_a_full_stop_does_not_run_into_the_story() -> None:
    words = spoken("The key still fit I tried it once.")
    assert len(calm_cues(words, "en")) == 1
    assert [cue.text for cue in calm_cues(words, "en", borders={4})] == ["The key still fit", "I tried it once."]


@given(st.sets(st.integers(0, len(STORY.split()) - 1)))
def test_every_border_begins_a_cue_and_no_word_is_lost(borders: set[int]) -> None:
    words = spoken(STORY)
    cues = calm_cues(words, "en", borders=borders)
    assert words_of(cues) == STORY.split()
    assert {words[at].start for at in borders} <= {cue.start for cue in cues}


def test_the_last_cue_ends_with_the_programme() -> None:
    words = spoken("I left.")
    (cue,) = calm_cues(words, "en")
    assert cue.end - cue.start >= SHORTEST
    (cut,) = calm_cues(words, "en", until=words[-1].end)
    assert cut.end == words[-1].end


def test_a_silence_divides_a_sentence() -> None:
    words = [Word(text="I", start=0, end=9600), Word(text="know", start=9600, end=24000)]
    words += [word.shifted(2000 * MS) for word in spoken("who did it")]
    assert [cue.text for cue in calm_cues(words, "en")] == ["I know", "who did it"]


def test_hangul_lines_hold_sixteen_letters() -> None:
    cues = calm_cues(spoken("그 집은 아무도 두번째 유언장을 알기 전에 팔렸다 그리고 아무도 말하지 않았다.", 200), "ko")
    assert len(cues) > 1
    assert all(max(widths(cue.text)) <= limits_of("ko").columns for cue in cues)


def test_neither_cues_nor_lines_end_with_a_weak_word_where_they_need_not() -> None:
    text = "she put every photograph she had of the grandmother into a very small box under the bed of the guest room"
    lines = [line.split()[-1] for cue in calm_cues(spoken(text), "en") for line in cue.text.split("\n")]
    assert lines == ["photograph", "grandmother", "box", "room"]
    # The same cut without word lists ends its first cue with "and".
    text = "the under a and and put she nobody the the read box nobody box guest photograph and had under with"
    first = {language: calm_cues(spoken(text), language)[0].text.split()[-1] for language in ("en", "und")}
    assert first == {"en": "put", "und": "and"}


def test_no_cue_is_longer_than_seven_seconds() -> None:
    cues = calm_cues(spoken("one two three four five six seven eight", 400), "en")
    assert max(cue.end - cue.start for cue in cues) <= 7000 * MS + 200 * MS
    assert len(cues) == 2


def test_nothing_said_nothing_shown() -> None:
    assert calm_cues([], "en") == ()


def test_a_word_wider_than_a_line_has_a_line_to_itself() -> None:
    cues = calm_cues(spoken(f"see {'x' * 60} there.", 20), "und")
    assert "x" * 60 in [line for cue in cues for line in cue.text.split("\n")]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(alphabet="abcdef,.?—", min_size=1, max_size=14), st.integers(1, 900), st.integers(0, 900)),
        max_size=40,
    ),
    st.sampled_from(["en", "ko"]),
)
def test_cues_keep_every_word_and_never_overlap(parts: list[tuple[str, int, int]], language: str) -> None:
    words, at = [], 0
    for text, length, silence in parts:
        words.append(Word(text=text, start=at, end=at + length * MS))
        at += (length + silence) * MS
    cues = calm_cues(words, language)
    assert words_of(cues) == [word.text for word in words]
    assert {cue.start for cue in cues} <= {word.start for word in words}
    assert all(cue.start < cue.end <= following.start for cue, following in pairwise(cues))
    assert all(len(widths(cue.text)) <= 2 for cue in cues)
    assert all(max(widths(cue.text)) <= limits_of(language).columns for cue in cues)


@pytest.mark.parametrize("count", [2000])
def test_a_long_narration_is_cut_in_a_moment(count: int) -> None:
    cues = calm_cues(spoken("and then we went home " * (count // 5)), "en")
    assert len(words_of(cues)) == count
