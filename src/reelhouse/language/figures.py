"""Numbers as people write them: digits in groups, a decimal mark, several notations of the same amount."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: A number with any marks inside; `parse` says what they mean. Groups after a space are exact threes.
FIGURE = r"(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,]\d+)*"
#: Longer runs of digits are card and order numbers: nobody says them as one number.
LONGEST = 12


@dataclass(frozen=True)
class Figure:
    """A number: the digits before the decimal mark, and those after it (often none)."""

    whole: str
    fraction: str = ""

    @property
    def value(self) -> int:
        """What stands before the decimal mark."""
        return int(self.whole or "0")

    @property
    def is_whole(self) -> bool:
        """Whether nothing but noughts stands after the decimal mark."""
        return not self.fraction.strip("0")

    @property
    def is_code(self) -> bool:
        """Whether it is read digit by digit: it begins with a nought or is longer than any number that is said."""
        return len(self.whole) > LONGEST or (len(self.whole) > 1 and self.whole.startswith("0"))

    def times(self, scale: int) -> Figure:
        """So many times as much, as exactly as it can be written: 1,5 times 1000 is 1500."""
        if scale == 1:
            return self
        digits = len(self.fraction)
        product = int((self.whole or "0") + self.fraction) * scale
        whole, rest = divmod(product, 10**digits)
        return Figure(str(whole), str(rest).rjust(digits, "0").rstrip("0") if rest else "")


def parse(text: str, decimal: str) -> Figure | None:
    """The number behind a text that `FIGURE` matches; None for versions, dates and other rows of numbers.

    Args:
        text: Digits with marks.
        decimal: The language's decimal mark, `,` or `.`; the other one divides groups. A lone mark that cannot be
            of a group is decimal whichever it is.
    """
    bare = text.replace(" ", "")
    group = "." if decimal == "," else ","
    if re.fullmatch(rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", bare):
        bare = bare.replace(group, "")
    elif re.fullmatch(rf"\d{{1,3}}(?:{re.escape(decimal)}\d{{3}}){{2,}}", bare):
        bare = bare.replace(decimal, "")
    parts = re.split(r"[.,]", bare)
    return Figure(*parts) if len(parts) <= 2 else None
