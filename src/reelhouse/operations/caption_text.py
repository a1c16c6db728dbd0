"""Captions as a person reads and changes them: one line of YAML for each cue, from when until when, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from reelhouse.config.marked import Marked, Place
from reelhouse.config.texts import write_text
from reelhouse.errors import InvalidSettings, UnsuitableStory
from reelhouse.language import open_language
from reelhouse.language.tags import primary
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.time import SAMPLE_RATE
from reelhouse.operations.complaints import Complaints
from reelhouse.operations.lettering import lettered

COMMENT = """\
# Change words, and when a caption comes and goes (minutes:seconds.hundredths). Words in the picture
# light up when they are said; `/` begins a second line in the subtitle files. Delete a caption to leave
# it out, add one with its times. What is said, and the words on the cards, stand in the script.
"""
#: The longest text of a cue.
LONGEST = 400
#: Samples in a hundredth of a second.
_TICK = SAMPLE_RATE // 100
_BREAK = " / "
_TIME = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,2}))?")
_CUES = "cues"


def write_captions(captions: Captions) -> str:
    """The cues as YAML, without the head of the document."""
    lines = (f"  {_span(cue)}: {write_text(_BREAK.join(cue.text.splitlines()))}" for cue in captions.cues)
    return "\n".join((f"{_CUES}:", *lines)) + "\n"


def read_captions(marked: Marked, base: Captions, profanity: str) -> Captions:
    """The cues that a person wrote over others.

    Args:
        marked: What the person wrote, without the head of the document.
        base: The captions that it was written over.
        profanity: What happens to strong language.

    Raises:
        InvalidSettings: A time is none, cues overlap or are out of order, or a text cannot be shown.
    """
    return _Reader(marked, base, profanity).read()


def clock(samples: int) -> str:
    """A time as a person reads it: `0:01.20`, with hours only where there are some."""
    ticks = (samples + _TICK // 2) // _TICK
    minutes, rest = divmod(ticks, 6000)
    hours, minutes = divmod(minutes, 60)
    small = f"{rest // 100:02d}.{rest % 100:02d}"
    return f"{hours}:{minutes:02d}:{small}" if hours else f"{minutes}:{small}"


def _span(cue: Cue) -> str:
    return f"{clock(cue.start)} - {clock(cue.end)}"


@dataclass(frozen=True)
class _Reader:
    marked: Marked
    base: Captions
    profanity: str
    complaints: Complaints = field(default_factory=Complaints)

    def read(self) -> Captions:
        for strange in (key for key in self.marked.data if key != _CUES):
            self.complaints.note(self.wrong((strange,), "there is no such key", f"Known: {_CUES}"))
        found = self.marked.data.get(_CUES)
        given: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
        if not given and not self.complaints:  # a key that is misspelt says it all
            self.complaints.note(self.wrong((_CUES,), "there are no captions", "Keep at least one"))
        cues = dict(self.cues(given))
        self.in_order(cues)
        self.complaints.settle()
        return Captions(language=self.base.language, cues=tuple(cues.values()))

    def in_order(self, cues: Mapping[str, Cue]) -> None:
        for (key, one), (after, other) in pairwise(cues.items()):
            place: Place = (_CUES, after)
            if other.start < one.start:
                said = f"it comes before {key}, which stands above it"
                self.complaints.note(self.wrong(place, said, "Put it in order"))
            elif other.start < one.end:
                said = f"it begins before {key} is over"
                self.complaints.note(self.wrong(place, said, "Let one end where the next begins"))

    def cues(self, found: Mapping[str, Any]) -> Iterator[tuple[str, Cue]]:
        """The cues that can be read, by what stands before their words."""
        texts = {_span(cue): cue.text for cue in self.base.cues}
        starts = {clock(cue.start): cue.start for cue in self.base.cues}
        ends = {clock(cue.end): cue.end for cue in self.base.cues}
        last = max((cue.end for cue in self.base.cues), default=0)
        for key, value in found.items():
            place: Place = (_CUES, key)
            text = ""
            with self.complaints.noting():
                text = self.text(value, texts.get(key), place)
            with self.complaints.noting():
                start, end = self.span(key, place)
                span = starts.get(clock(start), start), ends.get(clock(end), end)
                self.check(span, last, place)
                if text:
                    yield key, Cue(start=span[0], end=span[1], text=text)

    def check(self, span: tuple[int, int], last: int, place: Place) -> None:
        first, until = span
        if until <= first:
            raise self.wrong(place, "it ends before it begins", "Write when it comes, then when it goes")
        if first >= last:
            raise self.wrong(place, f"it comes after the last words, at {clock(last)}", "Give an earlier time")

    def span(self, key: str, place: Place) -> tuple[int, int]:
        times = [_TIME.fullmatch(part.strip()) for part in re.split(r"\s[-–—]+\s|\s*-->\s*", key)]
        if len(times) != 2 or None in times:
            raise self.wrong(place, "these are no times", "Write them as `0:01.20 - 0:02.50`")
        start, end = (_samples(*match.groups()) for match in times if match)
        return start, end

    def text(self, value: Any, before: str | None, place: Place) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(place, "this is empty", "Write its words, or delete the whole line to leave it out")
        lines = [" ".join(line.split()) for line in re.split(r"\s/\s|\n", value)]
        if before is not None and lines == before.splitlines():
            return before
        if len(value) > LONGEST:
            raise self.wrong(place, f"this has more than {LONGEST} letters", "Divide it into several captions")
        made = [cleaned for line in lines if (cleaned := self.cleaned(line, place))]
        if not made:
            raise self.wrong(place, "nothing of it can be shown", "Write words, or delete the line")
        return "\n".join(made)

    def cleaned(self, line: str, place: Place) -> str:
        try:
            return lettered(line, open_language(primary(self.base.language)), self.profanity)
        except UnsuitableStory as error:
            raise self.wrong(place, error.message, error.remedy) from error

    def wrong(self, place: Place, message: str, remedy: str) -> InvalidSettings:
        return InvalidSettings(message, where=self.marked.where(place), remedy=remedy)


def _samples(hours: str | None, minutes: str, seconds: str, hundredths: str | None) -> int:
    whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * SAMPLE_RATE + int((hundredths or "0").ljust(2, "0")) * _TICK
