"""Money, percentages, units, ranges, fractions and every other number."""

from __future__ import annotations

import re
from decimal import Decimal

from reelhouse.language.en.numbers import cardinal, digits, number, ordinal
from reelhouse.language.tables import read_table

_MONEY: dict[str, list[str]] = read_table("en", "money.yaml")
_UNITS: dict[str, list[str]] = read_table("en", "units.yaml")
_SCALES = {
    "k": "thousand",
    "m": "million",
    "mm": "million",
    "mil": "million",
    "b": "billion",
    "bn": "billion",
    "t": "trillion",
}

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)?(?:(?<=\d)\.\d+|(?<!\d)\.\d+|(?<=\d))"
_SCALE = r"(?:\s?(?P<scale>k|mm?|mil|bn?|t)\b|\s+(?P<scale_word>thousand|million|billion|trillion)s?\b)?"
_SIGNS = "|".join(re.escape(sign) for sign in sorted(_MONEY, key=len, reverse=True))
_TO = r"(?:\s?[-–—]\s?|\s+to\s+)"
_BEFORE = re.compile(
    rf"(?P<article>\b(?:an?|another|this|that|each|every)\s+)?(?P<minus>(?<!\w)[-−]\s?)?(?<![\w$€£])(?P<sign>{_SIGNS})\s?"
    rf"(?:(?P<low>{_NUMBER})(?P<low_scale>k|m|bn?)?{_TO}(?:{_SIGNS})?\s?)?(?P<value>{_NUMBER}){_SCALE}(?P<plus>\+)?"
    r"(?P<per>\s?/\s?(?=[a-zA-Z]))?(?P<noun>(?=[\s-][a-z]))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"(?<![\w.,])(?P<value>{_NUMBER}){_SCALE}\s?(?P<sign>{_SIGNS}|¢)(?![\w$])(?P<per>\s?/\s?(?=[a-zA-Z]))?",
    re.IGNORECASE,
)
_PER = re.compile(r"(?<=\bper )(?:yr|hr|mo|wk|min|sec|kg|lb|oz)\b")
_PERCENT = re.compile(rf"(?<![\w.,])(?:(?P<low>{_NUMBER})\s?%?{_TO})?(?P<value>{_NUMBER})\s?%")
_FEET = re.compile(r"(?<![\w.,])(?P<feet>[3-8])\s?['’′]\s?(?P<inches>\d{1,2})(?!\d)(?:\s?[\"”″]|['’]{2})?")
_UNIT_NAMES = "|".join(re.escape(name) for name in sorted(_UNITS, key=len, reverse=True))
_UNIT = re.compile(
    rf"(?<![\w.,])(?:(?P<low>{_NUMBER}){_TO})?(?P<value>{_NUMBER})\s?(?P<unit>{_UNIT_NAMES})(?![\w'’])(?P<stop>\.(?=\s+[a-z]))?"
)
_FRACTION = re.compile(
    r"(?<![\w/.,])(?:(?P<whole>\d{1,3})\s+(?=[1-3]/[234]\b))?(?P<a>\d{1,3})\s?[/⁄]\s?(?P<b>\d{1,3})(?![\w/⁄]|[.,]\d)"
)
_FRACTIONS = {("1", "2"): "half", ("1", "3"): "a third", ("2", "3"): "two thirds", ("1", "4"): "a quarter"}
_FRACTIONS |= {("3", "4"): "three quarters", ("24", "7"): "twenty-four seven", ("50", "50"): "fifty-fifty"}
_FRACTIONS |= {("9", "11"): "nine eleven"}
_PARTS = range(5, 9)
_PHONE = re.compile(r"(?<![\w-])(?:\(?\d{3}\)?[-. ])?\d{3}[-.]\d{4}(?![\w-])")
_RANGE = re.compile(rf"(?<![\w.,-])(?P<a>{_NUMBER})\s?[-–—]\s?(?={_NUMBER}(?![\w-]))")
_MINUS = re.compile(r"(?<![\w)\]])[-−](?=\.?\d)")
_VERSION = re.compile(r"(?<![\d.])\d+(?:\.\d+){2,}(?!\w)")
_EMERGENCY = re.compile(r"(?<![\w.,$-])911(?![\w-]|[.,]\d)")
_SCALED = re.compile(rf"(?<![\w.,])(?![48]K)(?P<value>{_NUMBER})(?P<scale>[kK])(?!\w)")
_PLAIN = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+")
_TIMES = re.compile(r"(?<=\d)\s?[x×]\s?(?=\d)")


