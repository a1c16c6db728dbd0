"""The ways to find words in a sound, measured in every language against an engine that tells when it says them.

eSpeak NG gives the truth; its sound is aligned without it, once with another of its voices as the second reader and
once with nothing but the sound and the syllables.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.analysis.align import Reference, align
from reelhouse.language import open_language
from reelhouse.language.tables import read_lines
from reelhouse.model.speech import Timing, Utterance
from reelhouse.scripts.spoken import spoken
from reelhouse.voices.base import find_voice
from reelhouse.voices.speak import speak_line

#: Lines of each language that are spoken: of all lengths but the longest.
LINES = slice(1, 6)
#: The median error of a word's start in milliseconds: with a second reader, and by syllables alone.
LIMITS = {"es": (8, 75), "ko": (12, 60), "ro": (8, 45), "ru": (8, 45)}

Take = tuple[Path, Utterance]


def speak(ref: str, texts: list[str], folder: Path) -> list[Take]:
    engine, voice = find_voice(ref)
    with engine.open(voice) as session:
        paths = [folder / f"{ref.replace(':', '-')}-{number}.wav" for number in range(len(texts))]
        return [
            (path, speak_line(session, text, voice.language, path)) for path, text in zip(paths, texts, strict=True)
        ]


def errors(take: Take, language: str, reference: Reference | None, timing: Timing) -> list[float]:
    """Milliseconds between the starts that are found and those that the engine told."""
    path, truth = take
    words, found = align(path, [word.text for word in truth.words], language, reference)
    assert found is timing
    return [abs(one.start - other.start) / 48 for one, other in zip(words, truth.words, strict=True)]


@pytest.mark.parametrize("code", sorted(LIMITS))
def test_words_are_found_in_every_language(code: str, tmp_path: Path) -> None:
    texts = [spoken(line, open_language(code)) for line in read_lines(code, "decoys.txt")[LINES]]
    takes, readings = (speak(f"espeak:{code}{variant}", texts, tmp_path) for variant in ("", "+f2"))
    references = [Reference(path, said.words) for path, said in readings]
    read = [
        error
        for take, reference in zip(takes, references, strict=True)
        for error in errors(take, code, reference, Timing.ALIGNED)
    ]
    shared = [error for take in takes for error in errors(take, code, None, Timing.ESTIMATED)]
    by_reader, by_syllables = LIMITS[code]
    assert np.median(read) <= by_reader
    assert np.median(shared) <= by_syllables
    assert np.median(read) < np.median(shared)
