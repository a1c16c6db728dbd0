"""Narration: recorded lines with the start and the end of every word."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from pydantic import model_validator

from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Document, Value
from reelhouse.model.quality import Finding
from reelhouse.model.time import Count


class Commercial(StrEnum):
    """Whether a voice may be used in a video that earns money."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Voice(Value):
    """A voice that can be asked for as `provider:name`."""

    ref: str
    language: str
    description: str
    gender: str = "unknown"
    licence: str = "unknown"
    commercial: Commercial = Commercial.UNKNOWN
    source: str = ""


class Timing(StrEnum):
    """Where word times come from, best first."""

    EXACT = "exact"
    ALIGNED = "aligned"
    ESTIMATED = "estimated"


class Word(Value):
    """A word with its first sample and the first sample after it, counted from the start of its owner."""

    text: str
    start: Count
    end: Count

    @model_validator(mode="after")
    def _in_order(self) -> Word:
        if self.end <= self.start:
            msg = f"the word {self.text!r} ends at {self.end}, not after its start {self.start}"
            raise ValueError(msg)
        return self

    def shifted(self, by: int) -> Word:
        """The same word, `by` samples later."""
        return Word(text=self.text, start=self.start + by, end=self.end + by)


class Utterance(Value):
    """What an engine said for one line: words counted from the start of the sound, `samples` its whole length."""

    words: tuple[Word, ...]
    samples: Count
    timing: Timing
    findings: tuple[Finding, ...] = ()


class Recording(Value):
    """Mono sound at `SAMPLE_RATE`, and its words."""

    audio: Artifact
    utterance: Utterance


class Speech(Recording):
    """One spoken line of a script, named by its id."""

    line: str


class Narration(Document):
    """The whole narration of one script, in one voice."""

    SCHEMA: ClassVar[str] = "reelhouse.narration/1"

    voice: Voice
    language: str
    lines: tuple[Speech, ...]
    findings: tuple[Finding, ...] = ()
