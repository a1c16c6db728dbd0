"""Words that are known by their beginning, where a language has too many endings to list."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from reelhouse.language.language import Language


def hooks_in(words: Iterable[str], language: Language) -> int:
    """How many different hooks are among small-letter words."""
    return sum(word in language.hooks or word.startswith(language.hook_stems) for word in set(words))


def strong_stem(word: str, language: Language) -> str:
    """The longest beginning of a small-letter word that is strong language; empty when there is none."""
    if not word.startswith(_stems(language)):
        return ""
    return next(stem for stem in _stems(language) if word.startswith(stem))


@cache
def _stems(language: Language) -> tuple[str, ...]:
    return tuple(sorted(language.profane_stems, key=lambda stem: (-len(stem), stem)))
