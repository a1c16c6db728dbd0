"""Russian numbers: their case and gender come from the words around them."""

from __future__ import annotations

import re
from functools import lru_cache

from reelhouse.language.amounts import code, word_before
from reelhouse.language.figures import Figure
from reelhouse.language.tables import read_words
from reelhouse.language.tongue import Noun, Tongue

#: Prepositions and words of comparison that want the genitive.
GENITIVE = read_words("ru", "genitive.txt")
_DIGITS = ("ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
_FRACTIONS = (("десятая", "десятых"), ("сотая", "сотых"), ("тысячная", "тысячных"))
_NEXT = re.compile(r"\s*(?P<first>[а-яё]+)(?:\s+(?P<second>[а-яё]+))?", re.IGNORECASE)
#: "с 5 до 7": the first number of a span of time.
_UNTIL = re.compile(r"\s*(?:час\w*\s+|утра\s+|вечера\s+)?(?:до|по)\b")
_ADJECTIVE = re.compile(r"(?:ых|их|ые|ие|ый|ий|ой|ая|яя|ое|ее|ую|юю)$")
#: Endings of nouns that tell the case of the number before them.
_CASES = (("i", re.compile(r"[аяь]ми$")), ("d", re.compile(r"[аяи]м$")), ("p", re.compile(r"[аяи]х$")))
#: Feminine nouns that end with a soft sign after 1, and all of them after 2 to 4.
_SOFT = re.compile(r"(?:ноч|доч|вещ|част|дет|мыш|печ|реч|ступен|площад|двер|кроват|тетрад|мат|новост|мощност|сот)ь?$")


@lru_cache(maxsize=4096)
def _words(number: int, to: str, case: str, gender: str, plural: bool) -> str:
    # Imported when a number first comes along: the package loads every language it knows.
    from num2words import num2words  # noqa: PLC0415

    forms = {"case": case, "gender": gender, "animate": False}
    text: str = num2words(number, lang="ru", to=to, **forms, **({"plural": True} if plural else {}))
    return re.sub(r"^одн(?:а|ой|у|ом|им|ому) (?=тысяч|миллион|миллиард)|^один (?=миллион|миллиард)", "", text)


def cardinal(number: int, case: str = "n", gender: str = "m") -> str:
    """`21` as "двадцать один"; cases are n, g, d, a, i, p and genders m, f, n."""
    return _words(number, "cardinal", case, gender, plural=False)


def ordinal(number: int, case: str = "n", gender: str = "m", *, plural: bool = False) -> str:
    """`21` as "двадцать первый"; cases and genders as for cardinals."""
    return _words(number, "ordinal", case, gender, plural)


def counted(value: Figure, noun: Noun, before: str) -> str:
    """A number with its noun: "двадцать одна минута", after "около": "двадцати одной минуты"."""
    gender, one, few, many = noun
    genitive = word_before(before) in GENITIVE
    if not value.is_whole:
        return f"{_fractional(value)} {few}"
    if genitive:
        return f"{cardinal(value.value, 'g', gender)} {few if form(value.value) == 0 else many}"
    return f"{cardinal(value.value, 'n', gender)} {(one, few, many)[form(value.value)]}"


def form(number: int) -> int:
    """Which form of a noun a number takes: 0 like one, 1 like two, 2 like five."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def plain(value: Figure, before: str, after: str) -> str:
    """A number in running text, in the case and gender of the noun that follows."""
    if not value.is_whole:
        return _fractional(value)
    if value.is_code:
        return code(value.whole, TONGUE)
    noun = _noun(after)
    case = next((name for name, ending in _CASES if ending.search(noun)), "")
    word = word_before(before)
    if not case and (word in GENITIVE or (word in {"с", "со"} and _UNTIL.match(after))):
        case = "g"
    return cardinal(value.value, *_agreed(value.value, case, noun))


def _agreed(number: int, case: str, noun: str) -> tuple[str, str]:
    """The case and the gender of a number before a noun."""
    if form(number) == 0:
        if case == "g":
            return "g", "f" if noun.endswith(("ы", "и")) else "m"
        if case:
            return case, "m"
        if noun.endswith(("у", "ю")):
            return "a", "f"
        return "n", "f" if noun.endswith(("а", "я")) or _SOFT.search(noun) else "n" if noun.endswith(
            ("о", "е")
        ) else "m"
    if form(number) == 1 and not case:
        return "n", "f" if noun.endswith(("ы", "и")) or _SOFT.search(noun) else "m"
    return case or "n", "m"


def _noun(after: str) -> str:
    """The noun after a number, in small letters; an adjective before it is passed over."""
    found = _NEXT.match(after)
    if not found:
        return ""
    first, second = found["first"].lower(), (found["second"] or "").lower()
    return second if second and _ADJECTIVE.search(first) else first


def _fractional(value: Figure) -> str:
    """`2,5` as "два с половиной", `0,7` as "ноль целых семь десятых"."""
    if value.fraction == "5":
        return (
            f"{cardinal(value.value)} с половиной"
            if value.value > 1
            else "полтора"
            if value.value
            else "ноль целых пять десятых"
        )
    if len(value.fraction) > len(_FRACTIONS):
        return f"{cardinal(value.value)} и {code(value.fraction, TONGUE)}"
    whole, part = value.value, int(value.fraction)
    one, many = _FRACTIONS[len(value.fraction) - 1]
    first = f"{cardinal(whole, gender='f')} {'целая' if form(whole) == 0 else 'целых'}"
    return f"{first} {cardinal(part, gender='f')} {one if form(part) == 0 else many}"


TONGUE = Tongue("ru", ",", counted, plain, lambda digit: _DIGITS[int(digit)])
