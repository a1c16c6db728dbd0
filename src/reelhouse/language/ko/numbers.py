"""Korean numbers: the native row for what is counted, the Chinese one for what is measured."""

from __future__ import annotations

from functools import lru_cache

from reelhouse.language.figures import Figure
from reelhouse.language.tongue import Noun, Tongue

_DIGITS = ("공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
#: Months that have names of their own.
_MONTHS = {6: "유", 10: "시"}


@lru_cache(maxsize=4096)
def sino(number: int) -> str:
    """`28` as "이십팔"."""
    # Imported when a number first comes along: the package loads every language it knows.
    from num2words import num2words  # noqa: PLC0415

    return str(num2words(number, lang="ko"))


def native(number: int) -> str:
    """`28` as "스물여덟", as it stands before a noun: `20` is "스무". From 100 on the Chinese row is said."""
    if not 0 < number < 100:
        return sino(number)
    if number == 20:
        return "스무"
    return _TENS[number // 10] + _ONES[number % 10]


def counted(value: Figure, noun: Noun, before: str) -> str:  # noqa: ARG001 (Korean does not look back)
    """A number with its noun: "스물여덟 살", "이십팔 세"."""
    row, form = noun
    if not value.is_whole:
        return f"{plain(value, '', '')} {form}"
    if form == "월" and value.value in _MONTHS:
        return f"{_MONTHS[value.value]}월"
    hour = form == "시" and value.value > 12
    return f"{native(value.value) if row == 'native' and not hour else sino(value.value)} {form}"


def plain(value: Figure, before: str, after: str) -> str:  # noqa: ARG001 (as above)
    """A number by itself, in the Chinese row."""
    if not value.is_whole:
        return f"{sino(value.value)} 점 {' '.join(_DIGITS[int(digit)] for digit in value.fraction)}".replace("공", "영")
    return " ".join(_DIGITS[int(digit)] for digit in value.whole) if value.is_code else sino(value.value)


TONGUE = Tongue("ko", ".", counted, plain, lambda digit: _DIGITS[int(digit)])
