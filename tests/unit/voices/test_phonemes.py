from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.voices.phonemes import word_spans


def said(text: str) -> list[tuple[str, int]]:
    """Ten samples for each symbol, between the marks of a sentence."""
    return [(symbol, 10) for symbol in f"^{text}$"]


def test_each_word_begins_with_the_gap_before_it_and_ends_with_its_last_phoneme() -> None:
    assert word_spans(said("hɪ ju"), ["hɪ", "ju"]) == [(10, 30), (30, 60)]


def test_after_a_pause_a_word_begins_with_its_own_first_phoneme() -> None:
    assert word_spans(said("hɪ, ju."), ["hɪ", "ju"]) == [(10, 30), (50, 70)]


def test_words_said_as_one_are_told_apart_by_their_readings() -> None:
    assert word_spans(said("ʌvðə bɑks"), ["ʌv", "ðə", "bɑks"]) == [(10, 30), (30, 50), (50, 100)]


def test_a_word_said_as_several_is_one() -> None:
    assert word_spans(said("twɛnti fɔɹ deɪz"), ["twɛntifɔɹ", "deɪz"]) == [(10, 110), (110, 160)]


def test_stress_belongs_to_what_follows_and_length_to_what_comes_before() -> None:
    assert word_spans(said("ˈiːt ˈʌp"), ["ˈiːt", "ˈʌp"]) == [(10, 50), (50, 90)]


def test_a_word_whose_phonemes_changed_is_still_found() -> None:
    assert word_spans(said("aɪ ɡɑɾə ɡoʊ"), ["aɪ", "ɡɑt", "tuː", "ɡoʊ"])[3] == (80, 120)


def test_a_word_that_was_not_said_has_no_span() -> None:
    assert word_spans(said("wʌn"), ["wʌn", ""]) == [(10, 40), None]
    assert word_spans(said(""), ["a"]) == [None]
    assert word_spans(said("ab"), [""]) == [(10, 30)]


words = st.lists(st.text("abdeɪʊʌvðəksˈː", min_size=1, max_size=6).filter(lambda word: word[-1] != "ˈ" and word.strip("ˈː")), min_size=1, max_size=8)  # fmt: skip  # noqa: E501 (one strategy)


@given(words, st.sampled_from([" ", ", ", "; ", ""]))
def test_spans_are_in_order_and_inside(readings: list[str], between: str) -> None:
    phonemes = said(between.join(readings))
    spans = [span for span in word_spans(phonemes, readings) if span]
    flat = [moment for span in spans for moment in span]
    assert flat == sorted(flat)
    assert all(start < end for start, end in spans)
    assert flat[-1] <= 10 * len(phonemes)
