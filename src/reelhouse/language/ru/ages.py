"""Ages as Russian forums write them: (28Ж), М32, 28 лет, 5-летний."""

from __future__ import annotations

import re

from reelhouse.language.amounts import word_before
from reelhouse.language.ru.numbers import GENITIVE, cardinal, form

_NOUNS = {"f": ("женщина", "девочка"), "m": ("мужчина", "мальчик")}
_GENDERS = {"ж": "f", "f": "f", "д": "f", "м": "m", "m": "m", "п": "m"}
_ADULT = 18
_YEARS = "(?:лет|года?|л\\.?|г\\.?)"
_BRACKETS = re.compile(
    rf"(?P<who>\b(?:я|мне|меня)\b)?\s*[(\[]\s*(?:(?P<a>\d{{1,2}})\s*[,/]?\s*(?P<g>[жмfmдп])?|(?P<h>[жмfmдп])\s*[,/]?\s*"
    rf"(?P<b>\d{{1,2}})|(?P<c>\d{{1,2}})\s?{_YEARS})\s*[)\]],?(?P<after>(?=\s*[.!?…]|\s*$))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,])(?:(?P<a>\d{2})\s?(?P<g>[ЖМ])|(?P<h>[ЖМ])(?P<b>\d{2}))(?![\w°])")
_YEARS_OLD = re.compile(r"(?<![\w.,])(?P<n>\d{1,3})\s?(?:л\.|лет\b|года?\b)(?=\W|$)")
_COMPOUND = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3})-(?:ти|и|х|ми)?-?(?P<rest>(?:лет|этаж|комнат|процент|километр|час|днев|минут|метр|"
    r"месяч|недел|литр|мест|звезд)[а-яё]+)"
)
_STEMS = {1: "одно", 2: "двух", 3: "трёх", 4: "четырёх", 40: "сорока", 90: "девяносто", 100: "сто"}


def read_ages(text: str) -> str:
    """Write ages out: "я (28Ж)" as "я, женщина двадцати восьми лет,"."""
    text = _BRACKETS.sub(_in_brackets, text)
    text = _BARE.sub(_bare, text)
    text = _COMPOUND.sub(lambda found: _joined(int(found["n"])) + found["rest"], text)
    return _YEARS_OLD.sub(_years_old, text)


def years(age: int) -> str:
    """The genitive: "двадцати восьми лет", "двадцати одного года"."""
    return f"{cardinal(age, 'g')} {'года' if form(age) == 0 else 'лет'}"


def _in_brackets(found: re.Match[str]) -> str:
    age = int(found["a"] or found["b"] or found["c"])
    gender = found["g"] or found["h"]
    if not age:
        return found[0]
    noun = (
        f"{_NOUNS[_GENDERS[gender.lower()]][age < _ADULT]} "
        if gender and found["who"] and found["who"].lower() == "я"
        else ""
    )
    end = "" if found["after"] is not None else ","
    return f"{found['who'] or ''}, {noun}{years(age)}{end}"


def _bare(found: re.Match[str]) -> str:
    age, gender = int(found["a"] or found["b"]), _GENDERS[(found["g"] or found["h"]).lower()]
    goes_on = re.match(r"\s+\w", found.string[found.end() :])
    before = found.string[: found.start()].rstrip()
    noun = "" if before and word_before(before) not in {"я", "мне"} else f"{_NOUNS[gender][age < _ADULT]} "
    return f"{', ' if before and before[-1:].isalpha() else ''}{noun}{years(age)}{',' if goes_on else ''}"


def _years_old(found: re.Match[str]) -> str:
    age = int(found["n"])
    before = word_before(found.string[: found.start()])
    if before in GENITIVE or before in {"с", "со"}:
        return years(age)
    return f"{cardinal(age)} {('год', 'года', 'лет')[form(age)]}"


def _joined(number: int) -> str:
    """The first half of a compound: `25` as "двадцатипяти"."""
    if number in _STEMS:
        return _STEMS[number]
    if number < 21 or number % 10 == 0:
        return cardinal(number, "g").replace(" ", "")
    tens, ones = number - number % 10, number % 10
    return cardinal(tens, "g").replace(" ", "") + _STEMS.get(ones, cardinal(ones, "g"))
