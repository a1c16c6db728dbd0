"""The contract of a caption format.

A format is a module of this package that ends in `FORMAT = Format(...)`. Nothing else has to know about it: the reader
asks every format whether it recognises a text and takes the first that does, or the one whose suffix the file has.
Text comes in decoded, with plain line ends; what comes out are raw cues, which may be out of order or overlap.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reelhouse.model.captions import Cue
from reelhouse.model.time import milliseconds_to_samples, samples_to_milliseconds


@dataclass(frozen=True)
class Read:
    """The cues of one language; `language` is empty where the file does not say, `skipped` counts unreadable parts."""

    cues: tuple[Cue, ...]
    language: str = ""
    skipped: int = 0


@dataclass(frozen=True)
class Format:
    """How to know a format and how to read it.

    Attributes:
        name: As a person calls it.
        suffixes: File name endings with their dot, lower case.
        recognise: Whether a text is surely in this format.
        read: The cues by language, in the order of the file.
        write: Cues in order as a file's text; None for a format that is only read.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[str], bool]
    read: Callable[[str], tuple[Read, ...]]
    write: Callable[[Sequence[Cue]], str] | None = None


def make_cue(start: int, end: int, text: str) -> Cue:
    """A cue from milliseconds; times before the beginning become the beginning."""
    return Cue(start=milliseconds_to_samples(max(0, start)), end=milliseconds_to_samples(max(0, end)), text=text)


def clock(hours: str | None, minutes: str, seconds: str, fraction: str) -> int:
    """Milliseconds of the parts of a time; a fraction of one or two digits is read as tenths or hundredths."""
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(fraction.ljust(3, "0")[:3])


def stamp(samples: int, point: str = ".") -> str:
    """A time to the nearest millisecond, `00:00:01.000`, with another decimal point where a format has one."""
    seconds, milliseconds = divmod(samples_to_milliseconds(samples), 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{milliseconds:03d}"
