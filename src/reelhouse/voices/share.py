"""Words without a time of their own: engines say "of the" in one go, and tell one start for both."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reelhouse.language.length import length_of
from reelhouse.model.speech import Word


def filled_starts(words: Sequence[str], starts: Sequence[int | None], end: int, language: str) -> tuple[int, ...]:
    """Starts for all words: one without (None) gets its part of the time up to the next known start.

    A run of words that were said as one begins with the word whose start is known, and the span is shared by how
    long each is likely to take.

    Args:
        words: The words.
        starts: Where each begins, or None; known ones rise.
        end: Where the last word ends.
        language: Whose rules of syllables apply.
    """
    known = [number for number, start in enumerate(starts) if start is not None]
    borders = [*([] if known[:1] == [0] else [0]), *known, len(words)]
    filled: list[int] = []
    for first, after in pairwise(borders):
        begin = starts[first] or 0
        until = end if after == len(words) else (starts[after] or 0)
        filled.extend(_parts(words[first:after], begin, until, language))
    return tuple(filled)


def timed(words: Sequence[str], starts: Sequence[int], ends: Sequence[int], samples: int) -> tuple[Word, ...]:
    """Words with their times: in order, apart, each at least one sample long and inside the sound."""
    placed: list[Word] = []
    for number, (text, start, end) in enumerate(zip(words, starts, ends, strict=True)):
        left = len(words) - number  # every word still to come needs a sample
        begin = min(max(start, placed[-1].end if placed else 0), samples - left)
        following = starts[number + 1] if number + 1 < len(words) else samples
        last = min(max(min(end, following), begin + 1), samples - left + 1)
        placed.append(Word(text=text, start=begin, end=last))
    return tuple(placed)


def _parts(words: Sequence[str], begin: int, until: int, language: str) -> list[int]:
    if len(words) == 1:
        return [begin]
    weights = [length_of(word, language) for word in words]
    total, at, starts = sum(weights), 0.0, []
    for one in weights:
        starts.append(begin + round((until - begin) * at / total))
        at += one
    return starts
