"""The words that tell one story from another, for its tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reelhouse.language import Language
from reelhouse.language.stems import strong_stem
from reelhouse.language.tables import read_lines
from reelhouse.model.script import Role, Script

#: A word of letters, with what joins two of them.
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: How much a word counts in the title, and after a word such as "my"; elsewhere it is one.
_TITLE, _THING = 3, 2
#: Letters of a word worth a tag: in writings whose letters are syllables, in others, and in a title.
_SYLLABIC, _USUAL, _IN_TITLE = 2, 4, 3
#: Letters of a word that its forms share; the rest may be an ending.
_ROOT = 5
#: Letters of the longest word that somebody searches for.
_LONGEST = 30


@dataclass(frozen=True)
class _Lists:
    """Words that every story has; words before a thing; endings to take off, longest first."""

    common: frozenset[str]
    before: frozenset[str]
    endings: tuple[str, ...]


def keywords(script: Script, language: Language, most: int) -> tuple[str, ...]:
    """Up to `most` words in small letters, the most telling first: those of the title, things, and what returns.

    Forms of one word count together, and the shortest stands for them.
    """
    counts: Counter[str] = Counter()
    forms: dict[str, list[str]] = {}
    for word, weight in _weighed(script, language):
        counts[word[:_ROOT]] += weight
        forms.setdefault(word[:_ROOT], []).append(word)
    order = sorted(counts, key=lambda root: -counts[root])  # stable: of equals, the first to be read
    return tuple(min(forms[root], key=len) for root in order[:most])


def _weighed(script: Script, language: Language) -> Iterator[tuple[str, int]]:
    lists = _lists(language)
    shortest = _SYLLABIC if language.script == "Hangul" else _USUAL
    told = (line.shown for scene in script.scenes if scene.role in {Role.STORY, Role.TWIST} for line in scene.lines)
    for text, weight, least in (
        (script.title, _TITLE, min(shortest, _IN_TITLE)),
        *((one, 1, shortest) for one in told),
    ):
        former = ""
        for found in _WORD.findall(text.casefold()):
            if word := _telling(found, least, language):
                yield word, weight * (_THING if former in lists.before else 1)
            former = found


def _telling(word: str, shortest: int, language: Language) -> str:
    """The word as a tag shows it; empty when it says nothing, or nothing that belongs into a tag."""
    lists = _lists(language)
    if not lists.common.isdisjoint((word, *word.split("-"))) or strong_stem(word, language):
        return ""
    root = next((word[: -len(end)] for end in lists.endings if word.endswith(end)), word)
    plain = re.sub(r"['’]s?|-", "", root)
    usable = shortest <= len(plain) <= _LONGEST and lists.common.isdisjoint((root, plain))
    return plain if usable else ""


@cache
def _lists(language: Language) -> _Lists:
    listed = [word for line in read_lines(language.code, "untagged.txt") for word in line.split()]
    endings = sorted((word[1:] for word in listed if word.startswith("-")), key=lambda end: (-len(end), end))
    before = frozenset(word[1:] for word in listed if word.startswith("+"))
    words = (language.stop, language.weak, language.conjunctions, language.negations, language.profanity, before)
    own = (*language.first_person, *(word for word in listed if word[0] not in "-+"))
    return _Lists(frozenset(word.casefold() for group in (*words, own) for word in group), before, tuple(endings))
