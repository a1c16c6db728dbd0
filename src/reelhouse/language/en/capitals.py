"""Abbreviations, acronyms and shouting."""

from __future__ import annotations

import re

from reelhouse.language.en.numbers import cardinal
from reelhouse.language.tables import alternatives, read_table

_FORUM = read_table("en", "forum.yaml")
_IN_CAPITALS: dict[str, str] = _FORUM["capitals"]
_ANYHOW: dict[str, str] = _FORUM["any"]
_ACRONYMS: dict[str, frozenset[str]] = {
    name: frozenset(words.split()) for name, words in read_table("en", "acronyms.yaml").items()
}

#: What stays in capitals when a shouted title is calmed down: acronyms and the longer forum abbreviations.
CAPITALS = _ACRONYMS["spelled"] | {name for name in (*_IN_CAPITALS, *_ANYHOW) if name.isupper() and len(name) > 2}

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+(?=\s|$)|(?=\n)|$)")
_NAMES = alternatives(name.upper() for name in {*_IN_CAPITALS, *_ANYHOW})
_ABBREVIATION = re.compile(rf"(?<![\w'’.])(?:{_NAMES})(?:(?<=\W)|(?!\w))", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\w.])(?:[A-Za-z]\.){1,}[A-Za-z]\.?(?!\w)|(?<!\w)Ph\.?D\.?(?!\w)")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12, "XIV": 14, "XVI": 16}
_NUMERAL = re.compile(r"(?<=[a-z] )(?<![.!?] )(?P<before>)\b(?P<n>" + "|".join(_ROMAN) + r")\b(?!['’.]\w)")
_CAPITALS = re.compile(r"(?<![\w-])(?P<word>[A-Z][A-Z'’]*[A-Z])(?P<end>s\b|['’]s\b)?(?![\w])")
_VOWEL = re.compile(r"[AEIOUY]")
_INTERJECTION = re.compile(r"(?:H+M+|M+H+M+|M{2,}|S+H+|P+F+T*|T+S+K+|G+R+|B+R+|P+S+T+|Z+|T+H*X+|N+TH)$")
_DETERMINED = re.compile(r"\b(?:the|an?|my|our|this|that)\s+$", re.IGNORECASE)
_SHOUTED_WORDS = 3


def read_abbreviations(text: str) -> str:
    """Write forum and everyday abbreviations out: "my MIL" as "my mother-in-law"."""
    text = _NUMBER_SIGN.sub(r"number \g<n>", text)
    text = _SENTENCE.sub(_abbreviations, text)
    return _DOTTED.sub(lambda found: "-".join(re.sub(r"\W", "", found[0]).upper()), text)


def read_capitals(text: str) -> str:
    """Spell acronyms and lower what is shouted: "the FBI said NO" as "the F-B-I said no".

    Letters are joined by hyphens: separate ones are read as words ("A" in "A T M"), joined they are one spoken word.
    """
    text = _NUMERAL.sub(lambda found: cardinal(_ROMAN[found["n"]]), text)
    return _SENTENCE.sub(_calm, text)


_NUMBER_SIGN = re.compile(r"(?:\bNos?\.\s?|#)(?P<n>\d)")


def is_shouted(text: str) -> bool:
    """Whether a sentence is written in capitals: at least three words of them, and hardly any other."""
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    loud: int = sum(word.isupper() for word in words)
    return loud >= _SHOUTED_WORDS and 4 * loud >= 3 * len(words)


def _abbreviations(sentence: re.Match[str]) -> str:
    shouted = is_shouted(sentence[0])

    def said(found: re.Match[str]) -> str:
        short = found[0]
        if not shouted and short in _IN_CAPITALS:
            article = _DETERMINED.search(found.string[: found.start()])
            return _IN_CAPITALS[short].removeprefix("the " if article else "")
        return _ANYHOW.get(short.upper(), short)

    return _ABBREVIATION.sub(said, sentence[0])


def _calm(sentence: re.Match[str]) -> str:
    shouted = is_shouted(sentence[0])
    calm = _CAPITALS.sub(lambda found: _word(found, shouted=shouted), sentence[0])
    first = re.search(r"[^\W\d_]", calm)
    return calm[: first.start()] + first[0].upper() + calm[first.end() :] if shouted and first else calm


def _word(found: re.Match[str], *, shouted: bool) -> str:
    word, end = found["word"], (found["end"] or "").replace("’", "'")
    if _is_spelled(word, end, shouted=shouted):
        return "-".join(word) + ("'s" if end else "")
    if word in _ACRONYMS["said"]:
        return word.capitalize() + end
    calm = word.lower()
    return (calm.capitalize() if calm.startswith(("i'", "i’")) else calm) + end


def _is_spelled(word: str, end: str, *, shouted: bool) -> bool:
    if word in _ACRONYMS["spelled"] or word + end in _ACRONYMS["spelled"]:
        return True
    if word in _ACRONYMS["words"]:
        return not shouted
    return len(word) <= 5 and not _VOWEL.search(word) and not _INTERJECTION.match(word)
