"""Times, years, decades, dates and ordinals."""

from __future__ import annotations

import re

from reelhouse.language.en.numbers import cardinal, ordinal, plural, year

_MONTHS: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH_OF = (
    {name.lower(): name for name in _MONTHS} | {name[:3].lower(): name for name in _MONTHS} | {"sept": "September"}
)
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)(?!\d)"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]|[.,]\d)"

_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}(?:,?\s+{_YEAR})?", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"(?<![\w.,:/-]){_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\w)", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b{_MONTH},?\s+{_YEAR}", re.IGNORECASE)
_ISO = re.compile(r"(?<![\w-])(?P<year>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])")
_SLASHES = re.compile(r"(?<![\w/.])(?!24/7\b)(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<year>\d{4}|\d{2}))?(?![\w/]|[.,]\d)")

_CLOCK = re.compile(
    r"(?<![\w:.])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?::[0-5]\d)?(?:\s*(?P<half>[ap])(?:\.m\b\.?|m\b))?(?![\d:])",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\w:.,$€£])(?P<h>1[0-2]|0?[1-9])\s*(?P<half>[ap])(?:\.m\b\.?|m\b)", re.IGNORECASE)
_HOURS = re.compile(
    r"(?<![\w:.,$])(?P<a>1[0-2]|[1-9])\s?[-–]\s?(?=(?:1[0-2]|[1-9])(?::\d\d)?\s*[ap]\.?m\b)", re.IGNORECASE
)

_DECADE = re.compile(r"(?<![\w$€£.,])(?P<apostrophe>['’])?(?P<ten>(?:1[0-9]|20)?\d0)['’]?s\b")
_SPAN = re.compile(rf"(?<![\w$€£.,-]){_YEAR}\s?[-–—]\s?(?P<end>(?:1[0-9]|20)?\d\d)(?![\w-]|[.,]\d)")
_BEFORE_YEAR = (
    r"in|since|from|until|till|by|of|year|before|after|during|around|circa|early|late|mid|summer|winter|spring|fall|"
    r"autumn|christmas|class of|back in"
)
_COUNTED = r"people|dollars|bucks|euros|pounds|miles|feet|times|words|pages|hours|days|years|calories|of|other|more"
_IN_YEAR = re.compile(
    rf"(?P<before>\b(?:{_BEFORE_YEAR})\s+|\()(?P<year>(?:1[1-9]|20)\d\d)"
    rf"(?!\d|[.,]\d|['’]?\w|\s*[%–-]|\s+(?:{_COUNTED})\b)",
    re.IGNORECASE,
)
_YEAR_IS = re.compile(r"(?<![\w$€£.,-])(?P<year>(?:19|20)\d\d)(?=\s+(?:was|is|has been|had been|will be)\b)")
_ORDINAL = re.compile(r"(?<![\w.,])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,9})(?:st|nd|rd|th)\b", re.IGNORECASE)


def read_times(text: str) -> str:
    """Write times of day out: "5:05pm" as "five oh five P-M"."""
    text = _HOURS.sub(lambda found: f"{cardinal(int(found['a']))} to ", text)
    text = _CLOCK.sub(_clock, text)
    return _HOUR.sub(lambda found: cardinal(int(found["h"])) + _half(found), text)


def read_dates(text: str) -> str:
    """Write dates out: "Nov 21, 2024" as "November twenty-first, twenty twenty-four"."""
    text = _ISO.sub(lambda found: _date(_MONTHS[int(found["m"]) - 1], found["day"], found["year"]), text)
    text = _SLASHES.sub(_slashes, text)
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        text = pattern.sub(lambda found: _date(_name(found), found["day"], found["year"]), text)
    return _MONTH_YEAR.sub(lambda found: f"{_name(found)} {year(int(found['year']))}", text)


def read_years(text: str) -> str:
    """Write decades and years out where a number is surely one."""
    text = _DECADE.sub(_decade, text)
    text = _SPAN.sub(_span, text)
    text = _YEAR_IS.sub(lambda found: year(int(found["year"])), text)
    return _IN_YEAR.sub(lambda found: found["before"] + year(int(found["year"])), text)


def read_ordinals(text: str) -> str:
    """Write ordinals out: "21st" as "twenty-first"."""
    return _ORDINAL.sub(lambda found: ordinal(int(found["n"].replace(",", ""))), text)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["m"])
    if minute:
        said = f"{cardinal(hour)} {'oh ' if minute < 10 else ''}{cardinal(minute)}"
    elif found["half"] or not 1 <= hour <= 12:
        said = cardinal(hour) if found["half"] else f"{cardinal(hour)} hundred hours"
    else:
        said = f"{cardinal(hour)} o'clock"
    return said + _half(found)


def _half(found: re.Match[str]) -> str:
    if not found["half"]:
        return ""
    # "5 p.m. Then": the last stop of the abbreviation ended the sentence too.
    rest = found.string[found.end() :]
    stop = "." if found[0].endswith(".") and re.match(r"\s*$|\s+[A-Z]", rest) else ""
    return f" {found['half'].upper()}-M{stop}"


def _date(month: str, day: str, of_year: str | None) -> str:
    said = f"{month} {ordinal(int(day))}"
    return f"{said}, {year(int(of_year))}" if of_year else said


def _name(found: re.Match[str]) -> str:
    return _MONTH_OF[found["month"].lower()]


def _slashes(found: re.Match[str]) -> str:
    """A date when one number can only be the day or a year follows; otherwise left for the fractions."""
    month, day = int(found["a"]), int(found["b"])
    certain = 12 < max(month, day) <= 31 and 1 <= min(month, day) <= 12
    if not certain and not (found["year"] and 1 <= month <= 12 and 1 <= day <= 12):
        return found[0]
    if month > 12:
        month, day = day, month
    of_year = found["year"]
    if of_year and len(of_year) == 2:
        of_year = ("20" if int(of_year) < 50 else "19") + of_year
    return _date(_MONTHS[month - 1], str(day), of_year)


def _decade(found: re.Match[str]) -> str:
    ten = int(found["ten"])
    if ten in {0, 1000}:
        return found[0]
    return plural(year(ten) if ten > 99 else cardinal(ten))


def _span(found: re.Match[str]) -> str:
    end = found["end"] if len(found["end"]) == 4 else found["year"][:2] + found["end"]
    return f"{year(int(found['year']))} to {year(int(end))}"
