"""Ages as forums write them: (28F), F28, 28yo."""

from __future__ import annotations

import re

from reelhouse.language.en.numbers import cardinal

_GENDERS = {"f": ("woman", "girl", "female"), "m": ("man", "boy", "male")}
_ADULT = 18
_BRACKETS = re.compile(
    r"(?P<who>\b(?:I|me|myself)\b)?\s*[(\[]\s*(?:(?P<a>\d{1,2})\s*[,/]?\s*(?P<g>[MmFf])?|(?P<h>[MmFf])\s*[,/]?\s*(?P<b>\d{1,2}))"
    r"\s*(?:yo|y/o)?\s*[)\]](?P<comma>,?)(?P<after>(?=\s*\w)|)"
)
_NOT_AN_AGE = r"(?<!at )(?<!above )(?<!below )(?<!to )(?<!hit )"
_BARE = re.compile(
    rf"{_NOT_AN_AGE}(?<![\w$€£.,°-])(?:(?P<a>\d{{2}})\s?(?P<g>[MF])|(?P<h>[MF])(?P<b>\d{{2}}))(?![\w°])"
    r"(?!\s+(?:outside|inside|degrees|heat|weather))"
)
_YEARS_OLD = re.compile(
    r"(?<![\w.,])(?P<age>\d{1,3})[\s-]?(?:yo|y/o|y\.o\.|yr[\s-]olds?|yrs[\s-]old|year[\s-]olds?|years[\s-]old)"
    r"(?P<many>s)?(?:\s?(?P<g>[MFmf])\b)?(?!\w)(?P<after>\s+[a-z]\w*)?"
)
_DETERMINERS = frozenset({"a", "an", "the", "my", "our", "his", "her", "their", "this", "that", "some", "another"})
_BEING = frozenset({"i'm", "im", "am", "is", "was", "are", "were", "i", "he's", "she's", "we're", "and", "or", "both"})
_NOT_A_NOUN = re.compile(
    r"(?:and|or|but|when|who|that|now|at|in|on|with|is|was|were|to|today|then|so|because|if|as|from|than|by|for|of)$"
)


def read_ages(text: str) -> str:
    """Write ages out: "I (28F)" as "I, a twenty-eight-year-old woman,"."""
    text = _BRACKETS.sub(_in_brackets, text)
    text = _YEARS_OLD.sub(_years_old, text)
    return _BARE.sub(_bare, text)


def _in_brackets(found: re.Match[str]) -> str:
    age = int(found["a"] or found["b"])
    gender = found["g"] or found["h"]
    if gender is None and not found["who"] and not 1 <= age <= 99:
        return found[0]
    said = cardinal(age)
    if found["who"]:
        noun = _GENDERS[gender.lower()][age < _ADULT] if gender else "person"
        said = f"{_article(said)} {said}-year-old {noun}"
    return f"{found['who'] or ''}, {said},"


def _years_old(found: re.Match[str]) -> str:
    said, gender = cardinal(int(found["age"])), (found["g"] or "").lower()
    follower = found["after"] or ""
    if gender:
        return f"{said}-year-old {_GENDERS[gender][2]}{follower}"
    if found["many"] or found[0].rstrip().endswith("olds"):
        return f"{said}-year-olds{follower}"
    noun = follower and not _NOT_A_NOUN.match(follower.strip())
    attributive = noun or re.search(r"(?:\d-|-old)", found[0].removesuffix(follower))
    return f"{said}-year-old{follower}" if attributive else f"{said} {_years(found['age'])} old{follower}"


def _bare(found: re.Match[str]) -> str:
    gender = (found["g"] or found["h"]).lower()
    said, noun = cardinal(int(found["a"] or found["b"])), _GENDERS[gender][2]
    before = re.search(r"([\w'’]+)\s+$", found.string[: found.start()])
    word = before[1].lower().replace("’", "'") if before else ""
    if word in _DETERMINERS:
        return f"{said}-year-old {noun}"
    if not word or word in _BEING or not re.match(r"\s+\w", found.string[found.end() :]):
        return f"{said}, {noun}"
    return f", {said},"


def _years(age: str) -> str:
    return "year" if int(age) == 1 else "years"


def _article(said: str) -> str:
    return "an" if said.startswith(("eight", "eleven")) else "a"
