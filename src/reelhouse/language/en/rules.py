"""What makes an English text speakable, in order: what is special runs before what is general."""

from __future__ import annotations

from reelhouse.language.en.ages import read_ages
from reelhouse.language.en.amounts import read_fractions, read_money, read_numbers, read_percent, read_units
from reelhouse.language.en.capitals import read_abbreviations, read_capitals
from reelhouse.language.en.dates import read_dates, read_ordinals, read_times, read_years
from reelhouse.language.en.signs import read_leftovers, read_signs

RULES = (
    read_ages,
    read_times,
    read_dates,
    read_years,
    read_ordinals,
    read_abbreviations,
    read_money,
    read_percent,
    read_units,
    read_fractions,
    read_signs,
    read_numbers,
    read_capitals,
    read_leftovers,
)
