from __future__ import annotations

from typing import Any

import numpy as np

from reelhouse.analysis.hearing import RATE, hear
from reelhouse.analysis.recogniser import recognised

Lines = dict[str, Any]


def test_every_word_is_found_and_hearing_again_changes_nothing(lines: Lines) -> None:
    line, other = lines["piper:en_US-joe"][:2]
    first = recognised(hear(line.path), line.words)
    assert first
    assert len(first) == len(line.words)
    recognised(hear(other.path), other.words)
    assert recognised(hear(line.path), line.words) == first


def test_a_word_with_a_hyphen_is_one(lines: Lines) -> None:
    line = lines["piper:en_US-joe"][1]
    joined = [*line.words[:-3], f"{line.words[-3]}-{line.words[-2]}", line.words[-1]]
    found = recognised(hear(line.path), joined)
    assert found
    assert len(found) == len(joined)


def test_words_that_no_dictionary_has_are_left_to_others(lines: Lines) -> None:
    assert recognised(hear(lines["piper:en_US-joe"][0].path), ["xqzzyt", "door"]) is None
    assert recognised(hear(lines["piper:en_US-joe"][0].path), ["1", "door"]) is None


def test_a_text_that_does_not_fit_is_left_to_others() -> None:
    hiss = np.random.default_rng(0).normal(size=RATE // 4) * 0.1
    assert recognised(hiss, ["extraordinary", "circumstances", "notwithstanding", "everything"]) is None
