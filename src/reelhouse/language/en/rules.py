"""What makes an English text speakable, in order: what is special runs before what is general."""

from __future__ import annotations

import re

from reelhouse.language.en.ages import read_ages
from reelhouse.language.en.amounts import read_fractions, read_money, read_numbers, read_percent, read_units
from reelhouse.language.en.capitals import read_abbreviations, read_capitals
from reelhouse.language.en.dates import read_dates, read_ordinals, read_times, read_years
from reelhouse.language.en.signs import read_comparisons, read_leftovers, read_signs
from reelhouse.language.tables import Rule

_DIGIT = re.compile(r"[0-9]")


def _with_digits(*rules: Rule) -> Rule:
    """The rules one after another, for texts that have a digit; most sentences have none."""

    def apply(text: str) -> str:
        if _DIGIT.search(text):
            for rule in rules:
                text = rule(text)
        return text

    return apply


RULES: tuple[Rule, ...] = (
    _with_digits(read_ages, read_times, read_dates, read_years, read_ordinals),
    read_abbreviations,
    _with_digits(read_comparisons, read_money, read_percent, read_units, read_fractions),
    read_signs,
    _with_digits(read_numbers),
    read_capitals,
    read_leftovers,
)
