"""Which spoken words belong to which word on the screen.

A line is spoken in other words than it is written: "28F" is "twenty-eight, female". Words that agree keep their own
times; where they differ, the written words share the time of what was said in their place, each by its weight.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reelhouse.errors import ContentError
from reelhouse.model.speech import Word

_VOWELS = re.compile(r"[aeiouyáéíóúäëïöüаеёиоуыэюяăâî]+")
#: A digit is said with about this many syllables; a letter that is spelled out with one.
_DIGIT = 1.5


@dataclass(frozen=True)
class _Block:
    """Written words `shown[a:b]` that stand for spoken words `spoken[c:d]`."""

    a: int
    b: int
    c: int
    d: int

    def joined(self, other: _Block) -> _Block:
        return _Block(self.a, other.b, self.c, other.d)


def follow(shown: Sequence[str], spoken: Sequence[Word]) -> tuple[Word, ...]:
    """Give every written word of a line its time.

    Args:
        shown: The line's words as written, without white space.
        spoken: The words of the same line as the voice said them, in order; times in samples.

    Returns:
        One word for each written one, in order and never overlapping, from the first spoken start to the last end.

    Raises:
        ContentError: Nothing was spoken, or it was shorter than one sample for each written word.
    """
    if not shown:
        return ()
    if not spoken or spoken[-1].end - spoken[0].start < len(shown):
        raise ContentError(f"no time was spoken for {' '.join(shown)!r}", remedy="Speak the line again")
    blocks = _roomy(_paired(shown, spoken), spoken)
    return tuple(word for block in blocks for word in _shared(shown[block.a : block.b], *_span(block, spoken)))


def _paired(shown: Sequence[str], spoken: Sequence[Word]) -> list[_Block]:
    """The blocks of both sides, each with words on both."""
    left, right = [_plain(word) for word in shown], [_plain(word.text) for word in spoken]
    blocks: list[_Block] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            blocks += [_Block(a + i, a + i + 1, c + i, c + i + 1) for i in range(b - a)]
        else:
            blocks.append(_Block(a, b, c, d))
    return _merged(blocks, lambda block: block.a == block.b or block.c == block.d)


def _roomy(blocks: list[_Block], spoken: Sequence[Word]) -> list[_Block]:
    """The blocks, joined until each lasts at least a sample for every word in it."""

    def narrow(block: _Block) -> bool:
        start, end = _span(block, spoken)
        return end - start < block.b - block.a

    return _merged(blocks, narrow)


def _merged(blocks: list[_Block], poor: Callable[[_Block], bool]) -> list[_Block]:
    """Join every poor block with the one before it, or at the start with the one after."""
    result: list[_Block] = []
    for block in blocks:
        joined = block
        while result and (poor(joined) or poor(result[-1])):
            joined = result.pop().joined(joined)
        result.append(joined)
    return result


def _span(block: _Block, spoken: Sequence[Word]) -> tuple[int, int]:
    return spoken[block.c].start, spoken[block.d - 1].end


def _shared(words: Sequence[str], start: int, end: int) -> list[Word]:
    """Divide a time between words by weight, at least a sample each."""
    weights = [_weight(word) for word in words]
    total, spare = sum(weights), end - start - len(words)
    result, passed, at = [], 0.0, start
    for number, (word, weight) in enumerate(zip(words, weights, strict=True), 1):
        passed += weight
        until = start + number + int(spare * passed / total) if number < len(words) else end
        result.append(Word(text=word, start=at, end=until))
        at = until
    return result


def _plain(word: str) -> str:
    """A word for comparing: without case, accents and marks; a mark alone stays itself."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in letters if letter.isalnum()) or word


def _weight(word: str) -> float:
    """How long a written word takes to say: digits and spelled letters are slow."""
    digits = sum(letter.isdigit() for letter in word)
    letters = [letter for letter in word if letter.isalpha()]
    if word.isupper() and 1 < len(letters) <= 4:
        return len(letters) + _DIGIT * digits
    vowels = len(_VOWELS.findall(word.casefold()))
    return max(0.2, max(vowels, bool(letters)) + 0.38 * max(0, len(letters) - vowels) + _DIGIT * digits)
