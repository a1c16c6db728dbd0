"""SubRip: a number, a line of times, text, a blank line."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import pairwise

from reelhouse.captions.formats.base import Format, Read, clock, make_cue, stamp
from reelhouse.model.captions import Cue

_TIME = r"(?:(-?\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
# Some files lose the number, the blank line or the hours: only the line of times is relied on.
_TIMES = re.compile(rf"^[ \t]*{_TIME}[ \t]*-+>[ \t]*{_TIME}[^\n]*$", re.MULTILINE)
_NUMBER = re.compile(r"\n[ \t]*\n[ \t]*\d+\s*$")
_TAGS = re.compile(r"</?(?:[ibus]|font)\b[^<>\n]*>|\{\\[^{}\n]*\}", re.IGNORECASE)


def write_srt(cues: Sequence[Cue]) -> str:
    """The cues as SubRip text, times to the nearest millisecond."""
    return "".join(
        f"{number}\n{stamp(cue.start, ',')} --> {stamp(cue.end, ',')}\n{_text(cue.text)}\n\n"
        for number, cue in enumerate(cues, 1)
    )


def _text(text: str) -> str:
    """Without blank lines, which would end the cue, and without anything that looks like a line of times."""
    return "\n".join(line for line in text.splitlines() if line.strip()).replace("-->", "→")


def _read(text: str) -> tuple[Read, ...]:
    found = list(_TIMES.finditer(text))
    bodies = [text[match.end() : following.start()] for match, following in pairwise(found)]
    cues = [
        _cue(match, _without_number(body, at))
        for at, (match, body) in enumerate(zip(found[:-1], bodies, strict=True), 2)
    ]
    if found:
        cues.append(_cue(found[-1], text[found[-1].end() :]))
    return (Read(tuple(cues)),)


def _without_number(body: str, following: int) -> str:
    """What stands between two lines of times, without the number of the following cue."""
    number = _NUMBER.search(body) or re.search(rf"\n[ \t]*{following}\s*$", body)
    return body[: number.start()] if number else body


def _cue(match: re.Match[str], body: str) -> Cue:
    clean = html.unescape(_TAGS.sub("", body))
    lines = (line.strip() for line in clean.splitlines())
    return make_cue(clock(*match.groups()[:4]), clock(*match.groups()[4:]), "\n".join(filter(None, lines)))


FORMAT = Format("SubRip", (".srt",), lambda text: _TIMES.search(text) is not None, _read, write_srt)
