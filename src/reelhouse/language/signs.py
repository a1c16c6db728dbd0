"""Signs that are read as words, for languages that have `amounts.yaml`."""

from __future__ import annotations

import re

from reelhouse.language.tables import Rule
from reelhouse.language.tongue import Tongue

_CAMEL = re.compile(r"(?<=[a-zа-яёáéíóúñăâîșț])(?=[A-ZА-ЯЁÁÉÍÓÚÑĂÂÎȘȚ])")
_HASHTAG = re.compile(r"#(?P<name>[^\W\d]\w*)")
#: An ellipsis inside a sentence; the voice knows a comma.
_GOES_ON = re.compile(r"(?:\.\s?){2,}(?=[\"']?\s?[a-zа-яёáéíóúñăâîșț가-힣])")
_MONEY = r"(?=\s?[\d$€£₽₩¥₴])"


def read_comparisons(tongue: Tongue) -> Rule:
    """A rule that writes signs before an amount out: "~5" as "about 5"; it runs before the amounts."""
    words = tongue.words
    signs = (
        (re.compile(rf"(?<![\w.])[~≈]{_MONEY}"), f"{words['about']} "),
        (re.compile(rf"(?<![\w.])>=?{_MONEY}"), f"{words['more_than']} "),
        (re.compile(rf"(?<![\w.])<=?{_MONEY}(?!3\b)"), f"{words['less_than']} "),
    )

    def rule(text: str) -> str:
        for sign, said in signs:
            text = sign.sub(said, text)
        return text

    return rule


def read_signs(tongue: Tongue) -> Rule:
    """A rule that writes signs between and beside words out."""
    words = tongue.words
    signs: tuple[tuple[re.Pattern[str], str], ...] = (
        (re.compile(r"<3+(?!\d)|[:;]-?[()DP](?!\w)|\^\^|;;+"), " "),
        (re.compile(r"(?<=[^\W\d])\)+(?=\)|$)|(?<=\s)\){2,}"), ""),
        (re.compile(r"(?:\b[NnＮ]o|№|#|[Nn][º°])\.?\s?(?=\d)"), f"{words['number']} "),
        (re.compile(r"\s*(?:-+>|=+>|→|⇒)\s*"), ", "),
        (re.compile(r"\s*&+\s*"), f" {words['and']} "),
        (re.compile(r"(?<=\w)\s*\+\s*(?=\w)"), f" {words['plus']} "),
        (re.compile(r"(?<=\w)\s*=+\s*(?=\w)"), f" {words['equals']} "),
        (re.compile(r"(?<=\d)\s?[x×х]\s?(?=\d)"), f" {words['by']} "),
        (re.compile(r"@(?=\w)"), ""),
        (re.compile(r"(?<=[^\W\d])\s?/\s?(?=[^\W\d])"), f" {words['or']} "),
    )

    def rule(text: str) -> str:
        text = _HASHTAG.sub(lambda found: _CAMEL.sub(" ", found["name"]).replace("_", " "), text)
        for sign, said in signs:
            text = sign.sub(said, text)
        return text

    return rule


def read_leftovers(tongue: Tongue) -> Rule:
    """A rule that writes out the signs that no amount has claimed."""
    percent, plus = tongue.words["percent_sign"], tongue.words["plus"]

    def rule(text: str) -> str:
        text = text.replace("%", f" {percent} ").replace("°", " ").replace("+", f" {plus} ")
        return _GOES_ON.sub(", ", text)

    return rule
