"""The sentence that turns a story over."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reelhouse.language import Language
from reelhouse.language.stems import hooks_in
from reelhouse.scripts.sentence import Sentence

_FEWEST_SENTENCES = 6
_ENOUGH = 3.0
_SHORT = 16


def find_twist(sentences: Sequence[Sentence], language: Language) -> int | None:
    """The index of the strongest sentence of the last third, if it is strong enough to stand alone.

    Judged by words of reversal, words of conflict, brevity and a place at a paragraph's end; the last of equals.
    """
    count = len(sentences)
    if count < _FEWEST_SENTENCES:
        return None
    late = range(count - count // 3, count)
    alone = [number for number in late if not sentences[number - 1].quoting and not sentences[number].quoting]
    if not alone:
        return None
    best = max(alone, key=lambda number: (_strength(sentences[number], language), number))
    return best if _strength(sentences[best], language) >= _ENOUGH else None


def _strength(sentence: Sentence, language: Language) -> float:
    plain = " " + " ".join(re.findall(r"[\w']+", sentence.text.casefold())) + " "
    words = plain.split()
    if len(words) > _SHORT:
        return 0.0
    strength = 2.0 * min(2, sum(f" {turn} " in plain for turn in language.turns))
    strength += 1.5 * sentence.turns + 1.0 * min(2, hooks_in(words, language))
    return strength + 0.5 * sentence.ends_paragraph + 0.5 * (len(words) >= 4)
