"""Abbreviations, words in capitals and shouting, for languages that have `shorts.yaml` and `letters.yaml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reelhouse.language.tables import Rule, read_table

_SENTENCE = re.compile(r"[^\n]+?(?:[.!?]+(?=\s|$)|(?=\n)|$)")
_UPPER, _LOWER = "A-ZА-ЯЁÁÉÍÓÚÑÜĂÂÎȘȚ", "a-zа-яёáéíóúñüăâîșț"
_CAPITALS = re.compile(rf"(?<![{_UPPER}{_LOWER}])[{_UPPER}]{{2,}}(?![{_LOWER}])")
_LETTER = re.compile(rf"(?<![{_UPPER}{_LOWER}])[{_UPPER}](?![{_UPPER}{_LOWER}])")
_INTERJECTION = re.compile(r"(?:Х?М+|Г?М+|Х+М+|Б?Р+|Т?С+|Ш+|H+M+|M+H+M+|S+H+|G?R+|Z+|P+F+|P?S+T+|J+)$")
_SHOUTED_WORDS = 3


@dataclass(frozen=True)
class Letters:
    """How words in capitals are said.

    `names` are the names of letters; `spelled` are words that are always said letter by letter, `said` those that are
    said as words; `as_words` are said in a way of their own. Any other of up to five letters without a vowel is
    spelled. `join` stands between the names of letters.
    """

    names: Mapping[str, str]
    spelled: frozenset[str]
    said: frozenset[str]
    as_words: Mapping[str, str]
    vowels: frozenset[str]
    join: str


@cache
def letters_of(code: str) -> Letters:
    """The letters of a language."""
    table = read_table(code, "letters.yaml")
    return Letters(
        names=table["names"],
        spelled=frozenset(table["spelled"].split()),
        said=frozenset(table["said"].split()),
        as_words=table.get("as_words", {}),
        vowels=frozenset(table["vowels"]),
        join=table.get("join", "-"),
    )


def kept_capitals(code: str) -> frozenset[str]:
    """What stays in capitals when a shouted title is calmed down."""
    letters = letters_of(code)
    short = frozenset(name for name in read_table(code, "shorts.yaml")["capitals"] if name.isupper())
    return letters.spelled | short | frozenset(letters.as_words)


def is_shouted(text: str) -> bool:
    """Whether a sentence is written in capitals: at least three words of them, and hardly any other."""
    words: list[str] = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    loud: int = sum(word.isupper() for word in words)
    return loud >= _SHOUTED_WORDS and 4 * loud >= 3 * len(words)


def read_abbreviations(code: str) -> Rule:
    """A rule that writes forum and everyday abbreviations out.

    Those listed under `capitals` are read so only in capitals and not inside a shouted sentence. A space that may stand
    after a full stop inside ("т. е.") need not be listed.
    """
    table = read_table(code, "shorts.yaml")
    exact: dict[str, str] = {_plain(short): said for short, said in table["capitals"].items()}
    anyhow: dict[str, str] = {_plain(short).casefold(): said for short, said in table["any"].items()}
    in_capitals, others = _pattern(exact), _pattern(anyhow, re.IGNORECASE)

    def sentence(part: re.Match[str]) -> str:
        return part[0] if is_shouted(part[0]) else in_capitals.sub(lambda found: exact[found[0]], part[0])

    def said(found: re.Match[str]) -> str:
        return anyhow[re.sub(r"(?<=\.)\s", "", found[0]).casefold()]

    return lambda text: _SENTENCE.sub(sentence, others.sub(said, text))


def _pattern(shorts: Mapping[str, str], flags: int = 0) -> re.Pattern[str]:
    names = "|".join(_loose(short) for short in sorted(shorts, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<![\w.@])(?:{names})(?!\w)", flags)


def read_capitals(code: str) -> Rule:
    """A rule that spells acronyms and lowers what is shouted.

    Names of letters are joined by hyphens: a word stays one word, and the captions can follow it.
    """
    letters = letters_of(code)

    def sentence(part: re.Match[str]) -> str:
        shouted = is_shouted(part[0])
        calm = _CAPITALS.sub(lambda found: _word(found[0], letters), part[0])
        calm = _LETTER.sub(lambda found: found[0].lower(), calm) if shouted else calm
        first = re.search(r"[^\W\d_]", calm)
        return calm[: first.start()] + first[0].upper() + calm[first.end() :] if shouted and first else calm

    return lambda text: _SENTENCE.sub(sentence, text)


def _word(word: str, letters: Letters) -> str:
    if word in letters.as_words:
        return letters.as_words[word]
    if word in letters.spelled or _unsayable(word, letters):
        return letters.join.join(letters.names.get(letter, letter) for letter in word)
    return word.capitalize() if word in letters.said else word.lower()


def _unsayable(word: str, letters: Letters) -> bool:
    return len(word) <= 5 and letters.vowels.isdisjoint(word) and not _INTERJECTION.match(word)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _loose(short: str) -> str:
    return re.sub(r"(\\\.)(?=\w)", r"\1\\s?", re.escape(short))
