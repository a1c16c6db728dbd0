"""Spanish numbers: shortened before masculine nouns, feminine before feminine ones."""

from __future__ import annotations

import re
from functools import lru_cache

from reelhouse.language.amounts import code
from reelhouse.language.figures import Figure
from reelhouse.language.tables import read_words
from reelhouse.language.tongue import Noun, Tongue

_DIGITS = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_NEXT = re.compile(r"\s+(?:de\s+)?(?P<word>[a-záéíóúñü]+)", re.IGNORECASE)
#: Words after a number that are no noun: the number stands alone.
_NO_NOUN = read_words("es", "between.txt")
_MASCULINE = re.compile(
    r"(?:día|problema|programa|idioma|mapa|sistema|tema|planeta|sofá|clima|poema|drama|cura|guía|policía)s?$"
)
_FEMININE = re.compile(
    r"(?:(?<!t)as?|ci[oó]n(?:es)?|si[oó]n(?:es)?|dad(?:es)?|tad(?:es)?|noches?|veces|vez|mujer(?:es)?|llaves?|calles?|tardes?|"
    r"fotos?|manos?|partes?|tas?|clases?|leyes|ley|voz|voces|luces|redes|flores|piel(?:es)?|sangre|gente|muertes?|suertes?)$"
)


@lru_cache(maxsize=4096)
def cardinal(number: int, gender: str = "") -> str:
    """`21` as "veintiuno"; before a masculine noun (m) "veintiún", before a feminine one (f) "veintiuna"."""
    # Imported when a number first comes along: the package loads every language it knows.
    from num2words import num2words  # noqa: PLC0415

    said: str = num2words(number, lang="es")
    said = re.sub(r"veintiuno(?= (?:mil|mill))", "veintiún", said)
    said = re.sub(r"uno(?= (?:mil|mill))", "un", said)
    if gender == "f":
        said = re.sub(r"uno$", "una", said)
        return re.sub(r"(cient|quinient)os\b", r"\1as", said) if number < 1_000_000 else said
    if gender == "m":
        return re.sub(r"(?<=veinti)uno$", "ún", re.sub(r"(?<!veinti)uno$", "un", said))
    return said


@lru_cache(maxsize=512)
def ordinal(number: int, gender: str) -> str:
    """`3` as "tercero"; large ones are said as numbers."""
    # As above.
    from num2words import num2words  # noqa: PLC0415

    if number > 20:
        return cardinal(number)
    said: str = num2words(number, lang="es", to="ordinal")
    return re.sub(r"o\b", "a", said) if gender == "f" else said


def counted(value: Figure, noun: Noun, before: str) -> str:  # noqa: ARG001 (Spanish does not look back)
    """A number with its noun: "veintiún euros", "dos millones de euros"."""
    gender, one, many = noun
    if not value.is_whole:
        return f"{plain(value, '', '')} {many}"
    said = cardinal(value.value, gender.replace("p", ""))
    of = "de " if value.value >= 1_000_000 and value.value % 1_000_000 == 0 and gender != "p" else ""
    return f"{said} {of}{one if value.value == 1 else many}"


def plain(value: Figure, before: str, after: str) -> str:  # noqa: ARG001 (as above)
    """A number in running text, in the gender of the noun that follows."""
    if not value.is_whole:
        fraction = value.fraction
        part = code(fraction, TONGUE) if fraction.startswith("0") or len(fraction) > 2 else cardinal(int(fraction))
        return f"{cardinal(value.value)} coma {part}"
    return code(value.whole, TONGUE) if value.is_code else cardinal(value.value, _gender(after))


def _gender(after: str) -> str:
    """The gender of the noun after a number; empty when no noun follows."""
    found = _NEXT.match(after)
    word = found["word"].lower() if found else ""
    if not word or word in _NO_NOUN:
        return ""
    return "f" if _FEMININE.search(word) and not _MASCULINE.search(word) else "m"


TONGUE = Tongue("es", ",", counted, plain, lambda digit: _DIGITS[int(digit)])
