"""One line from text to finished sound: what may be spoken, the engine, the finish."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

from reelhouse.errors import BadNarration
from reelhouse.language.spoken import words_of
from reelhouse.language.tags import primary
from reelhouse.model.speech import Utterance
from reelhouse.voices.base import Session
from reelhouse.voices.child import raw_sound
from reelhouse.voices.finish import finish_line

#: The first word of the Unicode names of the letters each language writes with; Latin for all others.
_SCRIPTS = {
    "ru": {"CYRILLIC"}, "uk": {"CYRILLIC"}, "be": {"CYRILLIC"}, "bg": {"CYRILLIC"}, "mk": {"CYRILLIC"},
    "sr": {"CYRILLIC", "LATIN"}, "kk": {"CYRILLIC", "LATIN"}, "ko": {"HANGUL"}, "el": {"GREEK"}, "he": {"HEBREW"},
    "ar": {"ARABIC"}, "fa": {"ARABIC"}, "ur": {"ARABIC"}, "hi": {"DEVANAGARI"}, "mr": {"DEVANAGARI"},
    "ne": {"DEVANAGARI"}, "ka": {"GEORGIAN"}, "hy": {"ARMENIAN"}, "th": {"THAI"}, "ja": {"HIRAGANA", "KATAKANA", "CJK"},
    "zh": {"CJK"}, "cmn": {"CJK"}, "yue": {"CJK"},
}  # fmt: skip


def speak_line(session: Session, text: str, language: str, into: Path) -> Utterance:
    """Speak one line and finish it; `into` is mono WAV of 16 bits at 48 kHz, about -15 LUFS.

    Raises:
        ContentError: The line has no words.
        BadNarration: Most of its letters belong to another script than the language's: a voice would spell them.
        Transient: The engine failed, or gave a sound that cannot be used.
    """
    words_of(text)
    _check_script(text, language)
    with raw_sound(into) as raw:
        return finish_line(raw, session.speak(text, raw), into)


def _check_script(text: str, language: str) -> None:
    letters = Counter(unicodedata.name(letter, "?").partition(" ")[0] for letter in text if letter.isalpha())
    code = primary(language)
    wanted = _SCRIPTS.get(code, {"LATIN"})
    strange = sum(count for script, count in letters.items() if script not in wanted)
    if 2 * strange > letters.total():
        raise BadNarration(
            f"most letters of this line are not those of the language {language!r}",
            where=repr(text[:60]),
            remedy="Choose a voice of the text's language",
        )
