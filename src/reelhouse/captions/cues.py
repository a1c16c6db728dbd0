"""Calm cues from words, for sidecar files: the best way to cut a narration, found by dynamic programming."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise

from reelhouse.captions.lines import COMMA, STOP, IsWeak, Limits, columns, limits_of, widths, wrap
from reelhouse.language.language import language_codes, open_language
from reelhouse.language.weak import is_weak
from reelhouse.model.captions import Cue
from reelhouse.model.speech import Word
from reelhouse.model.time import SAMPLE_RATE, Rate, frames_to_samples, milliseconds_to_samples

THIRTY = Rate(num=30)
#: A cue is shown at least and at most this long.
SHORTEST = milliseconds_to_samples(833)
LONGEST = milliseconds_to_samples(7000)
#: A silence longer than this should not lie inside a cue.
SILENCE = milliseconds_to_samples(700)
#: A shorter gap between two cues is closed to two frames.
CLOSED = milliseconds_to_samples(500)
#: How long a cue stays after its last word, where there is room.
HOLD = milliseconds_to_samples(200)


def calm_cues(
    words: Sequence[Word],
    language: str,
    *,
    rate: Rate = THIRTY,
    until: int | None = None,
    borders: Collection[int] = (),
) -> tuple[Cue, ...]:
    """Cut words into cues of at most two lines.

    Args:
        words: The shown words in order, in samples.
        language: ISO 639-1 code; it sets the limits and the words that a line should not end with.
        rate: Two frames of it are kept free between cues.
        until: The sample at which everything ends, when that is known.
        borders: Numbers of words that begin a cue whatever it costs.

    Returns:
        Cues in order without overlap; each begins exactly with its first word.
    """
    if not words:
        return ()
    weak = weak_words(language)
    limits = limits_of(language)
    spans = cut_words(words, limits, weak, borders)
    follows = [*(span[0].start for span in spans[1:]), until]
    free = frames_to_samples(2, rate)
    return tuple(
        Cue(
            start=span[0].start,
            end=_end(span, following, limits, free if index < len(spans) - 1 else 0),
            text=wrap([word.text for word in span], limits, weak),
        )
        for index, (span, following) in enumerate(zip(spans, follows, strict=True))
    )


def reading_time(text: str, limits: Limits) -> int:
    """The samples that reading a text takes; line breaks take none."""
    return -(-sum(widths(text)) * SAMPLE_RATE // limits.speed)


def cut_words(
    words: Sequence[Word], limits: Limits, weak: IsWeak, borders: Collection[int] = ()
) -> list[Sequence[Word]]:
    """Words in the parts that read best: cut at borders, sentence ends and commas, no part larger than the limits."""
    cuts = _Cutter(words, limits, weak).cut(sorted(borders))
    return [words[start:end] for start, end in pairwise(cuts)]


def weak_words(code: str) -> IsWeak:
    """Which words of a language (ISO 639-1) a line should not end with; none of one that we do not know."""
    if code not in language_codes():
        return lambda _: False
    language = open_language(code)
    return lambda word: is_weak(word, language)


def _end(span: Sequence[Word], following: int | None, limits: Limits, free: int) -> int:
    """Long enough to be read, but gone two frames before the next cue."""
    start = span[0].start
    text = " ".join(word.text for word in span)
    end = max(span[-1].end + HOLD, start + SHORTEST, start + reading_time(text, limits))
    if following is None:
        return end
    last = max(following - free, start + 1)
    return last if last - end < (CLOSED - free if free else 0) else end


class _Cutter:
    """The cheapest sequence of cuts: what a cue costs depends on its own words only."""

    def __init__(self, words: Sequence[Word], limits: Limits, weak: IsWeak) -> None:
        self._words = words
        self._limits = limits
        self._widths = [0, *accumulate(columns(word.text) + 1 for word in words)]
        self._stops = [STOP.search(word.text) is not None for word in words]
        self._after = [self._cost_after(at, weak) for at in range(len(words))]
        inside = (self._cost_inside(at) for at in range(len(words) - 1))
        self._inside = [0, *accumulate(inside)]
        # For every word the first one that does not fit the line it begins.
        self._line = [
            max(at + 1, bisect_right(self._widths, width + limits.columns + 1) - 1)
            for at, width in enumerate(self._widths[:-1])
        ]

    def cut(self, borders: Sequence[int]) -> list[int]:
        """The places of the words that begin cues, and the number of words at the end; `borders` are among them."""
        count = len(self._words)
        best = [0.0] + [float("inf")] * count
        origin = [0] * (count + 1)
        for end in range(1, count + 1):
            before = bisect_left(borders, end)
            for start in range(end - 1, borders[before - 1] - 1 if before else -1, -1):
                if end - start > 1 and not self._fits(start, end):
                    break
                cost = best[start] + self._cost(start, end)
                if cost < best[end]:
                    best[end], origin[end] = cost, start
        cuts = [count]
        while cuts[-1]:
            cuts.append(origin[cuts[-1]])
        return cuts[::-1]

    def _fits(self, start: int, end: int) -> bool:
        if self._words[end - 1].end - self._words[start].start > LONGEST:
            return False
        second = self._line[start]
        return second >= end or self._line[second] >= end

    def _cost(self, start: int, end: int) -> float:
        """Six for every cue, and what is wrong with this one."""
        words = self._words
        cost = 6 + self._after[end - 1] + self._inside[end - 1] - self._inside[start]
        room = (words[end].start if end < len(words) else words[end - 1].end + 2 * CLOSED) - words[start].start
        need = (self._widths[end] - self._widths[start] - 1) * SAMPLE_RATE / self._limits.speed
        return cost + 15 * max(0.0, need - room) / SAMPLE_RATE + (12 if room < SHORTEST else 0)

    def _cost_after(self, at: int, weak: IsWeak) -> int:
        """What ending a cue after this word costs."""
        word = self._words[at]
        if at == len(self._words) - 1 or self._stops[at]:
            return 0
        silence = self._words[at + 1].start - word.end
        cost = 4 if COMMA.search(word.text) else 12
        cost += 3 if silence < milliseconds_to_samples(150) else 0
        return cost + (10 if weak(word.text) else 0)

    def _cost_inside(self, at: int) -> int:
        """What going on to the next word inside one cue costs."""
        if self._words[at + 1].start - self._words[at].end > SILENCE:
            return 25
        return 5 if self._stops[at] else 0
