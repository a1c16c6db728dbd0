"""Captions: calm cues for sidecar files, and word groups for the picture. Times are samples."""

from __future__ import annotations

from typing import ClassVar

from reelhouse.model.base import Document, Value
from reelhouse.model.quality import Finding
from reelhouse.model.speech import Word
from reelhouse.model.time import Count


class Cue(Value):
    """Text on the screen from one sample to another; line breaks separate its lines."""

    start: Count
    end: Count
    text: str


class WordGroup(Value):
    """A few words shown together, each lit while it is spoken.

    `start` and `end` are when the group is on the screen: a little before its first word until the next group.
    `scene` names the scene it belongs to, so that an edit elsewhere leaves it alone.
    """

    scene: str
    start: Count
    end: Count
    words: tuple[Word, ...]


class Captions(Document):
    """The captions of one timeline; the groups are those of upright frames, wider ones make longer groups of them."""

    SCHEMA: ClassVar[str] = "reelhouse.captions/1"

    language: str
    cues: tuple[Cue, ...]
    groups: tuple[WordGroup, ...] = ()
    findings: tuple[Finding, ...] = ()
