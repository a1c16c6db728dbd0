"""Romanian times, dates and ordinals. Years are plain numbers."""

from __future__ import annotations

import re

from reelhouse.language.ro.numbers import cardinal

_MONTHS = [
    "ianuarie",
    "februarie",
    "martie",
    "aprilie",
    "mai",
    "iunie",
    "iulie",
    "august",
    "septembrie",
    "octombrie",
    "noiembrie",
    "decembrie",
]
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(
    rf"(?<![\w.,:/-])(?P<day>[1-9]|[12]\d|3[01])\s+(?P<month>{_MONTH})(?:\s+(?P<year>\d{{4}}))?(?!\w)", re.IGNORECASE
)
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<m>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\w/-])"
)
_CLOCK = re.compile(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])")
_HOUR = re.compile(r"\b(?P<before>ora|orele)\s+(?P<h>[01]?\d|2[0-4])(?![\w:.,])", re.IGNORECASE)
_ORDINAL = re.compile(r"\bal?\s+(?P<n>\d{1,3})-?(?P<end>lea|a)\b")
#: Counted parts are said in order: "partea a doua".
_PART = re.compile(r"\b(?P<what>partea)\s+(?P<n>[1-9]\d?)(?:\s+din\s+(?P<of>\d+))?(?![\w.,]\d|\w)", re.IGNORECASE)
_IRREGULAR = {
    1: "prima",
    2: "doua",
    3: "treia",
    4: "patra",
    5: "cincea",
    6: "șasea",
    7: "șaptea",
    8: "opta",
    9: "noua",
    10: "zecea",
}


def read_times(text: str) -> str:
    """Write times of day out: "19:05" as "nouăsprezece și cinci"."""
    text = _CLOCK.sub(_clock, text)
    return _HOUR.sub(lambda found: f"{found['before']} {_hour(int(found['h']))}", text)


def read_dates(text: str) -> str:
    """Write dates out: "3.04.2021" as "trei aprilie două mii douăzeci și unu"."""
    text = _NUMERIC.sub(_numeric, text)
    return _DATE.sub(lambda found: _date(found["day"], found["month"], found["year"]), text)


def read_ordinals(text: str) -> str:
    """Write ordinals out: "al 3-lea" as "al treilea", "a 2-a" as "a doua"."""
    text = _PART.sub(_part, text)
    return _ORDINAL.sub(_ordinal, text)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["m"])
    if not minute:
        return f"{_hour(hour)} fix"
    if minute in {15, 30} and hour <= 12:
        return f"{_hour(hour)} și {'un sfert' if minute == 15 else 'jumătate'}"
    return f"{_hour(hour)} și {cardinal(minute)}"


def _hour(hour: int) -> str:
    return cardinal(hour, "f") if hour != 1 else "unu"


def _date(day: str, month: str, year: str | None) -> str:
    said = f"{'întâi' if int(day) == 1 else cardinal(int(day))} {month}"
    return f"{said} {cardinal(int(year))}" if year else said


def _numeric(found: re.Match[str]) -> str:
    year = found["year"]
    year = ("20" if int(year) < 50 else "19") + year if len(year) == 2 else year
    return _date(found["day"], _MONTHS[int(found["m"]) - 1], year)


def _part(found: re.Match[str]) -> str:
    said = f"{found['what']} {'întâi' if found['n'] == '1' else _feminine(int(found['n']))}"
    return f"{said} din {cardinal(int(found['of']), 'f')}" if found["of"] else said


def _feminine(number: int) -> str:
    return f"a {_IRREGULAR.get(number) or re.sub('i$', 'e', cardinal(number, 'f')) + 'a'}"


def _ordinal(found: re.Match[str]) -> str:
    number = int(found["n"])
    if found["end"] == "lea":
        return f"al {masculine(number)}"
    return "prima" if number == 1 else _feminine(number)


def masculine(number: int) -> str:
    """`3` as "treilea"; without its article."""
    # Imported when a number first comes along: the package loads every language it knows.
    from num2words import num2words  # noqa: PLC0415

    said: str = num2words(number, lang="ro", to="ordinal")
    return "doilea" if number == 2 else said.removeprefix("al ")
