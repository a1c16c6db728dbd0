"""Weak words: articles, prepositions, conjunctions. A line or a caption should not end with one."""

from __future__ import annotations

from reelhouse.language.language import Language

_EDGES = " \"'“”‘’()[].,!?;:…—–-"


def is_weak(word: str, language: Language) -> bool:
    """Whether a word wants to stay with the next one; a word with a mark after it does not."""
    bare = word.strip(_EDGES)
    return word.endswith(bare) and bare.casefold() in language.weak
