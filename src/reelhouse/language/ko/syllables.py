"""Syllables of Korean words: one for each Hangul letter, and vowel groups of Latin words."""

from __future__ import annotations

import re

_SYLLABLE = re.compile("[가-힣]|[aeiouy]+")


def syllables(word: str) -> int:
    """The number of syllables of a lower-case word; 0 when it has none."""
    return len(_SYLLABLE.findall(word))
