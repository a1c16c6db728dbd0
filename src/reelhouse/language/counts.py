"""Counts as a language writes them in a hurry."""

from __future__ import annotations

from reelhouse.language.language import Language


def short_count(number: int, language: Language) -> str:
    """A count of votes or replies: 999, 1.1k, 14.2k, 3M in English; never rounded up."""
    for unit, sign in sorted(language.counts.items(), reverse=True):
        if number >= unit:
            whole, tenth = divmod(number * 10 // unit, 10)
            return f"{whole}{language.decimal}{tenth}{sign}" if tenth and whole < 100 else f"{whole}{sign}"
    return str(number)
