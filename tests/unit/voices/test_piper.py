from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import ProviderNotInstalled
from reelhouse.media.wav import read_wav
from reelhouse.model.speech import Timing
from reelhouse.voices.base import Session, find_voice
from reelhouse.voices.piper import PROVIDER

PAUSES = [
    "The lawyer called on Monday, and nobody said a word.",
    "There was silence; out of it, she walked.",
    "If you like this story, follow the channel.",
]


def onsets(path: Path) -> list[int]:
    """First samples of sound after at least 80 ms of near silence."""
    sound = read_wav(path)[0]
    blocks = np.abs(sound[: len(sound) // 240 * 240]).reshape(-1, 240).max(axis=1)
    loud = blocks > 0.03 * blocks.max()
    quiet = np.convolve(~loud, np.ones(16), "full")[: len(loud)]
    return [240 * number for number in range(16, len(loud)) if loud[number] and quiet[number - 1] == 16]


def test_words_after_a_pause_start_where_sound_starts(joe: Session, tmp_path: Path) -> None:
    distances = []
    for text in PAUSES:
        words = joe.speak(text, tmp_path / "a.wav").words
        heard = onsets(tmp_path / "a.wav")
        starts = [after.start for before, after in pairwise(words) if before.text[-1] in ",;"]
        assert starts
        distances += [min(abs(start - onset) for onset in heard) / 48 for start in starts]
    assert np.median(distances) <= 20
    assert max(distances) <= 60


def test_the_pace_is_engaged(joe: Session, tmp_path: Path) -> None:
    """With 0.4 s between lines: 165 to 190 words a minute."""
    spoken = [joe.speak(text, tmp_path / "a.wav") for text in PAUSES]
    seconds = sum(one.words[-1].end - one.words[0].start for one in spoken) / 48_000 + 0.4 * len(PAUSES)
    assert 160 <= 60 * sum(len(one.words) for one in spoken) / seconds <= 195


def test_a_question_is_no_statement(joe: Session, tmp_path: Path) -> None:
    asked = joe.speak("You sold it?", tmp_path / "asked.wav")
    said = joe.speak("You sold it.", tmp_path / "said.wav")
    assert (asked.words, read_wav(tmp_path / "asked.wav").shape) != (said.words, read_wav(tmp_path / "said.wav").shape)


def test_a_model_that_keeps_its_durations_gives_no_words(tone_folder: Path, tmp_path: Path) -> None:
    engine, voice = find_voice("piper:en_US-tone", [tone_folder])
    with engine.open(voice, [tone_folder]) as session:
        utterance = session.speak("Hello, you two.", tmp_path / "a.wav")
    assert (utterance.words, utterance.timing) == ((), Timing.ESTIMATED)
    assert read_wav(tmp_path / "a.wav").shape[1] == utterance.samples > 2000


def test_the_version_changes_with_the_model(tone_folder: Path) -> None:
    versions = {PROVIDER.version(voice, [tone_folder]) for voice in PROVIDER.voices([tone_folder])}
    assert len(versions) == 2
    assert all("piper-tts" in version for version in versions)


def test_a_voice_whose_folder_is_gone_is_not_installed(tone_folder: Path) -> None:
    _, voice = find_voice("piper:en_US-tone", [tone_folder])
    with pytest.raises(ProviderNotInstalled, match="piper"), PROVIDER.open(voice):
        pass


def test_each_speaker_of_a_model_is_heard(choir_folder: Path, tmp_path: Path) -> None:
    folders = [choir_folder]
    peaks = []
    for ref in ("piper:en_US-choir", "piper:en_US-choir/soft", "piper:en_US-choir/loud"):
        engine, voice = find_voice(ref, folders)
        with engine.open(voice, folders) as session:
            session.speak("One word.", tmp_path / "a.wav")
        peaks.append(float(np.abs(read_wav(tmp_path / "a.wav")).max()))
        assert engine.version(voice, folders) == engine.version(find_voice("piper:en_US-choir", folders)[1], folders)
    assert peaks[0] == peaks[1]
    assert peaks[2] == pytest.approx(3 * peaks[0], rel=0.02)
