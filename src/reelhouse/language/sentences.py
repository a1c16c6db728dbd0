"""Dividing text into sentences."""

from __future__ import annotations

import re

from reelhouse.language.language import Language

#: A possible end: the mark, the quotes and brackets that close with it, and the white space after it.
_END = re.compile(r"(?P<mark>[.!?…。！？]+)(?P<close>[\"'”’»)\]*_]*)(?P<gap>\s+)(?=(?P<next>\S+))")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n\s*")
_OPENING = "\"'“‘«([*_—–-¿¡"
_LAST_WORD = re.compile(r"[^\s\"'“”‘’«»()\[\]—–]+$")


def split_sentences(text: str, language: Language) -> tuple[str, ...]:
    """The sentences of a text, without the white space around them.

    A closing quotation mark belongs to its sentence, and an empty line always ends one. Nothing else is changed:
    the sentences joined are the text, but for its white space.
    """
    return tuple(sentence for block in _PARAGRAPH.split(text) for sentence in _of_block(block, language))


def _of_block(block: str, language: Language) -> list[str]:
    sentences, start = [], 0
    for end in _END.finditer(block):
        if _ends(block[start : end.start()], end, language):
            sentences.append(block[start : end.end("close")].strip())
            start = end.end()
    return [*sentences, last] if (last := block[start:].strip()) else sentences


def _ends(before: str, end: re.Match[str], language: Language) -> bool:
    if not before.strip():
        return False
    following = end["next"].lstrip(_OPENING)
    if not following and language.dashes:
        # The words after a speech: "— Нет! — сказал он."
        following = end.string[end.end("gap") :].lstrip(_OPENING + " ")
    if language.endings and re.fullmatch(r"\.{2,}|…", end["mark"]) and before.rstrip()[-1] not in language.endings:
        return False
    begins = not following[:1].islower() if following else True
    if not begins:
        return False
    if end["mark"] != "." or end["close"]:
        return True
    return not _abbreviated(before, following, language)


def _abbreviated(before: str, following: str, language: Language) -> bool:
    """Whether the full stop after `before` only shortens a word."""
    found = _LAST_WORD.search(before)
    if not found:
        return False
    word = found[0].casefold()
    if len(word) == 1 and found[0].isupper() and found[0] != "I":
        # "J. Smith" and "John F. Kennedy" go on, "we took plan B. It failed" does not.
        words = before.split()
        return len(words) < 2 or words[-2].lstrip(_OPENING)[:1].isupper()
    if word in language.measures:
        return not (before[: found.start()].rstrip()[-1:].isdigit() and following[:1].isupper())
    if word in language.closing:
        return not following[:1].isupper()
    # "No." is a number's mark only before a number; otherwise it is an answer.
    return word in language.abbreviations and (word not in {"no", "nos"} or following[:1].isdigit())
