"""Syllables of Spanish words: strong vowels, accented weak ones, and weak ones that stand alone."""

from __future__ import annotations

import re

_SILENT = re.compile(r"(?<=[qg])u(?=[eiéí])")
_NUCLEUS = re.compile(r"[iuüy]?[aeoáéó](?:[iuüy](?![aeoáéóíú]))?|[íú]|[iuü]{1,2}|(?<![a-záéíóúüñ])y(?![a-záéíóúüñ])")


def syllables(word: str) -> int:
    """The number of syllables of a lower-case word; 0 when it has no vowel."""
    return len(_NUCLEUS.findall(_SILENT.sub("", word)))
