"""Word times for a sound whose engine gives none: the best method that works for this text and language.

A recogniser that is told the text (English); else another reading of the text with known words, stretched onto the
sound; else the words share the speech between the pauses by their syllables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np

from reelhouse.analysis.hearing import HOP, Samples, Stretch, from_house, hear, speech, to_house
from reelhouse.analysis.proportional import shared
from reelhouse.analysis.recogniser import recognised
from reelhouse.analysis.warp import features, warp
from reelhouse.errors import BadNarration
from reelhouse.language.tags import primary
from reelhouse.model.speech import Timing, Word

#: A start this little before a pause belongs after it; and what counts as a pause here, in seconds.
_BEFORE_PAUSE: Final = 3 * HOP
_PAUSE: Final = 0.08


@dataclass(frozen=True)
class Reference:
    """Another reading of the same text whose words are known, by any voice that says the same words."""

    sound: Path
    words: tuple[Word, ...]


def align(
    sound: Path, words: Sequence[str], language: str, reference: Reference | None = None
) -> tuple[tuple[Word, ...], Timing]:
    """Find each word of the text in the sound.

    Args:
        sound: WAV at `SAMPLE_RATE` in which these words, and no others, are spoken.
        words: The words in order, with their punctuation.
        language: Its tag, as in `en` or `en-US`.
        reference: Another reading of exactly these words.

    Returns:
        The words with their times, rising and inside the sound, and how well they are known.

    Raises:
        BadNarration: The sound is too short to hold the words.
    """
    heard = hear(sound)
    if len(heard) < 2 * HOP * len(words):
        raise BadNarration(
            f"{len(words)} words cannot be in {len(heard) * 1000 // 16000} milliseconds of sound",
            where=str(sound),
            remedy="Speak the line again",
        )
    spans = recognised(heard, words) if _is_english(language) else None
    if spans is None and reference is not None and len(reference.words) == len(words):
        spans = _stretched(heard, reference)
    timing = Timing.ESTIMATED if spans is None else Timing.ALIGNED
    return _placed(words, spans or shared(heard, words, language), len(heard)), timing


def _is_english(language: str) -> bool:
    return primary(language) == "en"


def _stretched(sound: Samples, reference: Reference) -> list[Stretch]:
    """The reference's word starts, carried over; ends are the next start or the pause before it."""
    path = warp(features(hear(reference.sound)), features(sound)) * HOP
    frames = np.arange(len(path)) * HOP
    starts = [float(np.interp(from_house(word.start), frames, path)) for word in reference.words]
    stretches = speech(sound, _PAUSE)
    settled = [_after_pause(start, stretches) for start in starts]
    last = max(stretches[-1][1] if stretches else len(sound), int(settled[-1]) + 1)
    return [(int(start), _before_pause(start, end, stretches)) for start, end in pairwise([*settled, last])]


def _after_pause(start: float, stretches: Sequence[Stretch]) -> float:
    """A start inside a pause, or just before one, is the start of the speech after it."""
    if stretches and start < stretches[0][0]:
        return stretches[0][0]
    for before, after in pairwise(stretches):
        if before[1] - _BEFORE_PAUSE <= start < after[0]:
            return after[0]
    return start


def _before_pause(start: float, end: float, stretches: Sequence[Stretch]) -> int:
    at = bisect_right([stretch[0] for stretch in stretches], start) - 1
    return int(min(end, stretches[at][1]) if at >= 0 and stretches[at][1] > start else end)


def _placed(words: Sequence[str], spans: Sequence[Stretch], length: int) -> tuple[Word, ...]:
    """Words at the house's rate: in order, apart and inside the sound."""
    placed: list[Word] = []
    for number, (text, (start, end)) in enumerate(zip(words, spans, strict=True)):
        after = spans[number + 1][0] if number + 1 < len(spans) else length
        begin = max(start, round(from_house(placed[-1].end)) if placed else 0)
        begin = min(begin, length - (len(words) - number))
        first = max(to_house(begin), placed[-1].end if placed else 0)
        placed.append(Word(text=text, start=first, end=max(to_house(min(end, after, length)), first + 1)))
    return tuple(placed)
