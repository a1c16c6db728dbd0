"""Word times from the text alone: words share the stretches of speech by how long each is likely to take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reelhouse.analysis.hearing import HOP, RATE, Samples, Stretch, levels, speech
from reelhouse.language.length import length_of
from reelhouse.language.tags import primary

#: A word after which a voice pauses.
_PAUSE = re.compile(r"[.,!?;:…—–][\"»”’')]*$")
#: What it costs that a pause stands where the text has none, and that the text has one where the sound has none.
_WILD_PAUSE, _LOST_PAUSE = 0.9, 0.25
#: How much longer the word before a pause is, in syllables, by language; fitted to the times of two engines.
_FINAL: Final = {"en": 1.3}
#: An inner start moves to the quietest moment this near, in frames of 10 ms.
_REACH: Final = 6


def shared(sound: Samples, words: Sequence[str], language: str) -> list[Stretch]:
    """Where each word probably is."""
    stretches = speech(sound) or [(0, len(sound))]
    if len(stretches) > len(words):
        stretches = [(stretches[0][0], stretches[-1][1])]
    pauses = np.array([bool(_PAUSE.search(word)) for word in words])
    drawl = _FINAL.get(primary(language), 0.25)
    lengths = np.array([length_of(word, language) for word in words]) + drawl * pauses
    borders = _divided(lengths, pauses, [(end - start) / RATE for start, end in stretches])
    quiet = levels(sound)
    spans: list[Stretch] = []
    for (start, end), (first, after) in zip(stretches, pairwise(borders), strict=True):
        parts = (
            start + (end - start) * np.concatenate([[0], np.cumsum(lengths[first:after])]) / lengths[first:after].sum()
        )
        spans.extend(pairwise(_settled(parts, quiet)))
    return spans


def _divided(lengths: NDArray[np.float64], pauses: NDArray[np.bool_], seconds: Sequence[float]) -> list[int]:
    """Which word begins each stretch: the cheapest division, by dynamic programming."""
    count = len(lengths)
    ends = np.concatenate([[0.0], np.cumsum(lengths)]) * sum(seconds) / lengths.sum()
    marks = np.concatenate([[0], np.cumsum(pauses)])
    best, choices = np.full(count + 1, np.inf), []
    best[0] = 0
    for number, length in enumerate(seconds):
        after, choice = np.full(count + 1, np.inf), np.zeros(count + 1, dtype=np.intp)
        for end in range(number + 1, count - (len(seconds) - number - 1) + 1):
            first = np.arange(number, end)
            expected = ends[end] - ends[first]
            wild = _WILD_PAUSE * (end < count and not pauses[end - 1])
            costs = best[first] + 8 * (length - expected) ** 2 / (expected + 0.15) + wild
            costs += _LOST_PAUSE * (marks[end - 1] - marks[first])
            choice[end] = first[np.argmin(costs)]
            after[end] = costs.min()
        best = after
        choices.append(choice)
    borders = [count]
    for choice in reversed(choices):
        borders.append(int(choice[borders[-1]]))
    return borders[::-1]


def _settled(parts: NDArray[np.float64], quiet: Samples) -> list[int]:
    """Inner borders at the quietest moment nearby; staying is worth 0.6 dB for each 10 ms."""
    borders = [int(parts[0])]
    for number in range(1, len(parts) - 1):
        here = parts[number] / HOP
        low = max(here - _REACH, borders[-1] / HOP + 4)
        frames = np.arange(int(low), min(int(here + _REACH) + 1, len(quiet)))
        cost = quiet[frames] + 0.6 * np.abs(frames - here)
        moved = (float(frames[np.argmin(cost)]) + 0.5) * HOP if len(frames) > 2 else parts[number]
        borders.append(int(max(moved, borders[-1] + 1)))
    return [*borders, max(int(parts[-1]), borders[-1] + 1)]
