"""Lines of calm captions: how wide a text is, how wide and how fast it may be, and where it breaks in two.

Widths count columns: a full-width letter (Hangul, Han, kana) takes two, as in Unicode Standard Annex 11.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

from reelhouse.language import language_codes, open_language

STOP = re.compile(r"[.!?…。]+[\"'”’»)\]]*$")
COMMA = re.compile(r"[,;:—–、][\"'”’»)\]]*$")

# The blocks of full-width letters, and of marks that stand on the letter before them.
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60"
    "\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_COMBINING = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]")

IsWeak = Callable[[str], bool]


@dataclass(frozen=True)
class Limits:
    """What a viewer can read: columns in a line, columns in a second, lines."""

    columns: int = 42
    speed: int = 17
    lines: int = 2


@cache
def limits_of(language: str) -> Limits:
    """The limits of a language by its ISO 639-1 code; the usual ones where its folder is not here."""
    if language not in language_codes():
        return Limits()
    known = open_language(language)
    return Limits(columns=known.columns, speed=known.speed)


def columns(text: str) -> int:
    """The width of a text without line breaks."""
    if text.isascii():
        return len(text)
    return len(text) + len(_WIDE.findall(text)) - len(_COMBINING.findall(text))


@lru_cache(maxsize=8192)
def widths(text: str) -> tuple[int, ...]:
    """The columns of every line; remembered, because checking and repairing ask again and again."""
    return tuple(columns(line) for line in text.split("\n"))


def stands(text: str, limits: Limits) -> bool:
    """Whether a text with line breaks keeps to the number of lines and their width."""
    lines = widths(text)
    return len(lines) <= limits.lines and max(lines) <= limits.columns


def wrap(words: Sequence[str], limits: Limits, is_weak: IsWeak = lambda _: False) -> str:
    """The words in one line, or in two where that is too wide.

    The best break leaves two lines that fit and are about equal, the lower one rather the longer, after punctuation
    and not after a weak word.
    """
    line = " ".join(words)
    if columns(line) <= limits.columns or len(words) == 1:
        return line
    ends = list(accumulate(columns(word) + 1 for word in words))
    breaks = range(1, len(words))
    at = min(
        breaks, key=lambda at: _cost(ends[at - 1] - 1, ends[-1] - ends[at - 1] - 1, words[at - 1], limits, is_weak)
    )
    return f"{' '.join(words[:at])}\n{' '.join(words[at:])}"


def _cost(above: int, below: int, last: str, limits: Limits, is_weak: IsWeak) -> int:
    """How bad it is to break after the word `last`, with lines of these columns."""
    over = max(0, above - limits.columns) + max(0, below - limits.columns)
    cost = 100 * over + abs(above - below) + (4 if above > below else 0)
    if last[-1].isalnum():
        return cost + 10 if is_weak(last) else cost
    if STOP.search(last):
        return cost - 12
    return cost - 8 if COMMA.search(last) else cost
