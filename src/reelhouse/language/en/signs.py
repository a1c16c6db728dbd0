"""Signs that are read as words."""

from __future__ import annotations

import re

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ANY = re.compile(r"[#<>=→⇒~≈+&@/]|[:;]-?[()DP]|->")
_HASHTAG = re.compile(r"#(?P<name>[^\W\d]\w*)")
_SIGNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<3+(?!\d)|[:;]-?[()DP](?!\w)"), " "),
    (re.compile(r"\s*(?:-+>|=+>|→|⇒)\s*"), ", "),
    (re.compile(r"\s*&+\s*"), " and "),
    (re.compile(r"(?<=\w)\s*\+\s*(?=\w)"), " plus "),
    (re.compile(r"(?<=\w)\s*=+\s*(?=\w)"), " equals "),
    (re.compile(r"\s@\s"), " at "),
    (re.compile(r"@(?=\w)"), ""),
    (re.compile(r"\band/or\b", re.IGNORECASE), "and or"),
    (re.compile(r"(?<=\b[sS])/(?=he\b)"), "he or "),
    (re.compile(r"(?<=[^\W\d])\s?/\s?(?=[^\W\d])"), " or "),
)

_COMPARISONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![\w.])[~≈]\s?(?=[\d$€£])"), "about "),
    (re.compile(r"(?<![\w.])>=?\s?(?=[\d$€£])"), "more than "),
    (re.compile(r"(?<![\w.])<=?\s?(?=[\d$€£])"), "less than "),
    (re.compile(r"(?<=\d)\s?\+(?=\s|[.,!?]|$)"), " or more"),
)


def read_comparisons(text: str) -> str:
    """Write signs before a number out: "~$5" as "about $5", ">3" as "more than 3"."""
    for sign, said in _COMPARISONS:
        text = sign.sub(said, text)
    return text


def read_signs(text: str) -> str:
    """Write signs out: "&" as "and", "he/she" as "he or she", "#MeToo" as "Me Too"."""
    if not _ANY.search(text):
        return text
    text = _HASHTAG.sub(lambda found: _CAMEL.sub(" ", found["name"]).replace("_", " "), text)
    for sign, said in _SIGNS:
        text = sign.sub(said, text)
    return text


def read_leftovers(text: str) -> str:
    """Write out the signs that no amount has claimed."""
    return text.replace("%", " percent ").replace("°", " degrees ").replace("+", " plus ")
