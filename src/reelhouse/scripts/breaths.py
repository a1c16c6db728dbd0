"""A sentence as a voice can say it: whole, or divided where one breathes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate

from reelhouse.language import Language
from reelhouse.language.weak import is_weak
from reelhouse.scripts.spoken import shown, spoken

#: A piece is not shorter than this.
_FEWEST_WORDS = 4
_PAUSES = re.compile(r"[,;:—–][\"'”’)]*$")


@dataclass(frozen=True)
class Breath:
    """Words said in one go, and the same words as they are written on the screen."""

    text: str
    shown: str


def breaths(sentence: str, language: Language, profanity: str) -> tuple[Breath, ...]:
    """What is said of a sentence, piece by piece; all pieces but the last end with a comma for the voice.

    Raises:
        UnsuitableStory: There is strong language and the policy is to reject it.
    """
    pieces = divide(sentence, language)
    said = [Breath(spoken(piece, language, profanity), shown(piece, language, profanity)) for piece in pieces]
    if not all(breath.text and breath.shown for breath in said):
        said = [Breath(spoken(sentence, language, profanity), shown(sentence, language, profanity))]
    going_on = [Breath(re.sub(r"\.$", ",", breath.text), breath.shown) for breath in said[:-1]]
    return (*going_on, said[-1])


def divide(sentence: str, language: Language) -> tuple[str, ...]:
    """A sentence of more words than one breath holds in two pieces or more, at commas and conjunctions if it can be."""
    words = sentence.split()
    if len(words) <= language.breath:
        return (sentence,)
    places = range(_FEWEST_WORDS, len(words) - _FEWEST_WORDS + 1)
    inside = _in_brackets(words)
    best = min(places, key=lambda place: (_cost(words, place, language, inside[place - 1]), place))
    left, right = " ".join(words[:best]), " ".join(words[best:])
    return (*divide(left, language), *divide(right, language))


def _cost(words: list[str], place: int, language: Language, in_brackets: bool) -> float:
    """How bad it is to divide before `words[place]`: far from the middle, or in the middle of a thought."""
    before, after = words[place - 1], words[place].strip("\"'“”‘’(").casefold()
    cost = abs(place - len(words) / 2)
    if after[:1].isdigit() or in_brackets:
        return cost + 100
    if _PAUSES.search(before):
        return cost - 12
    if after in language.conjunctions:
        return cost - 8
    return cost + (10 if is_weak(before, language) else 4)


def _in_brackets(words: list[str]) -> list[bool]:
    """After each word, whether a bracket is open."""
    round_ones = accumulate(word.count("(") - word.count(")") for word in words)
    square_ones = accumulate(word.count("[") - word.count("]") for word in words)
    return [one > 0 or other > 0 for one, other in zip(round_ones, square_ones, strict=True)]
