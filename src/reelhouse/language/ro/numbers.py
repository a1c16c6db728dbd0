"""Romanian numbers: feminine forms, "de" from twenty on, and neuters that change with the number."""

from __future__ import annotations

import re
from functools import lru_cache

from reelhouse.language.amounts import code
from reelhouse.language.figures import Figure
from reelhouse.language.tables import read_words
from reelhouse.language.tongue import Noun, Tongue

_DIGITS = ("zero", "unu", "doi", "trei", "patru", "cinci", "șase", "șapte", "opt", "nouă")
_NEXT = re.compile(r"\s+(?P<of>de\s+)?(?P<word>[a-zăâîșț]+)", re.IGNORECASE)
#: Words after a number that are no noun: the number stands alone.
_NO_NOUN = read_words("ro", "between.txt")
#: Plurals with -i that are feminine.
_FEMININE = re.compile(
    r"(?:luni|săptămâni|ori|nopți|surori|mașini|părți|dimineți|seri|zeci|ferestre|cărți|uși|străzi|școli|flori|camere|case|rochii|"
    r"femei|mame|fetițe|țigări|țări|pâini|chei|idei|poze|sticle|lacrimi|întrebări|bucăți|lovituri|scrisori|facturi|"
    r"înregistrări|amintiri|săli|mii|milioane|miliarde|tăceri|plăți|datorii)$"
)
_SINGULAR = re.compile(r"(?:ă|a|ie|oare|[aei]re|une|oapte|parte|carte|moarte)$|^zi$")
_NEUTER = re.compile(r"(?:e|uri|le|te|ne|re)$")


@lru_cache(maxsize=4096)
def cardinal(number: int, gender: str = "", *, alone: bool = True) -> str:
    """`21` as "douăzeci și unu"; feminine "douăzeci și una"; before a noun one is "un" or "o"."""
    # Imported when a number first comes along: the package loads every language it knows.
    from num2words import num2words  # noqa: PLC0415

    said: str = num2words(number, lang="ro").replace("şi", "și")
    if gender == "f":
        said = re.sub(r"doisprezece$", "douăsprezece", re.sub(r"\bdoi$", "două", re.sub(r"\bunu$", "una", said)))
    if number == 1 and not alone:
        return "o" if gender == "f" else "un"
    return said


def counted(value: Figure, noun: Noun, before: str) -> str:  # noqa: ARG001 (Romanian does not look back)
    """A number with its noun: "două kilograme", "douăzeci de lei"."""
    gender, one, many = noun
    if not value.is_whole:
        return f"{plain(value, '', '')} {'de ' if gender != 'p' and wants_of(value.value) else ''}{many}"
    number = value.value
    if gender == "p":
        return f"{cardinal(number)} {many}"
    if number == 1:
        return f"{cardinal(1, gender, alone=False)} {one}"
    return f"{cardinal(number, gender.replace('n', 'f'))} {'de ' if wants_of(number) else ''}{many}"


def wants_of(number: int) -> bool:
    """Whether "de" stands between a number and its noun: from twenty on, but for what ends with 01 to 19."""
    return number >= 20 and not 1 <= number % 100 <= 19


def plain(value: Figure, before: str, after: str) -> str:  # noqa: ARG001 (as above)
    """A number in running text, in the gender of the noun that follows."""
    if not value.is_whole:
        fraction = value.fraction
        part = code(fraction, TONGUE) if fraction.startswith("0") or len(fraction) > 2 else cardinal(int(fraction))
        return f"{cardinal(value.value)} virgulă {part}"
    if value.is_code:
        return code(value.whole, TONGUE)
    noun = _noun(after)
    return cardinal(value.value, _gender(noun, value.value), alone=not noun)


def _noun(after: str) -> str:
    """The noun after a number; empty when none follows."""
    found = _NEXT.match(after)
    word = found["word"].lower() if found else ""
    return "" if word in _NO_NOUN else word


def _gender(noun: str, number: int) -> str:
    """Feminine for feminine nouns, and for neuters that are more than one."""
    if number == 1:
        return "f" if _SINGULAR.search(noun) else "m"
    return "f" if _FEMININE.search(noun) or _NEUTER.search(noun) else "m"


TONGUE = Tongue("ro", ",", counted, plain, lambda digit: _DIGITS[int(digit)])
