"""SubRip: a number, a line of times, text, a blank line."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reelhouse.captions.formats.base import Format, Read, clock, make_cue, stamp
from reelhouse.model.captions import Cue

_TIME = r"(?:(-?\d{1,3}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})"
# Some files lose the number, the blank line or the hours: only the line of times is relied on.
_TIMES = re.compile(rf"^[ \t]*{_TIME}[ \t]*-+>[ \t]*{_TIME}[^\n]*$", re.MULTILINE)
_CLOCKS = re.compile(r"[ \t]*\d+:\d+[:,.\d]*[^\w\n]+\d+:\d+[:,.\d]*[ \t]*$")
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


@dataclass(frozen=True)
class _Head:
    """Where the line of times of a cue stands; `times` is None where it was meant to be one and cannot be read."""

    start: int
    end: int
    times: re.Match[str] | None


def _read(text: str) -> tuple[Read, ...]:
    heads = list(_heads(text))
    bodies = [
        _without_number(text[head.end : following.start], at) for at, (head, following) in enumerate(pairwise(heads), 2)
    ]
    bodies += [text[head.end :] for head in heads[-1:]]
    cues = (_cue(head.times, body) for head, body in zip(heads, bodies, strict=True) if head.times)
    return (Read(tuple(cues), skipped=sum(head.times is None for head in heads)),)


def _heads(text: str) -> Iterator[_Head]:
    at, before, previous = 0, "", ""
    for line in text.split("\n"):
        times = _TIMES.match(line)
        if times or _is_broken(line, previous, before):
            yield _Head(at, at + len(line), times)
        at, before, previous = at + len(line) + 1, previous.strip(), line.strip()


def _is_broken(line: str, previous: str, before: str) -> bool:
    """Whether a line stands where times do and looks like them, though they cannot be read."""
    if "-->" in line:
        return (previous.isdigit() or not previous) and any(char.isdigit() for char in line)
    return previous.isdigit() and not before and _CLOCKS.match(line) is not None


def _without_number(body: str, following: int) -> str:
    """What stands between two lines of times, without the number of the following cue."""
    number = _NUMBER.search(body) or re.search(rf"\n[ \t]*{following}\s*$", body)
    return body[: number.start()] if number else body


def _cue(match: re.Match[str], body: str) -> Cue:
    clean = html.unescape(_TAGS.sub("", body))
    lines = (line.strip() for line in clean.splitlines())
    return make_cue(clock(*match.groups()[:4]), clock(*match.groups()[4:]), "\n".join(filter(None, lines)))


FORMAT = Format("SubRip", (".srt",), lambda text: _TIMES.search(text) is not None, _read, write_srt)
