from __future__ import annotations

from pathlib import Path

import pytest

from reelhouse.errors import BadNarration, ContentError, Transient
from reelhouse.media.wav import inspect_wav
from reelhouse.model.speech import Timing, Utterance
from reelhouse.voices.base import Session
from reelhouse.voices.speak import speak_line


def test_a_line_becomes_a_finished_sound_with_words(robot: Session, tmp_path: Path) -> None:
    utterance = speak_line(robot, "Out of the box — nothing.", "en", tmp_path / "a.wav")
    assert [word.text for word in utterance.words] == ["Out", "of", "the", "box", "nothing."]
    shape = inspect_wav(tmp_path / "a.wav")
    assert (shape.channels, shape.rate, shape.samples) == (1, 48_000, utterance.samples)


@pytest.mark.parametrize("text", ["", "  ", "...", "—", "🙂 !"])
def test_a_line_without_words_is_refused(robot: Session, tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError, match="no words"):
        speak_line(robot, text, "en", tmp_path / "a.wav")


@pytest.mark.parametrize(
    ("text", "language"), [("Я пришёл домой поздно.", "en"), ("I came home.", "ru"), ("I came home.", "ko_KR")]
)
def test_a_line_in_another_script_is_refused(robot: Session, tmp_path: Path, text: str, language: str) -> None:
    with pytest.raises(BadNarration, match="letters"):
        speak_line(robot, text, language, tmp_path / "a.wav")


def test_a_foreign_name_is_not(robot: Session, tmp_path: Path) -> None:
    assert speak_line(robot, "Her name was Мария, I think.", "en-US", tmp_path / "a.wav").words


class _Broken:
    """An engine of somebody else's package."""

    def __init__(self, sound: bytes | None) -> None:
        self._sound = sound

    def speak(self, text: str, into: Path) -> Utterance:
        if self._sound is None:
            raise KeyError(text)
        into.write_bytes(self._sound)
        return Utterance(words=(), samples=48_000, timing=Timing.ESTIMATED)


@pytest.mark.parametrize("sound", [b"", b"garbage", b"RIFF\0\0\0\0WAVEdata\0\0\0\0", None])
def test_an_engine_that_breaks_its_promise_is_a_crash(tmp_path: Path, sound: bytes | None) -> None:
    with pytest.raises(Transient, match="cannot be used"):
        speak_line(_Broken(sound), "One word.", "en", tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []
