from __future__ import annotations

from pathlib import Path

import pytest

from reelhouse.errors import ProviderNotInstalled
from reelhouse.media.wav import inspect_wav
from reelhouse.voices.base import find_voice
from reelhouse.voices.delivery import _Adjusted, delivery_version, open_voice
from reelhouse.voices.options import Delivery

TEXT = "It was the best of the lot."


def test_a_voice_as_it_is_gives_todays_bytes_and_version(tmp_path: Path) -> None:
    engine, voice = find_voice("espeak:en-us")
    with open_voice(engine, voice) as ours, engine.open(voice) as plain:
        assert ours.speak(TEXT, tmp_path / "a.wav") == plain.speak(TEXT, tmp_path / "b.wav")
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
    assert delivery_version(engine, voice) == engine.version(voice)


def test_the_engine_takes_what_it_knows() -> None:
    engine, voice = find_voice("espeak:en-us?speed=1.2&pitch=2")
    assert delivery_version(engine, voice) == engine.version(find_voice("espeak:en-us")[1])
    with open_voice(engine, voice) as session:
        assert not isinstance(session, _Adjusted)


def test_the_sound_takes_the_rest_and_the_version_says_so() -> None:
    engine, voice = find_voice("piper:en_US-joe?speed=1.2")
    assert delivery_version(engine, voice) == f"{engine.version(find_voice('piper:en_US-joe')[1])} delivery 1"


@pytest.mark.parametrize("speed", [0.7, 1.4])
def test_word_times_are_scaled_exactly(tmp_path: Path, speed: float) -> None:
    engine, voice = find_voice("espeak:en-us")
    with engine.open(voice) as session:
        usual = session.speak(TEXT, tmp_path / "a.wav")
        said = _Adjusted(session, Delivery(speed)).speak(TEXT, tmp_path / "b.wav")
    assert said.samples == inspect_wav(tmp_path / "b.wav").samples == round(usual.samples / speed)
    for before, after in zip(usual.words, said.words, strict=True):
        assert abs(after.start - before.start / speed) <= 1
        assert abs(after.end - before.end / speed) <= 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "b.wav"]


def test_a_gender_chooses_the_voice() -> None:
    assert find_voice("espeak:en-us?gender=female&speed=1.1")[1].ref == "espeak:en-us+f2?speed=1.1"
    assert find_voice("espeak:en-us+f2?gender=male")[1].ref == "espeak:en-us"
    assert find_voice("espeak:en-us?gender=male")[1].ref == "espeak:en-us"
    with pytest.raises(ProviderNotInstalled, match="no female voice"):
        find_voice("piper:en_US-joe?gender=female")
