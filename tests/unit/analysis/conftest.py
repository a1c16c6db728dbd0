"""Lines spoken by two real engines, once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from reelhouse.media.wav import read_wav, write_wav
from reelhouse.model.speech import Utterance
from reelhouse.voices.base import find_voice
from reelhouse.voices.speak import speak_line

ENGLISH = (
    "I opened the door, and there was nobody in the house except the dog.",
    "My sister said she would never speak to me again after the wedding.",
    "The company will pay back every customer before the end of the month.",
    "When we finally arrived at the station, the last train had already left.",
    "For the first time in years there was silence; out of it, she walked.",
    "They were married for eleven years before she found the letters.",
)
RUSSIAN = (
    "Я открыл дверь, но в доме никого не было, кроме собаки.",
    "Моя сестра сказала, что больше никогда не будет со мной разговаривать.",
    "Когда мы наконец приехали на вокзал, последний поезд уже ушёл.",
    "Они прожили вместе одиннадцать лет, прежде чем она нашла письма.",
)

Sound = NDArray[np.float32]
Change = Callable[[Sound], Sound]


@dataclass(frozen=True)
class Spoken:
    """A finished line with the truth about its words."""

    path: Path
    text: str
    utterance: Utterance

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.utterance.words)


Lines = dict[str, tuple[Spoken, ...]]


@pytest.fixture(scope="session")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Lines:
    folder = tmp_path_factory.mktemp("lines")
    texts = {
        "piper:en_US-joe": ENGLISH,
        "espeak:en-us": ENGLISH,
        "espeak:en-us+f2": ENGLISH,
        "espeak:ru": RUSSIAN,
        "espeak:ru+f2": RUSSIAN,
    }
    return {ref: tuple(_speak(ref, list(spoken), folder)) for ref, spoken in texts.items()}


def _speak(ref: str, texts: list[str], folder: Path) -> list[Spoken]:
    engine, voice = find_voice(ref)
    with engine.open(voice) as session:
        paths = [folder / f"{ref.replace(':', '-')}-{number}.wav" for number in range(len(texts))]
        return [
            Spoken(path, text, speak_line(session, text, voice.language, path))
            for path, text in zip(paths, texts, strict=True)
        ]


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[Spoken, Change], Path]:
    """A copy of a line, changed."""

    def change(line: Spoken, how: Change) -> Path:
        path = tmp_path / "changed.wav"
        write_wav(path, how(read_wav(line.path)[0])[None])
        return path

    return change
