"""Syllables of words, and how much of a line's time a word takes."""

from __future__ import annotations

import re

from reelhouse.language.language import Language

_LETTERS = re.compile(r"[^\W\d_]")
_VOWELS = frozenset("aeiouyáéíóúàèìòùâêîôûäëïöüãõăåæøœаеёиоуыэюя")
#: Hangul writes a syllable as one letter; every 28th of them has no final consonant.
_HANGUL = range(0xAC00, 0xD7A4)
#: Weight of a consonant and of the word itself, in syllables; fitted to word times of four engines.
_CONSONANT, _WORD = 0.38, 0.12


def syllables(word: str, language: Language) -> int:
    """How many syllables a word has; at least one when it has a letter, none otherwise."""
    parts = (part for part in re.split(r"[^\w'’]+", word.casefold()) if _LETTERS.search(part))
    return sum(max(1, language.syllables(part)) for part in parts)


def weight(word: str, language: Language) -> float:
    """How long a word takes compared with others of its line, in syllables."""
    letters = _LETTERS.findall(word.casefold())
    consonants = sum(_consonants(letter) for letter in letters)
    return syllables(word, language) + _CONSONANT * consonants + _WORD


def _consonants(letter: str) -> int:
    if ord(letter) in _HANGUL:
        return int((ord(letter) - _HANGUL.start) % 28 != 0)
    return int(letter not in _VOWELS)
