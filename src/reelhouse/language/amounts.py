"""Money, percentages, units, ranges, ratings and every other number, for languages that have a `Tongue`."""

from __future__ import annotations

import re
from functools import lru_cache

from reelhouse.language.figures import FIGURE, Figure, parse
from reelhouse.language.tables import Rule
from reelhouse.language.tongue import Noun, Tongue

_RANGE = re.compile(rf"(?<![\w.,-])(?P<low>{FIGURE})\s?[-–—~]\s?(?P<value>{FIGURE})(?![-\d])")
_FRACTION = re.compile(r"(?<![\w/.,])(?P<a>\d{1,3})\s?[/⁄]\s?(?P<b>\d{1,3})(?![\d/⁄]|[.,]\d)")
_MINUS = re.compile(r"(?<![\w)\].,])[-−](?=\d)")
_PERCENT = re.compile(rf"(?<![\w.,])(?:(?P<low>{FIGURE})\s?%?\s?[-–—~]\s?)?(?P<value>{FIGURE})\s?%")
_PHONE = re.compile(
    r"(?<!\w)\+\d(?:[ ()-]{0,2}\d){8,13}(?!\w)|(?<![\w-])\d{1,3}[- ]?\(?\d{3}\)?[- ]?\d{3}(?:[- ]?\d{2}){2}(?![\w-])|"
    r"(?<!\d)(?:0\d{1,3}[ -])?\d{3,4}-\d{4}(?!\d)|(?<!\d)0\d{2,3}[ -]\d{3}[ -]\d{3,4}(?!\d)"
)
_PLAIN = re.compile(FIGURE)
_WORD_BEFORE = re.compile(r"[^\s\d]+(?=\s*$)")


def read_money(tongue: Tongue) -> Rule:
    """A rule that writes amounts of money out."""

    def said(found: re.Match[str]) -> str:
        return _counted(found, tongue.money[found["sign"]], tongue)

    return lambda text: tongue.money_after.sub(said, tongue.money_before.sub(said, text))


def read_percent(tongue: Tongue) -> Rule:
    """A rule that writes percentages out."""

    def said(found: re.Match[str]) -> str:
        return _counted(found, tongue.table["percent"], tongue)

    return lambda text: _PERCENT.sub(said, text) if "%" in text else text


def read_units(tongue: Tongue) -> Rule:
    """A rule that writes measures out, and thousands and millions that have no unit."""

    def said(found: re.Match[str]) -> str:
        return _counted(found, tongue.units[found["sign"]], tongue)

    def large(found: re.Match[str]) -> str:
        value = _figure(found["value"], tongue)
        if not found["scale"] or value is None:
            return found[0]
        low = _low(found, tongue, tongue.scales[found["scale"]])
        after = found.string[found.end() :]
        return low + tongue.plain(value.times(tongue.scales[found["scale"]]), _before(found), after)

    return lambda text: tongue.scaled.sub(large, tongue.unit.sub(said, text))


def read_fractions(tongue: Tongue) -> Rule:
    """A rule that writes fractions and ratings out: 1/2, 8/10."""
    known: dict[str, str] = tongue.table["fractions"]

    def said(found: re.Match[str]) -> str:
        a, b = found["a"], found["b"]
        if f"{a}/{b}" in known:
            return known[f"{a}/{b}"]
        words = {"a": tongue.plain(Figure(a), "", ""), "b": tongue.plain(Figure(b), tongue.words["of"], "")}
        return tongue.words["out_of"].format(**words)

    return lambda text: _FRACTION.sub(said, text) if "/" in text or "⁄" in text else text


def read_numbers(tongue: Tongue) -> Rule:
    """A rule that writes everything out that still has digits."""

    def number(found: re.Match[str]) -> str:
        value = _figure(found[0], tongue)
        before, after = found.string[: found.start()], found.string[found.end() :]
        if value is None:
            said = " ".join(_single(part, tongue) for part in re.split(r"[., ]", found[0]))
        else:
            said = (
                code(value.whole, tongue)
                if value.is_code and not value.fraction
                else tongue.plain(value, before, after)
            )
        return _apart(said, before, after, tongue)

    def rule(text: str) -> str:
        text = _PHONE.sub(lambda found: code(found[0], tongue), text)
        text = _RANGE.sub(lambda found: _range(found, tongue), text)
        text = _MINUS.sub(f"{tongue.words['minus']} ", text)
        return _PLAIN.sub(number, text)

    return rule


@lru_cache(maxsize=4096)
def _figure(text: str, tongue: Tongue) -> Figure | None:
    return parse(text, tongue.decimal)


def code(text: str, tongue: Tongue) -> str:
    """Every digit by itself."""
    return " ".join(tongue.digit(digit) for digit in text if digit.isdigit())


def _single(text: str, tongue: Tongue) -> str:
    figure = Figure(text)
    return code(text, tongue) if figure.is_code else tongue.plain(figure, "", "")


def _counted(found: re.Match[str], noun: Noun, tongue: Tongue) -> str:
    value = _figure(found["value"], tongue)
    if value is None:
        return found[0]
    groups = found.groupdict()
    scale = tongue.scales[groups["scale"]] if groups.get("scale") else 1
    minus = f"{tongue.words['minus']} " if groups.get("minus") else ""
    low = _low(found, tongue, scale, noun)
    said = minus + low + tongue.counted(value.times(scale), noun, _before(found))
    return _apart(said, found.string[: found.start()], found.string[found.end() :], tongue)


def _low(found: re.Match[str], tongue: Tongue, scale: int, noun: Noun = ()) -> str:
    """The lower end of a range with the word between both ends; it counts what the upper end counts."""
    value = _figure(found["low"], tongue) if found["low"] else None
    if value is None:
        return ""
    if noun and "range_of_nouns" in tongue.words:
        return tongue.words["range_of_nouns"].format(a=tongue.counted(value.times(scale), noun, ""))
    after = noun[-1] if noun else ""
    return tongue.words["range"].format(a=tongue.plain(value.times(scale), _before(found), f" {after}"), b="")


def _range(found: re.Match[str], tongue: Tongue) -> str:
    low, value = (_figure(found[name], tongue) for name in ("low", "value"))
    if low is None or value is None or low.is_code or value.is_code:
        return found[0]
    after = found.string[found.end() :]
    a = tongue.plain(low, _before(found), after)
    return tongue.words["range"].format(a=a, b=found["value"])


def _before(found: re.Match[str]) -> str:
    """What stands before a match, ending with a space."""
    return found.string[: found.start()]


def _apart(said: str, before: str, after: str, tongue: Tongue) -> str:
    """Words that do not run into letters beside them; where particles follow words, only into those before."""
    left = " " if before[-1:].isalnum() else ""
    right = " " if after[:1].isalnum() and tongue.words.get("tail") != "" else ""
    return f"{left}{said}{right}"


def word_before(text: str) -> str:
    """The last word of a text, in small letters; empty when a number or nothing stands there."""
    found = _WORD_BEFORE.search(text)
    return found[0].casefold().strip("«»„“”\"'()[]—–-") if found else ""
