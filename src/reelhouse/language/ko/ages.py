"""Ages as Korean forums write them: 저(28/여), 남편(32), 28F, 20대."""

from __future__ import annotations

import re

from reelhouse.language.ko.numbers import native, sino

_NOUNS = {"여": "여자", "f": "여자", "남": "남자", "m": "남자"}
_SELF = ("저", "나", "본인", "글쓴이")
_GENDER = "[여남FMfm]"
_BRACKETS = re.compile(
    rf"(?P<who>[가-힣]*)\s?[(\[]\s*(?:(?P<a>\d{{1,2}})\s?(?:세|살)?\s*[,/]?\s*(?P<g>{_GENDER})?|(?P<h>{_GENDER})\s*[,/]?\s*"
    rf"(?P<b>\d{{1,2}})\s?(?:세|살)?)\s*[)\]]"
)
_BARE = re.compile(
    rf"(?<![\w.,])(?:(?P<a>\d{{2}})\s?/?\s?(?P<g>{_GENDER})|(?P<h>{_GENDER})\s?/?\s?(?P<b>\d{{2}}))(?:자)?(?![\w])"
)
_DECADE = re.compile(r"(?<![\w.,])(?P<n>[1-9]0)대")


def read_ages(text: str) -> str:
    """Write ages out: "저(28/여)는" as "스물여덟 살 여자인 저는"."""
    text = _BRACKETS.sub(_in_brackets, text)
    text = _BARE.sub(_bare, text)
    return _DECADE.sub(lambda found: f"{sino(int(found['n']))} 대", text)


def _in_brackets(found: re.Match[str]) -> str:
    age, who = int(found["a"] or found["b"]), found["who"]
    if not age or not who:
        return found[0]
    gender = found["g"] or found["h"]
    being = f"{_NOUNS[gender.lower()]}인 " if gender and who in _SELF else ""
    return f"{native(age)} 살 {being}{who}"


def _bare(found: re.Match[str]) -> str:
    age, gender = int(found["a"] or found["b"]), found["g"] or found["h"]
    return f"{native(age)} 살 {_NOUNS[gender.lower()]}"
