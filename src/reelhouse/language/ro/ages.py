"""Ages as Romanian forums write them: (28F), M32, 28 ani."""

from __future__ import annotations

import re

from reelhouse.language.ro.numbers import cardinal, wants_of

_NOUNS = {"f": ("femeie", "fată"), "m": ("bărbat", "băiat"), "b": ("bărbat", "băiat")}
_ADULT = 18
_BRACKETS = re.compile(
    r"(?P<who>\beu\b)?\s*[(\[]\s*(?:(?P<a>\d{1,2})\s*[,/]?\s*(?P<g>[fmb])?|(?P<h>[fmb])\s*[,/]?\s*(?P<b>\d{1,2})|"
    r"(?P<c>\d{1,2})\s?(?:de\s)?ani)\s*[)\]],?(?P<after>(?=\s*[.!?…]|\s*$))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,$€])(?:(?P<a>\d{2})\s?(?P<g>[FMB])|(?P<h>[FMB])(?P<b>\d{2}))(?![\w°€$])")
_YEARS = re.compile(r"(?<![\w.,])(?P<n>\d{1,3})\s+ani\b")


def read_ages(text: str) -> str:
    """Write ages out: "eu (28F)" as "eu, femeie de douăzeci și opt de ani,"."""
    text = _BARE.sub(_bare, _BRACKETS.sub(_in_brackets, text))
    return _YEARS.sub(lambda found: years(int(found["n"])), text)


def years(age: int) -> str:
    """An age with its noun: "douăzeci și opt de ani", "un an"."""
    if age == 1:
        return "un an"
    return f"{cardinal(age)} {'de ' if wants_of(age) else ''}ani"


def _in_brackets(found: re.Match[str]) -> str:
    age = int(found["a"] or found["b"] or found["c"])
    if not age:
        return found[0]
    noun = _noun(found["g"] or found["h"], age) if found["who"] else ""
    return f"{found['who'] or ''}, {noun}de {years(age)}{'' if found['after'] is not None else ','}"


def _bare(found: re.Match[str]) -> str:
    age = int(found["a"] or found["b"])
    before = found.string[: found.start()].rstrip()
    goes_on = re.match(r"\s+\w", found.string[found.end() :])
    noun = "" if before else _noun(found["g"] or found["h"], age)
    return f"{', ' if before[-1:].isalpha() else ''}{noun}de {years(age)}{',' if goes_on else ''}"


def _noun(letter: str | None, age: int) -> str:
    words = _NOUNS.get((letter or "").lower())
    return f"{words[age < _ADULT]} " if words else ""
