"""Roots of words: what the words of a text and the words of a file's name have in common, whatever their endings.

A light way of cutting endings off: it need not find the true stem, only the same one for "doors" and "door". Endings
of a language that has many are the commonest ones of its nouns, adjectives and verbs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from reelhouse.language.language import Language

#: Letters that a root keeps at least; Korean has whole syllables.
_LEAST, _LEAST_KO = 3, 1
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
#: Borders inside a file's name: from a small letter to a capital, as in "BlueDoor".
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_ENDINGS = {
    "en": "'s ingly edly ings ing ers est ed es er ly s e",
    "es": "amente mente ciones iendo ando adas ados idas idos aron ieron ada ado ida ido ar er ir es as os a e o s",
    "ro": "urilor urile ilor elor ului ului ații ează ând ate uri lor lui ele ile ul ii ei ea le ă a e i u",
    "ru": (
        "иями ями ами ого его ому ему ыми ими ешь ишь ете ите ают яют ует ала ила али или ать ять ить еть ься ось "
        "ий ый ой ая яя ое ее ые ие ых их ую юю ом ем ам ям ах ях ов ев ей ия ию ии ет ит ут ют ат ят ал ил "
        "а я о е ы и у ю ь й"
    ),
    "ko": "에서는 에게서 으로 에서 에게 까지 부터 처럼 보다 은 는 이 가 을 를 에 의 도 와 과 로 만",
}
#: What is no ending but another spelling of the same one.
_SPELLED = {"en": ("ies", "y"), "es": ("ces", "z")}
#: Words of some languages carry two endings: "дверью" without its last letter is still "дверь".
_TIMES = 2


def words_of(text: str) -> list[str]:
    """The words of a text or of a file's name, in small letters; figures and marks part them."""
    return [word.casefold() for word in _WORD.findall(_CAMEL.sub(" ", unicodedata.normalize("NFC", text)))]


def root_of(word: str, language: Language) -> str:
    """A word without its commonest endings and its accents; empty for a word that carries no meaning of its own.

    Args:
        word: In small letters.
        language: The language of the text; words of names are taken to be of the same one.
    """
    if word in language.stop or word in language.weak:
        return ""
    least = _LEAST_KO if language.code == "ko" else _LEAST
    root = _plain(word)
    if len(root) < max(least, 2):
        return ""
    ending, instead = _SPELLED.get(language.code, ("", ""))
    if ending and root.endswith(ending) and len(root) - len(ending) >= least:
        root = root.removesuffix(ending) + instead
    for _ in range(_TIMES):
        root = _without_ending(root, _cut(language.code), least)
    return root


def roots_of(text: str, language: Language) -> frozenset[str]:
    """The roots of all words of a text that carry meaning."""
    return frozenset(root for word in words_of(text) if (root := root_of(word, language)))


@cache
def _cut(code: str) -> tuple[str, ...]:
    """The endings of a language, the longest first, written as roots are."""
    return tuple(sorted({_plain(one) for one in _ENDINGS.get(code, "").split()}, key=lambda one: (-len(one), one)))


def _without_ending(word: str, endings: tuple[str, ...], least: int) -> str:
    """A word without its longest ending that leaves a root, and without a letter that the ending doubled."""
    ending = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= least), "")
    cut = word.removesuffix(ending)
    doubled = len(cut) > least and cut[-1] == cut[-2] and ending in {"ing", "ings", "ed", "er", "ers"}
    return cut[:-1] if doubled and cut[-1] not in "sl" else cut


def _plain(word: str) -> str:
    """Without accents, so that a name that was typed without them is found too; Korean stays as it is."""
    letters = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(one for one in letters if not unicodedata.combining(one)))