def read_money(text: str) -> str:
    """Write amounts of money out: "$1.2M" as "one point two million dollars"."""
    text = _AFTER.sub(_money, _BEFORE.sub(_money, text))
    return _PER.sub(lambda found: _UNITS[found[0]][0], text)


def read_percent(text: str) -> str:
    """Write percentages out."""
    if "%" not in text:
        return text
    return _PERCENT.sub(lambda found: f"{_low(found)}{number(found['value'])} percent", text)


def read_units(text: str) -> str:
    """Write heights and measures out: "5'10" as "five foot ten", "10kg" as "ten kilos"."""
    text = _FEET.sub(lambda found: f"{cardinal(int(found['feet']))} foot {cardinal(int(found['inches']))}", text)
    text = _TIMES.sub(" by ", text)
    return _UNIT.sub(
        lambda found: f"{_low(found)}{number(found['value'])} {_UNITS[found['unit']][found['value'] != '1']}", text
    )


def read_fractions(text: str) -> str:
    """Write fractions and ratings out: "1/2" as "half", "8/10" as "eight out of ten"."""
    if "/" not in text and "⁄" not in text:
        return text
    return _FRACTION.sub(_fraction, text)


def read_numbers(text: str) -> str:
    """Write everything out that still has digits."""
    for pattern in (_PHONE, _EMERGENCY):
        text = pattern.sub(lambda found: digits(found[0]), text)
    text = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_]{2})", " ", text)
    text = _VERSION.sub(lambda found: " point ".join(number(part) for part in found[0].split(".")), text)
    text = _RANGE.sub(lambda found: f"{number(found['a'])} to ", text)
    text = _MINUS.sub("minus ", text)
    text = _SCALED.sub(lambda found: f"{number(found['value'])} thousand", text)
    text = re.sub(r"(?<=\d)(?=[^\W\d_])", " ", text)
    return _PLAIN.sub(lambda found: number(found[0]), text)


def _money(found: re.Match[str]) -> str:
    groups = found.groupdict()
    scale = groups["scale_word"] or _SCALES.get((groups["scale"] or "").lower(), "")
    forms = ["cent", "cents"] if found["sign"] == "¢" else _forms(found["sign"])
    one = bool(groups.get("article")) and groups.get("noun") is not None and not groups.get("low")
    said = _sum(found["value"], scale, forms, adjective=one)
    return (
        (groups.get("article") or "")
        + ("minus " if groups.get("minus") else "")
        + (_low(found, scale) if groups.get("low") else "")
        + said
        + (" or more" if groups.get("plus") else "")
        + (" per " if groups.get("per") else "")
    )


def _forms(sign: str) -> list[str]:
    return _MONEY[sign] if sign in _MONEY else _MONEY[sign.upper()]


def _sum(value: str, scale: str, forms: list[str], *, adjective: bool) -> str:
    """An amount; as an adjective ("a five dollar bill") the currency stays in the singular."""
    integer, _, hundredths = value.replace(",", "").partition(".")
    if scale == "thousand" and (exact := Decimal(value.replace(",", "")) * 1000) == int(exact):
        return f"{cardinal(int(exact))} {forms[not adjective]}"
    if scale:
        return f"{number(value)} {scale.lower()} {forms[not adjective]}"
    major = f"{number(integer or '0')} {forms[not adjective and integer != '1']}"
    cents = int((hundredths + "0")[:2]) if len(forms) > 2 and hundredths else 0
    if not cents:
        return major
    minor = f"{cardinal(cents)} {forms[2 + (cents != 1)]}"
    return f"{major} and {minor}" if int(integer or "0") else minor


def _low(found: re.Match[str], scale: str = "") -> str:
    """The lower end of a range; it has a scale of its own only when that differs."""
    if not found["low"]:
        return ""
    own = _SCALES.get((found.groupdict().get("low_scale") or "").lower(), "")
    return f"{number(found['low'])} {own + ' ' if own and own != scale else ''}to "


def _fraction(found: re.Match[str]) -> str:
    above, below = found["a"], found["b"]
    if known := _FRACTIONS.get((above, below)):
        return known if not found["whole"] else f"{number(found['whole'])} and {'a half' if known == 'half' else known}"
    if above == "1" and int(below) in _PARTS:
        return f"one {ordinal(int(below))}"
    return f"{number(above)} out of {number(below)}"
