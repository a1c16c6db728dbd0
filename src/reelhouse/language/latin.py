"""Cyrillic and Hangul in Latin letters, for names of files: simple spellings, not made to be read aloud."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from reelhouse.language.tables import read_table

_HANGUL = re.compile("[가-힣]")


def in_latin(text: str) -> str:
    """The text in small Latin letters where it is Cyrillic or Hangul; all other letters stay."""
    table = _table()
    text = _HANGUL.sub(lambda found: _syllable(found[0], table), text)
    letters: Mapping[str, str] = table["cyrillic"]
    return "".join(letters.get(letter.lower(), letter) for letter in text)


def _syllable(letter: str, table: Mapping[str, Any]) -> str:
    """A Hangul letter by its number: 588 for each first sound, 28 for each vowel (Unicode 15, chapter 3.12)."""
    number = ord(letter) - 0xAC00
    first, rest = divmod(number, 588)
    vowel, last = divmod(rest, 28)
    parts = (table["first"][first], table["vowel"][vowel], table["last"][last])
    return "".join(parts)


@cache
def _table() -> dict[str, Any]:
    return read_table("", "latin.yaml")
