"""The first thing that is heard: the title, or a line of the story that does its work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from reelhouse.language import Language
from reelhouse.language.stems import hooks_in
from reelhouse.scripts.sentence import Sentence
from reelhouse.scripts.spoken import shown, spoken

_SHOUTED = 0.7


def find_hook(title: str, sentences: Sequence[Sentence], language: Language, profanity: str = "soften") -> str:
    """The line that opens the video, as the screen shows it.

    A good title is its own hook; one in capitals is written in small letters first. A missing or an overlong one is
    replaced by the strongest sentence of the story's first half. `sentences` has at least one.
    """
    own = calm_title(shown(title, language, profanity), language)
    if not spoken(own, language, "keep"):
        own = ""
    if own and len(own) <= language.longest_title:
        return own
    candidates = _candidates(sentences, language)
    if not candidates:
        return _shortened(own or sentences[0].shown, language)
    best = max(candidates, key=lambda number: (_strength(sentences[number], language), -number))
    return _shortened(sentences[best].shown, language)


def calm_title(title: str, language: Language) -> str:
    """A title without shouting: capitals only at its start, in "I" and in what is always written so."""
    letters = [letter for letter in title if letter.isalpha()]
    if len(letters) < 4 or sum(map(str.isupper, letters)) < _SHOUTED * len(letters):
        return title
    calm = re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda found: _calm_word(found[0], language), title)
    return re.sub(r"(^\W*|[.!?]\s+\W*)([^\W\d_])", lambda found: found[1] + found[2].upper(), calm)


def _calm_word(word: str, language: Language) -> str:
    if word in language.capitals:
        return word
    calm = word.lower()
    return calm[0].upper() + calm[1:] if language.code == "en" and re.match(r"i(?:['’]|$)", calm) else calm


def _candidates(sentences: Sequence[Sentence], language: Language) -> list[int]:
    """The first half of the story, without its very first sentence when there is a choice: it comes next anyway."""
    half = range(max(1, (len(sentences) + 1) // 2))
    most = language.longest_title
    usable = [number for number in half if number < len(sentences) and len(sentences[number].shown) <= most]
    return [number for number in usable if number > 0] or usable


def _strength(sentence: Sentence, language: Language) -> float:
    words = re.findall(r"[\w']+", sentence.text.casefold())
    shortest, longest = language.hook_words
    strength = 2.0 * min(2, hooks_in(words, language))
    strength += 1.0 * bool(re.search(r"\d", sentence.shown))
    strength += 1.0 * sentence.text.endswith("?") + 0.5 * sentence.text.endswith("!")
    strength += 1.0 * bool(_first_person(language).search(sentence.text))
    strength += 1.5 * (shortest <= len(words) <= longest) - 2.0 * (len(words) < 4)
    return strength - 1.0 * sentence.quoting


@cache
def _first_person(language: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(language.first_person)})\b", re.IGNORECASE)


def _shortened(text: str, language: Language) -> str:
    """A text that is too long, cut before its last word that fits."""
    if len(text) <= language.longest_title:
        return text
    return text[: language.longest_title - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—") + "…"
