"""Syllables of Russian words: one for each vowel letter."""

from __future__ import annotations

import re

_VOWELS = re.compile("[аеёиоуыэюяaeiouy]")


def syllables(word: str) -> int:
    """The number of syllables of a lower-case word; 0 when it has no vowel."""
    return len(_VOWELS.findall(word))
