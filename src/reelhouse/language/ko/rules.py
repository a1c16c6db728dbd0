"""What makes a Korean text speakable, in order: what is special runs before what is general."""

from __future__ import annotations

from reelhouse.language.amounts import read_fractions, read_money, read_numbers, read_percent, read_units
from reelhouse.language.capitals import read_abbreviations, read_capitals
from reelhouse.language.ko.ages import read_ages
from reelhouse.language.ko.dates import read_dates, read_times
from reelhouse.language.ko.numbers import TONGUE
from reelhouse.language.signs import read_comparisons, read_leftovers, read_signs
from reelhouse.language.tables import Rule, with_digits

RULES: tuple[Rule, ...] = (
    with_digits(read_ages, read_times, read_dates),
    read_abbreviations("ko"),
    with_digits(
        read_comparisons(TONGUE), read_fractions(TONGUE), read_money(TONGUE), read_percent(TONGUE), read_units(TONGUE)
    ),
    read_signs(TONGUE),
    with_digits(read_numbers(TONGUE)),
    read_capitals("ko"),
    read_leftovers(TONGUE),
)
