"""How long words take in any language: by its syllables where its folder is here, by its letters elsewhere."""

from __future__ import annotations

from functools import cache

from reelhouse.language.language import Language, language_codes, open_language
from reelhouse.language.syllables import syllables, weight
from reelhouse.language.tags import primary

#: Letters in an average syllable, where nothing better is known.
_LETTERS = 2.4


def length_of(word: str, language: str) -> float:
    """How long a word takes compared with others of its line, in syllables; above zero."""
    known = _known(language)
    return max(weight(word, known), 0.1) if known else max(_letters(word) / _LETTERS, 0.1)


def syllables_of(text: str, language: str) -> float:
    """The syllables of a text; an estimate for a language whose folder is not here."""
    known = _known(language)
    return float(syllables(text, known)) if known else _letters(text) / _LETTERS


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


@cache
def _known(tag: str) -> Language | None:
    code = primary(tag)
    return open_language(code) if code in language_codes() else None
