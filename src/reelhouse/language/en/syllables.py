"""Syllables of English words by spelling: vowel groups, minus what is silent, plus what is said apart."""

from __future__ import annotations

import re

_GROUP = re.compile(r"[aeiouy]+")
#: Endings whose e is written and not said; `-ted`, `-ded`, `-ses` and `-ches` say it, and so does `-ble`.
_SILENT = re.compile(r"(?:[^aeiouy]e|[^aeiouytd]ed|[^aeiouysxzcgh]es|(?<=t)hes|[gq]ues?)$")
_SAID = re.compile(r"[^aeiouylr]l(?:e|es|ed)$")
#: Vowels that stand together and are said apart.
_APART = re.compile(
    r"(?<![tscg])ia(?!l$)|(?<=^[dt])ia(?=l)|(?<=^tr)ia(?=l)|(?<![tscgnlv])io(?!n)|(?<=[dlnrv])io(?=[lu])|^lion|eo(?!ple)|"
    r"(?<![qg])ua(?=[lt])|uou|(?<=[aeiouy])ing|iet|(?<=cr)ea(?=t)|(?<=r)ea(?=l)|(?<![tcs])ie(?=n[ct])|(?<=l)ue(?=n)|"
    r"oe(?=[mt])|[^aeiougq]ue[lt]$|(?:th|s)m$|(?<=[ds])n't$|^coo(?=p)|^re(?=act)"
)
_IRREGULAR = {"the": 1, "every": 2, "evening": 2, "business": 2, "something": 2, "someone": 2, "sometimes": 2}
_IRREGULAR |= {"everyone": 3, "everything": 3, "different": 2, "family": 3, "people": 2, "real": 1, "really": 2}
_IRREGULAR |= {"one": 1, "once": 1, "area": 3, "idea": 3, "being": 2, "sophomore": 3, "wednesday": 2, "chocolate": 2}
_IRREGULAR |= {"homemade": 2, "somewhere": 2, "beautiful": 3, "lawyer": 2, "quiet": 2, "science": 2, "seeing": 2}


def syllables(word: str) -> int:
    """The number of syllables of a lower-case word; 0 when it has no vowel."""
    bare = word.replace("’", "'")
    if bare in _IRREGULAR:
        return _IRREGULAR[bare]
    bare = re.sub(r"'(?!t$)\w*$", "", bare) if not bare.endswith("n't") else bare
    count = len(_GROUP.findall(bare))
    if count > 1 and _SILENT.search(bare) and not _SAID.search(bare):
        count -= 1
    return count + len(_APART.findall(bare))
