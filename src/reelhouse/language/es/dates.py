"""Spanish times, dates and ordinals. Years are plain numbers."""

from __future__ import annotations

import re

from reelhouse.language.es.numbers import cardinal, ordinal

_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_DATE = re.compile(
    rf"(?<![\w.,:/-])(?P<day>[1-9]|[12]\d|3[01])\s+de\s+(?P<month>{'|'.join(_MONTHS)}|setiembre)(?:\s+del?\s+(?P<year>\d{{4}}))?(?!\w)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.-])(?P<m>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\w/-])"
)
_CLOCK = re.compile(
    r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])(?:\s?(?:h(?:rs?|oras)?\b\.?))?(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\w:.,])(?P<h>1[0-2]|[1-9])\s?(?P<half>[ap])\.?\s?m\b\.?", re.IGNORECASE)
_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,3})\.?\s?(?P<end>[°º]|er\b|ro\b|do\b|to\b|vo\b|mo\b|[oaª]\b|ra\b|da\b|ta\b)(?![\dCF])"
)
_DECADE = re.compile(r"\b(?P<before>años)\s+['’]?(?P<ten>[2-9]0)(?:'?s)?\b", re.IGNORECASE)
_HALVES = {"a": "de la mañana", "p": "de la tarde"}


def read_times(text: str) -> str:
    """Write times of day out: "19:05" as "diecinueve cero cinco"."""
    text = _CLOCK.sub(_clock, text)
    return _HOUR.sub(lambda found: f"{_hour(int(found['h']))} {_half(int(found['h']), found['half'])}", text)


def read_dates(text: str) -> str:
    """Write dates out: "3/4/2021" as "tres de abril de dos mil veintiuno"."""
    text = _NUMERIC.sub(_numeric, text)
    return _DATE.sub(lambda found: _date(found["day"], found["month"], found["year"]), text)


def read_ordinals(text: str) -> str:
    """Write ordinals and decades out: "2ª" as "segunda", "3.er" as "tercer"."""
    text = _DECADE.sub(lambda found: f"{found['before']} {cardinal(int(found['ten']))}", text)
    return _ORDINAL.sub(_ordinal, text)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["m"])
    said = _hour(hour)
    if minute:
        said += f" {'cero ' if minute < 10 else ''}{cardinal(minute)}" if minute not in {15, 30} or hour > 12 else ""
        said += {15: " y cuarto", 30: " y media"}.get(minute, "") if hour <= 12 else ""
    elif not found["half"]:
        said += " en punto"
    return f"{said} {_half(hour, found['half'])}" if found["half"] else said


def _hour(hour: int) -> str:
    return "una" if hour == 1 else cardinal(hour)


def _half(hour: int, letter: str) -> str:
    return "de la noche" if letter.lower() == "p" and 8 <= hour <= 11 else _HALVES[letter.lower()]


def _date(day: str, month: str, year: str | None) -> str:
    said = f"{cardinal(int(day))} de {month}"
    return f"{said} de {cardinal(int(year))}" if year else said


def _numeric(found: re.Match[str]) -> str:
    year = found["year"]
    year = ("20" if int(year) < 50 else "19") + year if len(year) == 2 else year
    return _date(found["day"], _MONTHS[int(found["m"]) - 1], year)


def _ordinal(found: re.Match[str]) -> str:
    said = ordinal(int(found["n"]), "f" if found["end"][-1] in "aª" else "m")
    return said.removesuffix("o") if found["end"] == "er" else said
