"""A sentence for the ear and the same sentence for the eye.

Both begin with the same clean-up (markup, links, emoji, what cannot be read). Then the ear's text is written out,
rule by rule, until nothing but letters and the marks a voice knows is left; the eye's text stays as written.
"""

from __future__ import annotations

import re
import unicodedata

from reelhouse.language import Language
from reelhouse.language.detect import foreign_word
from reelhouse.language.markup import without_emoji, without_invisible, without_links, without_markup
from reelhouse.scripts.profanity import check_policy, masked_profanity, refuse_profanity, said_profanity

_BOARD = re.compile(r"(?<![\w/])/?r/(?P<name>[A-Za-z]\w+)")
_USER = re.compile(r"(?<![\w/])/?u/(?P<name>[A-Za-z][\w-]+)")
_CAMEL = re.compile(r"(?<=[a-z]I)(?=the|for|be|was)|(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|_+|(?<=\w)-(?=\w)")
_WORD = re.compile(r"\S+")
#: The first letters of an abbreviation of several words.
_SPACED = re.compile(r"(?<!\w)(?P<letter>[^\W\d_]{1,2})\.\s(?=[^\W\d_]{1,2}\.(?!\w))")
_VULGAR = re.compile("[¼½¾⅐-⅞]")
_QUOTES = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "′": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"'}
)

#: What makes punctuation fit for a voice, in order. It knows commas, stops, colons, quotes, hyphens inside words.
_PUNCTUATION: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\S)\s*(?:[([{])\s*|\s*[)\]}]\s*(?=\w)"), ", "),
    (re.compile(r"[()\[\]{}]"), " "),
    (re.compile(r"\s*[—–―]+\s*|\s+-+\s+|-{2,}"), ", "),
    (re.compile(r"(?<!\w)-+|-+(?!\w)"), " "),
    (re.compile(r"(?:\.\s?){2,}(?=[\"']?\s?[a-z])"), ", "),
    (re.compile(r"(?:\.\s?){2,}"), ". "),
    (re.compile(r"[?!]*\?[?!.]*"), "?"),
    (re.compile(r"!+\.*"), "!"),
    (re.compile(r"(?<!\w)'|'(?!\w)"), " "),
)
_ASIDE = re.compile(r"[^\w .,!?;:'-]|[\d_]")
_TIDY: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s+"), " "),
    (re.compile(r"\s+(?=[.,!?;:])"), ""),
    (re.compile(r"[,;:]+(?=[.!?])|(?<=[.!?])[,;:.]+|(?<=[,;:])[,;:]+"), ""),
    (re.compile(r"^[\s.,!?;:]+"), ""),
    (re.compile(r"[\s,;:]+$"), ""),
    (re.compile(r"(?<=[,;:.!?])(?=[^\s\".,!?;:])"), " "),
)


def spoken(text: str, language: Language, profanity: str = "soften") -> str:
    """What the voice says: letters, spaces and `. , ! ? ; : ' -` only, ending with a mark; empty when nothing is left.

    Raises:
        UnsuitableStory: There is strong language and the policy is to reject it.
        UnknownName: There is no such policy.
    """
    text = _boards(_unicode(_cleaned(text, language, profanity)), language)
    text = said_profanity(text, language, profanity)
    for rule in language.rules:
        text = rule(text)
    return _finished(text)


def shown(text: str, language: Language, profanity: str = "soften") -> str:
    """What the screen shows: as written, without markup, links and emoji, strong words masked unless kept.

    Raises:
        UnsuitableStory: There is strong language and the policy is to reject it.
        UnknownName: There is no such policy.
    """
    text = masked_profanity(_cleaned(text, language, profanity), language, profanity)
    text = re.sub(r"([!?])\1+", r"\1", text)
    text = " ".join(re.sub(r"\s+(?=[.,!?;:](?:\s|$))", "", text).split())
    # What this Unicode version does not know cannot be drawn either.
    text = text if text.isascii() else " ".join("".join(filter(str.isprintable, text)).split())
    return _set_quotes(text, *language.quotes)


def _set_quotes(text: str, opening: str, closing: str) -> str:
    """Straight quotation marks as a typesetter of the language would set them."""
    text = re.sub(r"(?<=\w)'|'(?=\d\ds?\b|(?:tis|twas|em|cause|til)\b)", "’", text)
    text = re.sub(r"(?:^|(?<=[\s(\[“—-]))'", "‘", text).replace("'", "’")
    return re.sub(r"(?:^|(?<=[\s(\[‘—-]))\"", opening, text).replace('"', closing)


def _cleaned(text: str, language: Language, profanity: str) -> str:
    """What both have in common."""
    check_policy(profanity)
    text = without_links(without_markup(_as_written(without_invisible(text), language)), language.phrases["link"])
    text = _known_words(without_emoji(text), language)
    if profanity == "reject":
        refuse_profanity(text, language)
    return text


def _as_written(text: str, language: Language) -> str:
    """Letters composed and spelled as the language's fonts and voices know them, without marks of mood."""
    if text.isascii() or language.code == "en":
        return text
    text = unicodedata.normalize("NFC", text).translate(language.respelled)
    # "т. е." is one word on the screen.
    text = _SPACED.sub(r"\g<letter>.", text) if language.dashes else text
    return re.sub(language.drops, " ", text) if language.drops else text


def _known_words(text: str, language: Language) -> str:
    """The text without words in scripts that the language is not written in."""
    if text.isascii():
        return text
    return _WORD.sub(lambda found: "" if foreign_word(found[0], language) else found[0], text)


def _unicode(text: str) -> str:
    """Fractions with a space before them, letters and digits in their plain form, straight quotes."""
    if text.isascii():
        return text
    text = _VULGAR.sub(lambda found: f" {unicodedata.normalize('NFKC', found[0]).replace('⁄', '/')} ", text)
    text = re.sub("[™®©]", "", text.replace("º", "°")).translate(_QUOTES)
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        str(unicodedata.digit(letter)) if letter.isdigit() and not letter.isascii() else letter for letter in text
    )


def _boards(text: str, language: Language) -> str:
    """Names of boards and users as words."""
    if "/" not in text:
        return text
    text = _BOARD.sub(lambda found: language.phrases["board"].format(name=_apart(found)), text)
    return _USER.sub(lambda found: language.phrases["user"].format(name=_apart(found)), text)


def _apart(found: re.Match[str]) -> str:
    return _CAMEL.sub(" ", found["name"])


def _finished(text: str) -> str:
    """Only what a voice knows, with one mark at the end."""
    for pattern, mark in _PUNCTUATION:
        text = pattern.sub(mark, text)
    text = _ASIDE.sub(" ", text)
    if not text.isascii():
        text = "".join(letter if letter.isalpha() or letter.isascii() else " " for letter in text)
    for pattern, mark in _TIDY:
        text = pattern.sub(mark, text)
    if not any(map(str.isalpha, text)):
        return ""
    text = text[0].upper() + text[1:]
    return text if text[-1] in ".!?" else f"{text}."
