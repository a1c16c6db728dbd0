"""Strong language: found under its disguises, and kept, softened or refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from reelhouse.errors import UnknownName, UnsuitableStory
from reelhouse.language import Language
from reelhouse.language.stems import strong_stem

Profanity = Literal["keep", "soften", "bleep", "reject"]
POLICIES: tuple[str, ...] = get_args(Profanity)

_TOKEN = re.compile(r"(?<![\w@$*#])[\w@$*#!]*[^\W\d_][\w@$*#!]*(?<!!)(?=\W|$)")
_LETTERS = str.maketrans("@$013457!", "asoieasti")
#: A word that may be a disguise: signs or digits among letters, or a letter three times.
_DISGUISE = re.compile(r"[^\W\d_][@$*#!\d]+(?:\w|(?<=[*#$]))|(?<!\w)[@$\d][^\W\d_]|([^\W\d_])\1\1")
_RUN = re.compile(r"(.)\1{2,}")


@dataclass(frozen=True)
class Strong:
    """A strong word: where it stands in the text, and which word of the list it is, or begins with one."""

    start: int
    end: int
    word: str


def find_profanity(text: str, language: Language) -> tuple[Strong, ...]:
    """Every strong word of a text, also masked ("sh*t"), spelled with digits ("sh1t") or drawn out ("shiiit")."""
    # Most sentences are clean, and a set says so faster than any pattern.
    words = re.findall(r"[^\W\d_]+", text.casefold())
    clean = language.profanity.keys().isdisjoint(words) and not any(strong_stem(word, language) for word in words)
    if clean and not _DISGUISE.search(text):
        return ()
    found = ((token, _unmasked(token[0], language)) for token in _TOKEN.finditer(text))
    return tuple(
        Strong(token.start(), token.end(), word)
        for token, word in found
        if word and not _is_name(token, word, language)
    )


def check_policy(policy: str) -> None:
    """Refuse a policy that does not exist.

    Raises:
        UnknownName: There is none of that name.
    """
    if policy not in POLICIES:
        raise UnknownName("profanity policy", policy, POLICIES)


def refuse_profanity(text: str, language: Language) -> None:
    """Refuse a text with strong language.

    Raises:
        UnsuitableStory: It has some; the message names the lines, title first, and quotes one, masked.
    """
    lines = sorted({text.count("\n", 0, strong.start) + 1 for strong in find_profanity(text, language)})
    if not lines:
        return
    first = masked_profanity(text.split("\n")[lines[0] - 1], language, "soften").strip()
    several = "lines" if len(lines) > 1 else "line"
    shown = ", ".join(map(str, lines[:10])) + (" and more" if len(lines) > 10 else "")
    raise UnsuitableStory(
        f"the story has strong language in {several} {shown}, first in {first[:60]!r}",
        remedy="Change these lines, or let it be softened (profanity: soften, or bleep)",
    )


def said_profanity(text: str, language: Language, policy: str) -> str:
    """The text as the voice says it: the strong words themselves (they may be covered later), or milder ones."""
    if policy == "soften":
        return _replaced(text, language, lambda strong, _: _mild(strong.word, language))
    return _replaced(text, language, lambda strong, _: strong.word)


def masked_profanity(text: str, language: Language, policy: str) -> str:
    """The text as the screen shows it: first letter and asterisks, unless strong words are kept."""
    if policy == "keep":
        return text
    return _replaced(text, language, lambda strong, letters: letters[0] + "*" * (len(strong.word) - 1))


def _mild(word: str, language: Language) -> str:
    """What is said instead; a word that is known by its beginning keeps its ending."""
    if word in language.profanity:
        return language.profanity[word]
    stem = strong_stem(word, language)
    return language.profane_stems[stem] + word[len(stem) :]


def _replaced(text: str, language: Language, other: Callable[[Strong, str], str]) -> str:
    parts, at = [], 0
    for strong in find_profanity(text, language):
        letters = text[strong.start : strong.end]
        parts += [text[at : strong.start], _in_case(other(strong, letters), letters)]
        at = strong.end
    return "".join([*parts, text[at:]])


def _in_case(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


def _is_name(token: re.Match[str], word: str, language: Language) -> bool:
    """Whether a capitalised word inside a sentence is somebody's name, such as Dick."""
    inside = re.search(r"[\w,;]['\"’”]?\s+$", token.string[: token.start()])
    return word in language.profane_names and token[0].istitle() and bool(inside)


def _unmasked(token: str, language: Language) -> str:
    """The listed word behind a token, or nothing."""
    word = token.casefold()
    if word in language.profanity or word.isalpha():
        return _undrawn(word, language)
    if "*" in word or "#" in word:
        return _unstarred(word, language)
    return _undrawn(word.translate(_LETTERS), language)


def _undrawn(word: str, language: Language) -> str:
    for candidate in (word, _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)):
        if candidate in language.profanity or strong_stem(candidate, language):
            return candidate
    return ""


def _unstarred(word: str, language: Language) -> str:
    """The first listed word that fits when every star is one letter; a star alone says nothing."""
    letters = word.translate(_LETTERS)
    if not letters[:1].isalpha() or len(letters) < 3:
        return ""
    pattern = re.compile("".join(r"\w" if letter in "*#" else re.escape(letter) for letter in letters))
    return next((listed for listed in _listed(language) if pattern.fullmatch(listed)), "")


@cache
def _listed(language: Language) -> tuple[str, ...]:
    return tuple(language.profanity)
