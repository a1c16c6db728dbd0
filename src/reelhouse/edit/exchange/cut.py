"""What travels between the house and an editing program."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import Field

from reelhouse.model.base import Value
from reelhouse.model.quality import Finding
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import ExternalReference, Timeline

#: The key of our own facts in the metadata of every object.
OURS = "reelhouse"
#: What our facts follow; a newer version is refused.
SCHEMA = "reelhouse.exchange/1"

Json = dict[str, Any]


class Slot(StrEnum):
    """Where something of another program belongs: in an object, in the place of a gap, before an item, on its own.

    A trim is the part of a whole track, or of the whole timeline, that the other program shows.
    """

    EFFECTS = "effects"
    MARKERS = "markers"
    METADATA = "metadata"
    INSTEAD = "instead"
    BEFORE = "before"
    TRACK = "track"
    TRIM = "trim"


class Kept(Value):
    """Something that we do not use and never drop: JSON `content` for a slot.

    `track` and `item` count from 0; -1 stands for the timeline itself, or for the track itself.
    """

    slot: Slot
    track: int = -1
    item: int = -1
    content: str


class Cut(Value):
    """One part as an editing program sees it.

    `shown` is the caption of each spoken line, by its name. `kept` and `findings` are what was not understood.
    """

    timeline: Timeline
    part: int = 1
    shown: dict[str, str] = Field(default_factory=dict)
    kept: tuple[Kept, ...] = ()
    findings: tuple[Finding, ...] = ()


class Wish(Value):
    """Media that an edit names and that is not ours.

    `source` is what is used of it, in frames at the timeline's rate or in samples; `place` is where it was named.
    `shaped` are files of the same pictures for other proportions (width, height), as an earlier edit had them made.
    """

    url: str
    sound: bool
    source: TimeRange
    place: str
    shaped: tuple[tuple[int, int, str], ...] = ()


class Admitted(Value):
    """Media that was looked at and may be used, what is used of it now, and what is doubtful about it."""

    media: ExternalReference
    source: TimeRange
    note: str = ""
