"""The usual order in which a text is made speakable: what is special runs before what is general."""

from __future__ import annotations

from reelhouse.language.amounts import read_fractions, read_money, read_numbers, read_percent, read_units
from reelhouse.language.capitals import read_abbreviations, read_capitals
from reelhouse.language.signs import read_comparisons, read_leftovers, read_signs
from reelhouse.language.tables import Rule, with_digits
from reelhouse.language.tongue import Tongue


def usual_rules(tongue: Tongue, *own: Rule) -> tuple[Rule, ...]:
    """The rules of a language that has nothing out of the ordinary; its `own` read ages, times, dates and ordinals."""
    return (
        with_digits(*own),
        read_abbreviations(tongue.code),
        with_digits(
            read_comparisons(tongue),
            read_money(tongue),
            read_percent(tongue),
            read_units(tongue),
            read_fractions(tongue),
        ),
        read_signs(tongue),
        with_digits(read_numbers(tongue)),
        read_capitals(tongue.code),
        read_leftovers(tongue),
    )
