"""Language tags."""

from __future__ import annotations

#: ISO 639-1 to ISO 639-2/T.
_CODES = (
    "ar:ara bg:bul bn:ben cs:ces da:dan de:deu el:ell en:eng es:spa et:est fa:fas fi:fin fr:fra he:heb hi:hin hr:hrv"
    " hu:hun id:ind it:ita ja:jpn kk:kaz ko:kor lt:lit lv:lav nb:nob nl:nld no:nor pl:pol pt:por ro:ron ru:rus sk:slk"
    " sl:slv sr:srp sv:swe th:tha tr:tur uk:ukr vi:vie zh:zho"
)
_LANGUAGES = {short: long for short, _, long in (pair.partition(":") for pair in _CODES.split())}


def primary(tag: str) -> str:
    """The language of a tag without its country, in small letters: `en` of `en-US`, `en_gb` and `en`."""
    return tag.replace("_", "-").partition("-")[0].lower()


def three_letters(tag: str) -> str:
    """The ISO 639-2/T code of a tag's language, as MP4 stores it: `eng` of `en-US`; `und` when it is not known."""
    return _LANGUAGES.get(primary(tag), "und")
