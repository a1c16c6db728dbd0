"""Ages as Spanish forums write them: (28F), (H32), 28 años.

M is a man beside an F and a woman beside an H: a sentence does not tell, so only the age is said.
"""

from __future__ import annotations

import re

from reelhouse.language.es.numbers import cardinal

_NOUNS = {"f": ("mujer", "chica"), "h": ("hombre", "chico"), "v": ("hombre", "chico")}
_ADULT = 18
_BRACKETS = re.compile(
    r"(?P<who>\byo\b)?\s*[(\[]\s*(?:(?P<a>\d{1,2})\s*[,/]?\s*(?P<g>[fhmv])?|(?P<h>[fhmv])\s*[,/]?\s*(?P<b>\d{1,2})|"
    r"(?P<c>\d{1,2})\s?años)\s*[)\]],?(?P<after>(?=\s*[.!?…]|\s*$))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,$€])(?:(?P<a>\d{2})\s?(?P<g>[FHM])|(?P<h>[FHM])(?P<b>\d{2}))(?![\w°€$])")


def read_ages(text: str) -> str:
    """Write ages out: "yo (28F)" as "yo, mujer de veintiocho años,"."""
    return _BARE.sub(_bare, _BRACKETS.sub(_in_brackets, text))


def _in_brackets(found: re.Match[str]) -> str:
    age = int(found["a"] or found["b"] or found["c"])
    if not age:
        return found[0]
    noun = _noun(found["g"] or found["h"], age) if found["who"] else ""
    return f"{found['who'] or ''}, {noun}de {_years(age)}{'' if found['after'] is not None else ','}"


def _bare(found: re.Match[str]) -> str:
    age = int(found["a"] or found["b"])
    before = found.string[: found.start()].rstrip()
    goes_on = re.match(r"\s+\w", found.string[found.end() :])
    noun = "" if before else _noun(found["g"] or found["h"], age)
    return f"{', ' if before[-1:].isalpha() else ''}{noun}de {_years(age)}{',' if goes_on else ''}"


def _noun(letter: str | None, age: int) -> str:
    words = _NOUNS.get((letter or "").lower())
    return f"{words[age < _ADULT]} " if words else ""


def _years(age: int) -> str:
    return f"{cardinal(age, 'm')} {'año' if age == 1 else 'años'}"
