"""WebVTT, as https://www.w3.org/TR/webvtt1/ describes it; written with the time of every word inside its cue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from reelhouse.captions.formats.base import Format, Read, clock, make_cue, stamp
from reelhouse.model.captions import Cue, WordGroup
from reelhouse.model.speech import Word

_TIME = r"(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})"
_TIMES = re.compile(rf"^[ \t]*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?$")
_TAGS = re.compile(r"<[^<>]*>")


def write_vtt(cues: Sequence[Cue], groups: Sequence[WordGroup] | None = None) -> str:
    """The cues as WebVTT.

    Args:
        cues: In order.
        groups: The word groups of the same narration. A word of a cue that is found in them, in order, gets its time
            as a tag (`<00:00:01.000>`), so that a player can light it as it is spoken.
    """
    words = [word for group in groups or () for word in group.words]
    texts = _timed(cues, words)
    blocks = (f"{stamp(cue.start)} --> {stamp(cue.end)}\n{text}\n\n" for cue, text in zip(cues, texts, strict=True))
    return "WEBVTT\n\n" + "".join(blocks)


def _timed(cues: Sequence[Cue], words: Sequence[Word]) -> Iterator[str]:
    """The text of every cue, escaped, with the times of those words that are found."""
    at = 0
    for cue in cues:
        while at < len(words) and words[at].start < cue.start:
            at += 1
        lines = []
        for line in filter(str.strip, cue.text.splitlines()):
            tokens = []
            for token in line.split():
                known = at < len(words) and words[at].text == token and words[at].start < cue.end
                tokens.append((_tag(words[at], cue) if known else "") + html.escape(token, quote=False))
                at += known
            lines.append(" ".join(tokens))
        yield "\n".join(lines)


def _tag(word: Word, cue: Cue) -> str:
    """The time of a word; the first of a cue needs none."""
    return f"<{stamp(word.start)}>" if word.start > cue.start else ""


def _read(text: str) -> tuple[Read, ...]:
    cues, skipped = [], 0
    for block in re.split(r"\n[ \t]*\n+", text.removeprefix("WEBVTT").strip("\n")):
        lines = block.strip("\n").split("\n")
        # The line of times is the first of a cue, or the second under its name; notes and styles have none.
        found = next(((at, match) for at, line in enumerate(lines[:2]) if (match := _TIMES.match(line))), None)
        if found is None:
            skipped += "-->" in block
            continue
        at, match = found
        body = html.unescape(_TAGS.sub("", "\n".join(lines[at + 1 :])))
        parts = match.groups()
        cues.append(make_cue(clock(*parts[:4]), clock(*parts[4:]), "\n".join(map(str.strip, body.split("\n")))))
    return (Read(tuple(cues), skipped=skipped),)


FORMAT = Format("WebVTT", (".vtt",), lambda text: text.startswith("WEBVTT"), _read, write_vtt)
