"""Reading the data files of a language's folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from reelhouse.config.plain import read_plain

#: Rewrites a text; a language lists its own in the order in which they must run.
Rule = Callable[[str], str]


def read_table(code: str, name: str) -> dict[str, Any]:
    """A YAML table of a language's folder; an empty `code` reads what belongs to no language."""
    table: dict[str, Any] = read_plain(_read(code, name))
    return table


def read_words(code: str, name: str) -> frozenset[str]:
    """The words of a list: separated by white space, lines that begin with # left out."""
    return frozenset(re.sub(r"(?m)^#.*$", "", _read(code, name)).split())


def read_lines(code: str, name: str) -> tuple[str, ...]:
    """The lines of a list, in order, lines that begin with # left out; none when the language has no such list."""
    if not files("reelhouse.language").joinpath(code, name).is_file():
        return ()
    return tuple(line for line in _read(code, name).splitlines() if line and not line.startswith("#"))


@cache
def _read(code: str, name: str) -> str:
    return files("reelhouse.language").joinpath(code, name).read_text("utf-8")


def alternatives(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, the longest that fits.

    Words are grouped by their first character: a search then tries a few branches at each place, not all of them.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in sorted(groups.items()))


def with_digits(*rules: Rule) -> Rule:
    """The rules one after another, for texts that have a digit; most sentences have none."""

    def apply(text: str) -> str:
        if re.search(r"\d", text):
            for rule in rules:
                text = rule(text)
        return text

    return apply
