"""Russian times, dates, years and ordinals, in the case that the words around them want."""

from __future__ import annotations

import re

from reelhouse.language.amounts import word_before
from reelhouse.language.ru.numbers import cardinal, form, ordinal

_MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_MONTH = "|".join(_MONTHS)
_YEAR_WORD = r"(?:год(?:а|у|ом|е|ах|ы|ов)?\b|гг?\.)"
_DATE = re.compile(
    rf"(?<![\w.,:/-])(?:(?P<from>\d{{1,2}})\s?[-–—]\s?)?(?P<day>[1-9]|0[1-9]|[12]\d|3[01])(?:-?(?:го|е|ого))?\s+(?P<month>{_MONTH})"
    rf"(?:\s+(?P<year>\d{{4}})(?!\d)(?:\s?(?:года|г\.))?)?",
    re.IGNORECASE,
)
_DOTS = re.compile(
    r"(?<![\d.])(?P<day>0?[1-9]|[12]\d|3[01])\.(?P<m>0[1-9]|1[0-2])\.(?P<year>(?:19|20)?\d\d)(?![\d])(?:\s?(?:года|г\.))?"
)
_YEARS = re.compile(
    rf"(?<![\w.,-])(?:(?P<from>(?:1[0-9]|20)\d\d)\s?(?P<to>[-–—]|по|до)\s?)?(?P<year>(?:1[0-9]|20)\d\d)(?:-?(?:го|м|й|ый|ом|е))?\s?(?P<word>{_YEAR_WORD})"
)
_ALONE = re.compile(
    r"\b(?P<before>в|с|до|после|к|по|от|за)\s+(?P<year>(?:19|20)\d\d)(?:-?(?:го|м|му))?(?=\s*[.,!?;:)]|\s*$|\s+[а-яё]+л[аи]?\b)",
    re.IGNORECASE,
)
_DECADE = re.compile(r"(?<![\w.,])(?:19|20)?(?P<ten>[1-9]0)-?(?P<end>е|х|м|ми)(?!\w)")
_ORDINAL = re.compile(
    r"(?<![\w.,])(?P<n>\d{1,4})-?(?P<end>й|ый|ой|ий|я|ая|яя|е|ое|го|ого|му|ому|м|ым|ом|ю|ую|юю|х|ых)(?!\w)"
)
#: Counted parts are said in order: "часть первая".
_PART = re.compile(r"\b(?P<what>часть|глава|серия|страница)\s+(?P<n>[1-9]\d?)(?![\w.,:]\d|\w)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])(?:\s?(?:ч\.?|час(?:ов|а)?))?")
_ENDINGS = {
    "й": ("n", "m"), "ый": ("n", "m"), "ой": ("n", "m"), "ий": ("n", "m"), "я": ("n", "f"), "ая": ("n", "f"),
    "яя": ("n", "f"), "е": ("n", "n"), "ое": ("n", "n"), "го": ("g", "m"), "ого": ("g", "m"),
    "му": ("d", "m"), "ому": ("d", "m"),
    "м": ("p", "m"), "ым": ("i", "m"), "ом": ("p", "m"), "ю": ("a", "f"), "ую": ("a", "f"), "юю": ("a", "f"),
}  # fmt: skip
_YEAR_CASES = {"год": "n", "года": "g", "году": "p", "годом": "i", "годе": "p", "г.": "g"}
_BEFORE = {"к": "d", "ко": "d", "на": "n", "по": "n", "сегодня": "n", "было": "n", "наступило": "n", "вчера": "n"}
_CLOCK_CASES = {"до": "g", "после": "g", "около": "g", "с": "g", "от": "g", "к": "d"}


def read_times(text: str) -> str:
    """Write times of day out: "19:05" as "девятнадцать ноль пять", "до 7:00" as "до семи часов"."""
    return _CLOCK.sub(_clock, text)


def read_dates(text: str) -> str:
    """Write dates out: "21 ноября 2024 года" as "двадцать первого ноября две тысячи двадцать четвёртого года"."""
    text = _DOTS.sub(_dots, text)
    return _DATE.sub(_date, text)


def read_years(text: str) -> str:
    """Write years and decades out: "в 2019 году" as "в две тысячи девятнадцатом году"."""
    text = _DECADE.sub(_decade, text)
    text = _YEARS.sub(_year, text)
    return _ALONE.sub(_alone, text)


def read_ordinals(text: str) -> str:
    """Write ordinals out: "2-я" as "вторая", "часть 1" as "часть первая"."""
    text = _PART.sub(lambda found: f"{found['what']} {ordinal(int(found['n']), gender='f')}", text)
    return _ORDINAL.sub(_ordinal, text)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["m"])
    case = _CLOCK_CASES.get(word_before(found.string[: found.start()]), "n")
    first = cardinal(hour, case)
    if minute:
        return f"{first} {'ноль ' if minute < 10 else ''}{cardinal(minute, case)}"
    if hour > 12 or not hour:
        return f"{first} ноль-ноль"
    hours = {"n": ("час", "часа", "часов"), "g": ("часа", "часов", "часов"), "d": ("часу", "часам", "часам")}[case]
    return f"{first} {hours[form(hour)]}"


def _date(found: re.Match[str]) -> str:
    case = _BEFORE.get(word_before(found.string[: found.start()]), "g")
    first = f"{ordinal(int(found['from']), case, 'n')} — " if found["from"] else ""
    said = f"{first}{ordinal(int(found['day']), case, 'n')} {found['month']}"
    return f"{said} {ordinal(int(found['year']), 'g')} года" if found["year"] else said


def _dots(found: re.Match[str]) -> str:
    year = found["year"]
    year = ("20" if int(year) < 50 else "19") + year if len(year) == 2 else year
    case = _BEFORE.get(word_before(found.string[: found.start()]), "g")
    return f"{ordinal(int(found['day']), case, 'n')} {_MONTHS[int(found['m']) - 1]} {ordinal(int(year), 'g')} года"


def _year(found: re.Match[str]) -> str:
    word = found["word"]
    before = word_before(found.string[: found.start()])
    case = _YEAR_CASES.get(word, "n")
    if word in {"г.", "гг."}:
        case = {"в": "p", "к": "d", "по": "n", "за": "n"}.get(before, "g")
        word = {"p": "году", "d": "году", "n": "год", "g": "года"}[case]
    elif word == "году" and before == "к":
        case = "d"
    last = f"{ordinal(int(found['year']), case)} {word}"
    if not found["from"]:
        return last
    to = {"-": "по", "–": "по", "—": "по"}.get(found["to"], found["to"])
    return f"{ordinal(int(found['from']), 'g' if before in {'с', 'со'} else case)} {to} {last}"


def _alone(found: re.Match[str]) -> str:
    case = {"в": "p", "к": "d", "по": "n", "за": "n"}.get(found["before"].lower(), "g")
    return f"{found['before']} {ordinal(int(found['year']), case)}"


def _decade(found: re.Match[str]) -> str:
    word = ordinal(int(found["ten"]), plural=True)
    return re.sub("ые$", {"е": "ые", "х": "ых", "м": "ым", "ми": "ыми"}[found["end"]], word)


def _ordinal(found: re.Match[str]) -> str:
    number, end = int(found["n"]), found["end"]
    if end in {"х", "ых"}:
        return re.sub("ые$", "ых", ordinal(number, plural=True))
    return ordinal(number, *_ENDINGS[end])
