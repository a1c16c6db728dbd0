"""What a language must say about amounts so that one set of rules can read them in all of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from reelhouse.language.figures import FIGURE, Figure
from reelhouse.language.tables import alternatives, read_table

#: A noun as its language counts it: Russian `[gender, one, few, many]`, Romanian and Spanish `[gender, one, many]`,
#: Korean `[row, form]`. Only the language's own `counted` looks inside.
Noun = Sequence[str]


@dataclass(frozen=True)
class Tongue:
    """The amounts of one language.

    Attributes:
        code: Its folder, where `amounts.yaml` holds nouns and words.
        decimal: Its decimal mark.
        counted: A number with a noun, after the words that stand before it in the text.
        plain: A number in running text, between the words before and after it.
        digit: One digit by itself, for codes and for what stands after a decimal mark.
    """

    code: str
    decimal: str
    counted: Callable[[Figure, Noun, str], str]
    plain: Callable[[Figure, str, str], str]
    digit: Callable[[str], str]

    @cached_property
    def table(self) -> dict[str, Any]:
        """The data file."""
        return read_table(self.code, "amounts.yaml")

    @cached_property
    def words(self) -> Mapping[str, str]:
        """Words between numbers, by name; `range` and `out_of` are forms with `{a}` and `{b}`."""
        words: Mapping[str, str] = self.table["words"]
        return words

    @cached_property
    def money(self) -> Mapping[str, Noun]:
        """Currency signs and codes to nouns."""
        money: Mapping[str, Noun] = self.table["money"]
        return money

    @cached_property
    def units(self) -> Mapping[str, Noun]:
        """Units to nouns."""
        units: Mapping[str, Noun] = self.table["units"]
        return units

    @cached_property
    def scales(self) -> Mapping[str, int]:
        """Short words for thousands and millions to what they multiply by."""
        scales: Mapping[str, int] = self.table["scales"]
        return scales

    @cached_property
    def money_before(self) -> re.Pattern[str]:
        """A sign, then an amount: $5,000."""
        signs = alternatives(sign for sign in self.money if not sign[0].isalnum() or sign.isascii())
        return re.compile(rf"(?<![\w.,])(?P<minus>[-−]\s?)?(?P<sign>{signs})\s?{self._amount}(?!\w)")

    @cached_property
    def money_after(self) -> re.Pattern[str]:
        """An amount, then a sign or a short word: 5 000 ₽."""
        signs = alternatives(self.money)
        tail = self.words.get("tail", r"(?!\w)")
        link = rf"(?:\s{self.words['link']}\s)?" if "link" in self.words else ""
        return re.compile(rf"(?<![\w.,])(?P<minus>[-−])?{self._amount}{link}\s?(?P<sign>{signs}){tail}")

    @cached_property
    def unit(self) -> re.Pattern[str]:
        """An amount and a unit: 5 km."""
        tail = self.words.get("tail", r"(?![\w])")
        return re.compile(rf"(?<![\w.,])(?P<minus>[-−])?{self._amount}\s?(?P<sign>{alternatives(self.units)}){tail}")

    @cached_property
    def scaled(self) -> re.Pattern[str]:
        """An amount with a short word for thousands or millions, and no sign."""
        return re.compile(rf"(?<![\w.,]){self._amount}(?<=[^\d\s.,])(?!\w)")

    @property
    def _amount(self) -> str:
        scale = rf"(?:\s?(?P<scale>{alternatives(self.scales)})(?!\w))?" if self.scales else "(?P<scale>(?!))?"
        return rf"(?:(?P<low>{FIGURE})\s?[-–—~]\s?)?(?P<value>{FIGURE}){scale}"
