"""English numbers as words."""

from __future__ import annotations

import re
from functools import lru_cache

#: Longer runs of digits are card and order numbers: they are read digit by digit.
_LONGEST = 12
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


@lru_cache(maxsize=4096)
def _words(number: int, form: str) -> str:
    # Imported when a number first comes along: the package loads every language it knows.
    from num2words import num2words  # noqa: PLC0415

    text: str = num2words(number, lang="en", to=form)
    # Its commas would become pauses, and stories are told with American numbers, which have no "and".
    return text.replace(",", "").replace(" and ", " ")


def cardinal(number: int) -> str:
    """`21` as "twenty-one"."""
    return _words(number, "cardinal")


def ordinal(number: int) -> str:
    """`21` as "twenty-first"."""
    return _words(number, "ordinal")


def year(number: int) -> str:
    """`1999` as "nineteen ninety-nine", `2005` as "two thousand five"."""
    return _words(number, "year")


def plural(words: str) -> str:
    """Words with the last one in the plural: "sixty" as "sixties"."""
    return re.sub(r"y$", "ie", words) + ("es" if words.endswith("x") else "s")


def digits(text: str) -> str:
    """Every digit by itself."""
    return " ".join(_DIGITS[int(digit)] for digit in text if digit.isdigit())


def number(text: str) -> str:
    """A number as it is written, with thousands and decimals, in words.

    Numbers that begin with a nought or are longer than a number anybody says are read digit by digit.
    """
    integer, point, fraction = text.replace(",", "").partition(".")
    if len(integer) > _LONGEST or (len(integer) > 1 and integer.startswith("0")):
        said = digits(integer)
    else:
        said = cardinal(int(integer or "0"))
    return f"{said} point {digits(fraction)}" if point and fraction else said
