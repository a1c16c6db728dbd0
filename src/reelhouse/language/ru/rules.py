"""What makes a Russian text speakable, in order: what is special runs before what is general."""

from __future__ import annotations

import re

from reelhouse.language.amounts import read_fractions, read_money, read_numbers, read_percent, read_units
from reelhouse.language.capitals import read_abbreviations, read_capitals
from reelhouse.language.ru.ages import read_ages
from reelhouse.language.ru.dates import read_dates, read_ordinals, read_times, read_years
from reelhouse.language.ru.numbers import TONGUE
from reelhouse.language.signs import read_comparisons, read_leftovers, read_signs
from reelhouse.language.tables import Rule, with_digits

_CITY = re.compile(r"(?<!\d)(?<!\d\s)\b(?P<inside>в\s)?г\.\s?(?=[А-ЯЁ])")
_HOUSE = re.compile(r"\bд\.\s?(?=\d)")


def _places(text: str) -> str:
    """Addresses: "г. Москва" is a city, "д. 5" a house."""
    return _HOUSE.sub("дом ", _CITY.sub(lambda found: "в городе " if found["inside"] else "город ", text))


RULES: tuple[Rule, ...] = (
    with_digits(_places, read_ages, read_times, read_dates, read_years, read_ordinals),
    _places,
    with_digits(
        read_comparisons(TONGUE), read_money(TONGUE), read_percent(TONGUE), read_units(TONGUE), read_fractions(TONGUE)
    ),
    read_abbreviations("ru"),
    read_signs(TONGUE),
    with_digits(read_numbers(TONGUE)),
    read_capitals("ru"),
    read_leftovers(TONGUE),
)
