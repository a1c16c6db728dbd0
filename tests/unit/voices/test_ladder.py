from __future__ import annotations

import pytest

from reelhouse.errors import InvalidSettings
from reelhouse.model.speech import Voice
from reelhouse.voices.ladder import in_language, parse_ladder, speaks


def voice(ref: str, language: str) -> Voice:
    return Voice(ref=ref, language=language, description="")


def test_rungs_keep_their_order_and_stand_once() -> None:
    assert parse_ladder(" piper:en_US-joe |espeak:en-us| piper:en_US-joe") == ("piper:en_US-joe", "espeak:en-us")


@pytest.mark.parametrize("text", ["", "piper", "piper:", ":joe", "piper:en_US-joe |", "a:b | | c:d"])
def test_what_is_no_voice_is_refused(text: str) -> None:
    with pytest.raises(InvalidSettings, match="is not a voice"):
        parse_ladder(text)


@pytest.mark.parametrize(
    ("tag", "language", "same"),
    [("en-US", "en", True), ("en-us", "en_GB", True), ("ru", "ru", True), ("ro", "ru", False), ("eng", "en", False)],
)
def test_a_voice_speaks_a_language_whatever_the_country(tag: str, language: str, *, same: bool) -> None:
    assert speaks(voice("a:b", tag), language) is same


def test_only_voices_of_the_language_remain_in_order() -> None:
    known = [voice("a:1", "en-us"), voice("a:2", "ru"), voice("b:1", "en")]
    assert [one.ref for one in in_language(known, "en")] == ["a:1", "b:1"]
