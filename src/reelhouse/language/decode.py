"""Bytes to text when nobody says in which encoding they are.

The order matters: a byte order mark; UTF-16 without one, whose noughts are valid UTF-8; strict UTF-8; then the old
eight-bit and Korean encodings, judged by how much of their text beyond ASCII belongs to the language's alphabet.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from reelhouse.errors import UnreadableText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
#: Share of control characters above which bytes are no text.
_BINARY = 0.02
#: How much of a text is looked at for judging it.
_SAMPLE = 20_000
_REMEDY = "Give plain text or Markdown, saved as UTF-8"


@dataclass(frozen=True)
class _Candidate:
    encoding: str
    language: str
    alphabet: frozenset[str]


_TYPOGRAPHY = "’‘“”„–—…«»№•©®°"
_CYRILLIC = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюяёАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ")
_CANDIDATES = (
    _Candidate("cp949", "ko", frozenset()),
    _Candidate("cp1251", "ru", _CYRILLIC),
    _Candidate("koi8-r", "ru", _CYRILLIC),
    _Candidate("cp1250", "ro", frozenset("ăâîşţĂÂÎŞŢ" + _TYPOGRAPHY)),
    _Candidate("iso8859-16", "ro", frozenset("ăâîșțĂÂÎȘȚ„”«»")),
    _Candidate("cp1252", "es", frozenset("áéíóúüñ¿¡àèçêÁÉÍÓÚÑäößôûîïëâãõ♪£€¢¼½¾" + _TYPOGRAPHY)),
)
#: A candidate of the hinted language may be this much worse than the best.
_HINT = 0.15
_CEDILLAS = str.maketrans("ŞşŢţ", "ȘșȚț")


def decode_text(data: bytes, language_hint: str | None = None) -> tuple[str, str]:
    """Decode text of unknown encoding.

    Args:
        data: The bytes.
        language_hint: ISO 639-1 code of the language it is believed to be in, as from a file's name.

    Returns:
        The text, and the name of its encoding as Python calls it.

    Raises:
        UnreadableText: It is no text: binary, or damaged beyond reading.
    """
    text, encoding = _decoded(data, language_hint)
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _BINARY * len(sample):
        raise UnreadableText("this is not text but binary data", remedy=_REMEDY)
    return text, encoding


def _decoded(data: bytes, hint: str | None) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding), encoding
    if wide := _wide(data):
        return wide
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError as error:
        if damaged := _damaged(data, error):
            return damaged, "utf-8"
    return _judged(data, hint)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableText(
            f"the text begins as {encoding} and is damaged at byte {error.start}", remedy=_REMEDY
        ) from error


def _wide(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark: suspected by its control bytes, believed when it makes sense as text."""
    head = data[: _SAMPLE & ~1]
    suspicious = sum(byte < 9 or 14 <= byte < 27 for byte in head)
    if suspicious <= _BINARY * len(head) or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        if _sensible(head.decode(encoding, "ignore")):
            return _strictly(data, encoding), encoding
    return None


def _sensible(text: str) -> bool:
    """Whether decoded UTF-16 is writing: hardly anything unassigned or of control, and ASCII here and there."""
    kinds = Counter(unicodedata.category(letter)[0] for letter in text)
    controls = kinds["C"] - sum(text.count(blank) for blank in "\n\r\t")
    plain = sum(letter.isascii() for letter in text)
    return bool(text) and controls <= 0.01 * len(text) and plain > 0.03 * len(text)


def _damaged(data: bytes, error: UnicodeDecodeError) -> str | None:
    """UTF-8 that was cut off, or has a few bad bytes among many good ones."""
    if error.end == len(data) and error.reason == "unexpected end of data" and error.start > 0:
        cut = data[: error.start].decode()
        if not cut.isascii():
            return cut
    text = data.decode("utf-8", "replace")
    bad = text.count("�")
    good = sum(not letter.isascii() for letter in text[: _SAMPLE * 4]) - bad
    return text.replace("�", "") if good > 20 * bad else None


def _judged(data: bytes, hint: str | None) -> tuple[str, str]:
    """The best of the candidates."""
    best, score = None, 0.0
    for candidate in _CANDIDATES:
        try:
            text = data.decode(candidate.encoding)
        except UnicodeDecodeError:
            continue
        found = _score(text[:_SAMPLE], candidate) + _HINT * (candidate.language == hint)
        if best is None or found > score + 1e-9:
            best, score = (text, candidate), found
    if best is None or score < 0.1:
        raise UnreadableText("the text is in no encoding that is known here", remedy=_REMEDY)
    text, candidate = best
    if candidate.language == "ro" and (hint == "ro" or re.search("[ăşţ]", text)):
        text = text.translate(_CEDILLAS)
    return text, candidate.encoding


def _score(text: str, candidate: _Candidate) -> float:
    """Which share of what is not ASCII belongs to the candidate's alphabet, from 0 to 1."""
    beyond = "".join(letter for letter in text if not letter.isascii())
    if candidate.language == "ko":
        # Syllables that Korean uses stand in its older, smaller table; bytes by chance hit the rare ones.
        usual = sum(min(letter.encode("cp949")) >= 0xA1 for letter in re.findall("[가-힣]", beyond))
        share = usual / len(beyond) if beyond else 0.0
        return share if re.search("[가-힣]{2}", text) else share * 0.3
    share = sum(letter in candidate.alphabet for letter in beyond) / len(beyond) if beyond else 0.0
    return _as_cyrillic(text, share, len(beyond)) if candidate.language == "ru" else share


def _as_cyrillic(text: str, share: float, letters: int) -> float:
    """Lower the share of Cyrillic that does not look like words: case that flips inside them, or no words at all."""
    share -= len(re.findall("[а-яё][А-ЯЁ]", text)) / max(1, letters)
    # Accented letters of a Latin text turn into single Cyrillic ones between Latin letters.
    mixed = len(re.findall("[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]", text))
    in_words = sum(map(len, re.findall("[а-яёА-ЯЁ]{3,}", text)))
    return share * (0.5 if mixed > 0.3 * letters or (letters >= 12 and in_words < 0.25 * letters) else 1)
