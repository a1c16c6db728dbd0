"""What a text is written in: its scripts, its direction, and whether its words are another language's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cache

from reelhouse.language.language import Language, language_codes, open_language
from reelhouse.language.tables import read_table

#: First code points of the blocks of scripts (Unicode 15 block names); a script ends where the next row begins.
_BLOCKS: tuple[tuple[int, str], ...] = (
    (0x0000, "Latin"), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0700, "Syriac"), (0x0750, "Arabic"), (0x0780, "Thaana"), (0x07C0, "NKo"),
    (0x0800, "Samaritan"), (0x0860, "Arabic"), (0x0900, "Devanagari"), (0x0980, "Indic"), (0x0E00, "Thai"),
    (0x0E80, "Lao"), (0x0F00, "Tibetan"), (0x1000, "Burmese"), (0x10A0, "Georgian"), (0x1100, "Hangul"),
    (0x1200, "Other"), (0x1C80, "Cyrillic"), (0x1C90, "Georgian"), (0x1CC0, "Other"), (0x1D00, "Latin"),
    (0x1D26, "Greek"), (0x1D2B, "Cyrillic"), (0x1D2C, "Latin"), (0x1F00, "Greek"), (0x2000, "Latin"),
    (0x2C00, "Other"), (0x2C60, "Latin"), (0x2C80, "Other"), (0x2DE0, "Cyrillic"), (0x2E00, "Other"),
    (0x2E80, "Han"), (0x3040, "Kana"), (0x3100, "Han"), (0x3130, "Hangul"), (0x3190, "Han"), (0x31F0, "Kana"),
    (0x3200, "Han"), (0xA000, "Other"), (0xA640, "Cyrillic"), (0xA6A0, "Other"), (0xA720, "Latin"),
    (0xA800, "Other"), (0xA960, "Hangul"), (0xA980, "Other"), (0xAB30, "Latin"), (0xAB70, "Other"),
    (0xAC00, "Hangul"), (0xD800, "Other"), (0xF900, "Han"), (0xFB00, "Latin"), (0xFB13, "Armenian"),
    (0xFB1D, "Hebrew"), (0xFB50, "Arabic"), (0xFE00, "Other"), (0xFE70, "Arabic"), (0xFF00, "Latin"),
    (0xFF66, "Kana"), (0xFFA0, "Hangul"), (0xFFE0, "Other"), (0x1D400, "Latin"), (0x1D800, "Other"),
    (0x1EE00, "Arabic"), (0x1EF00, "Other"), (0x20000, "Han"), (0xE0000, "Other"),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _BLOCKS)
_RIGHT_TO_LEFT = frozenset({"Hebrew", "Arabic", "Syriac", "Thaana", "NKo", "Samaritan"})
#: Fewer letters than this say nothing about the language.
ENOUGH_LETTERS = 40
#: A text has at least this share of its language's commonest words when it is in it, unless it is a list of names.
_NATIVE = 0.18
#: Up to this share of Latin letters in a sentence of another script are names, which voices read.
_NAMES = 0.4


def script_of(letter: str) -> str:
    """The script of a letter ("Latin", "Cyrillic", "Hangul", "Arabic" ...); "Other" for the rare ones."""
    return _BLOCKS[bisect_right(_STARTS, ord(letter)) - 1][1]


def script_shares(text: str) -> dict[str, float]:
    """The share of each script among the letters of a text, largest first; empty without letters."""
    letters = Counter(letter for letter in text if letter.isalpha())
    scripts: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[script_of(letter)] += count
    return {script: count / letters.total() for script, count in scripts.most_common()}


def is_right_to_left(text: str) -> bool:
    """Whether most letters belong to scripts that are written from right to left."""
    return sum(share for script, share in script_shares(text).items() if script in _RIGHT_TO_LEFT) > 0.5


def foreign_word(word: str, language: Language) -> bool:
    """Whether a word has letters that its language is not written with; it can be neither said nor shown.

    Letters of the English alphabet are read and drawn in every language.
    """
    return not word.isascii() and any(_is_strange(letter, language) for letter in word)


def _is_strange(letter: str, language: Language) -> bool:
    return letter.isalpha() and not letter.isascii() and script_of(letter) != language.script


def other_language(text: str, language: Language) -> str | None:
    """The code of another language that a text is in, judged by its commonest words.

    None when it is in the given one, when nothing says otherwise, or when it is too short to tell.
    """
    words = _words(text)
    if sum(map(len, words)) < ENOUGH_LETTERS:
        return None
    own = _share(words, language.stop)
    others = {code: _share(words, stop) for code, stop in _others().items() if code != language.code}
    code = max(others, key=lambda name: others[name])
    return code if others[code] > max(_NATIVE, own * 1.2) else None


def _unread(sentence: str, language: Language) -> float:
    """The share of letters in scripts that the language is not written with; a few English names are no others."""
    shares = script_shares(sentence)
    strange = 1 - shares.get(language.script, 0.0)
    latin = shares.get("Latin", 0.0)
    return strange - latin if language.script != "Latin" and latin <= _NAMES else strange


def told_in(text: str) -> str | None:
    """The language that a text is in, of those that stories are told in here; None when it is in none of them."""
    script = next(iter(script_shares(text)), "")
    written = [language for code in language_codes() if (language := open_language(code)).script == script]
    words = _words(text)
    if not words:
        return None
    rows = {**_others(), **{language.code: language.stop for language in written}}
    best = max(written, key=lambda language: _share(words, language.stop), default=None)
    if best is None or (best.script == "Hangul"):
        return best.code if best else None
    most = max(_share(words, stop) for stop in rows.values())
    own = _share(words, best.stop)
    return best.code if own >= _NATIVE / 2 and own >= most * 0.8 else None


def foreign_share(text: str, language: Language) -> float:
    """The share of a text's letters that a voice of the language cannot say: other scripts and other languages.

    It is judged sentence by sentence, so that a quotation counts and a foreign name does not; a sentence too short to
    tell goes with its paragraph.
    """
    total = foreign = 0
    for paragraph in text.split("\n"):
        around = other_language(paragraph, language)
        for sentence in re.split(r"(?<=[.!?…])\s+", paragraph):
            letters = sum(map(str.isalpha, sentence))
            other = other_language(sentence, language) if letters >= ENOUGH_LETTERS else around
            unread = 1.0 if other else _unread(sentence, language)
            total += letters
            foreign += round(letters * unread)
    return foreign / total if total else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.casefold().replace("’", "'"))


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / len(words)


@cache
def _others() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in read_table("", "stopwords.yaml").items()}
