"""Syllables of Romanian words: vowel groups, with the diphthongs as one and a silent final i."""

from __future__ import annotations

import re

_SILENT = re.compile(r"(?<=[bcdfghjklmnprsștțvz])i$")
#: After a consonant and a liquid the final i is heard: "codri", "membri".
_HEARD = re.compile(r"[bcdfgptv][lr]i$")
_NUCLEUS = re.compile(r"[eio]a[iu]?|[eo]i|i[eou]i?|ua|uă|[aăâîeou][iu](?![aăâîeou])|[aăâîeiouy]")


def syllables(word: str) -> int:
    """The number of syllables of a lower-case word; 0 when it has no vowel."""
    said = word if _HEARD.search(word) or not re.search(r"[aăâîeou]", word) else _SILENT.sub("", word)
    return len(_NUCLEUS.findall(said))
