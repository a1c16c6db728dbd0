from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.media.wav import read_wav
from reelhouse.model.speech import Commercial
from reelhouse.voices.base import Session, find_voice
from reelhouse.voices.child import SpeechProgram
from reelhouse.voices.espeak import PROVIDER

SENTENCE = "I opened the door, and nobody was in the house in 2024."


def test_starts_are_the_engines_own(robot: Session, tmp_path: Path) -> None:
    words = robot.speak(SENTENCE, tmp_path / "a.wav").words
    with SpeechProgram("espeak_voice.py") as program:
        question = {"text": SENTENCE, "voice": "en-us", "pace": 165, "pitch": 46, "range": 60}
        told = program.ask({**question, "into": str(tmp_path / "raw.wav")})
    starts = {word.start / 48 for word in words}
    events = [sample / 22.05 for place, sample in told["words"] if place == 0 or SENTENCE[place - 1] == " "]
    assert len(events) >= len(words) - 2  # "in the" is one event
    assert max(min(abs(event - start) for start in starts) for event in events) <= 20


def test_a_word_before_a_pause_ends_with_its_sound(robot: Session, tmp_path: Path) -> None:
    words = robot.speak(SENTENCE, tmp_path / "a.wav").words
    door, following = words[3], words[4]
    assert door.text == "door,"
    assert following.start - door.end > 48 * 100
    sound = np.abs(read_wav(tmp_path / "a.wav")[0])
    assert sound[door.end + 960 : following.start - 960].max() < 0.02


def test_words_said_as_one_share_their_span(robot: Session, tmp_path: Path) -> None:
    words = robot.speak("She ran out of the house.", tmp_path / "a.wav").words
    assert [word.text for word in words] == ["She", "ran", "out", "of", "the", "house."]
    assert all(word.end - word.start >= 48 * 40 for word in words)


@pytest.mark.parametrize(
    ("ref", "language", "gender"),
    [("espeak:en-us", "en-us", "male"), ("espeak:ru+f2", "ru", "female"), ("espeak:es-419+m3", "es-419", "male")],
)
def test_the_facts_of_a_voice(ref: str, language: str, gender: str) -> None:
    _, voice = find_voice(ref)
    assert (voice.language, voice.gender, voice.commercial) == (language, gender, Commercial.YES)
    assert "espeakng-loader" in PROVIDER.version(voice)


def test_no_variant_that_is_hard_to_understand_is_offered() -> None:
    variants = {voice.ref.partition("+")[2] for voice in PROVIDER.voices()}
    assert variants == {"", "f2", "m3"}


@pytest.mark.parametrize(
    ("ref", "text"),
    [("espeak:ru+f2", "Никого не было дома."), ("espeak:ko", "아무도 없었어요."), ("espeak:ro", "Nu știam.")],
)
def test_other_languages_have_all_their_words(ref: str, text: str, tmp_path: Path) -> None:
    engine, voice = find_voice(ref)
    with engine.open(voice) as session:
        words = session.speak(text, tmp_path / "a.wav").words
    assert [word.text for word in words] == text.split()


def test_the_buzz_above_nine_kilohertz_is_gone(robot: Session, tmp_path: Path) -> None:
    robot.speak(SENTENCE, tmp_path / "a.wav")
    sound = read_wav(tmp_path / "a.wav")[0]
    power = np.abs(np.fft.rfft(sound)) ** 2
    frequencies = np.fft.rfftfreq(len(sound), 1 / 48_000)
    assert power[frequencies > 9000].sum() < 1e-3 * power.sum()
