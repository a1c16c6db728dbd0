"""The strongest few words of a title, for a picture as small as a thumbnail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reelhouse.language.language import Language
from reelhouse.language.sentences import split_sentences

#: Most words of a headline, and what a word that says something counts against one that does not.
MOST, STRONG, WEAK = 5, 2.0, -0.4
#: What it costs to leave out the beginning of a sentence, to cut a word off from the one it goes on with, and to leave
#: out a "not".
LATE, CUT, LOST = 1.5, 1.2, 3.0
_EDGES = " \"'“”„«»‘’()[].,;:…—–-¿¡"


class Headline(NamedTuple):
    """Words, and the number of the one that is set in the accent."""

    words: tuple[str, ...]
    accent: int


def headline(title: str, language: Language, *, capitals: bool = True) -> Headline:
    """The best run of at most `MOST` words out of one sentence; the words stay as they stood beside one another.

    A title that is short enough is taken whole. A run begins and ends with words that say something, the earlier of
    two equals wins, and its last word is the accent. It rather begins where the sentence does and ends where a phrase
    does: before a word that says little, or with the sentence.
    """
    sentences = [_words(sentence) for sentence in split_sentences(_without_mark(title, language), language)]
    if sum(len(words) for words in sentences) <= MOST:
        return _set([word for words in sentences for word in words], capitals)
    runs = [
        (words, start, end)
        for words in sentences
        for start in range(len(words))
        for end in range(start + 1, min(start + MOST, len(words)) + 1)
    ]
    words, start, end = max(runs, key=lambda run: _score(run[0], run[1], run[2], language))
    return _set(words[start:end], capitals)


def _without_mark(title: str, language: Language) -> str:
    """The title without the sign by which it asks for a verdict; that belongs to a forum, not on a cover."""
    marks = (mark for mark in language.verdict_marks if title.casefold().startswith(f"{mark} "))
    return title[len(next(marks, "")) :].strip()


def _set(run: Sequence[str], capitals: bool) -> Headline:
    """Without capitals only the first letter is made a large one: the run may begin inside a sentence."""
    words = (
        [word.upper() for word in run] if capitals else [word[:1].upper() + word[1:] for word in run[:1]] + [*run[1:]]
    )
    return Headline(tuple(words), max(len(run) - 1, 0))


def _words(sentence: str) -> list[str]:
    return [bare for word in sentence.split() if (bare := word.strip(_EDGES))]


def _score(words: Sequence[str], start: int, end: int, language: Language) -> float:
    silent = [_says_little(word, language) for word in words]
    edges = 3.0 * (silent[start] + silent[end - 1])
    late = LATE * (not all(silent[:start]))
    cut = CUT * (end < len(words) and not silent[end])
    lost = LOST * any(_negates(word, language) for word in words[:start])
    return sum(WEAK if weak else STRONG for weak in silent[start:end]) - edges - late - cut - lost


def _says_little(word: str, language: Language) -> bool:
    bare = word.strip("?!").casefold()
    return not _negates(word, language) and (bare in language.weak or bare in language.stop)


def _negates(word: str, language: Language) -> bool:
    bare = word.strip("?!").casefold()
    return bare in language.negations or bare.replace("’", "'").endswith("n't")
