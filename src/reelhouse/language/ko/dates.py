"""Korean times and dates in figures; those in words are numbers with counters."""

from __future__ import annotations

import re

from reelhouse.language.figures import Figure
from reelhouse.language.ko.numbers import counted, native, sino

_CLOCK = re.compile(r"(?<![\w:.,])(?P<h>[01]?\d|2[0-4]):(?P<m>[0-5]\d)(?![\d:])")
_DATE = re.compile(
    r"(?<![\w.,/-])(?P<year>(?:19|20)\d\d)\s?[./-]\s?(?P<m>0?[1-9]|1[0-2])\s?[./-]\s?(?P<day>0?[1-9]|[12]\d|3[01])\.?(?![\d.])"
)


def read_times(text: str) -> str:
    """Write times of day out: "7:30" as "일곱 시 삼십 분"."""
    return _CLOCK.sub(_clock, text)


def read_dates(text: str) -> str:
    """Write dates out: "2021.06.03" as "이천이십일 년 유월 삼 일"."""
    return _DATE.sub(_date, text)


def _clock(found: re.Match[str]) -> str:
    hour, minute = int(found["h"]), int(found["m"])
    said = f"{native(hour) if 1 <= hour <= 12 else sino(hour)} 시"
    return f"{said} {sino(minute)} 분" if minute else said


def _date(found: re.Match[str]) -> str:
    month = counted(Figure(str(int(found["m"]))), ("sino", "월"), "")
    return f"{sino(int(found['year']))} 년 {month} {sino(int(found['day']))} 일"
