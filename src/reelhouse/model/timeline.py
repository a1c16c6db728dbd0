"""The timeline: what is seen, said and heard, and when. No pixels. Words are OpenTimelineIO's.

Picture tracks count frames at the timeline's rate, sound tracks count samples. A track is laid end to end: what
comes before an item decides where it starts, and a `Gap` is an explicit nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Document, Value
from reelhouse.model.quality import Finding
from reelhouse.model.script import Role
from reelhouse.model.time import Count, Rate, TimeRange


class ExternalReference(Value):
    """Media in the store; `available` is what the file holds, and `loops` says that its end joins its start.

    `drawn` names the background that was drawn here: it can be drawn again for frames of another shape. It is empty
    for everything else. `shaped` is the same piece of footage made for frames of other proportions (width, height).
    `laid` are proportions of frames in which it does not fill the frame but lies whole on a page of itself, each with
    the size of its picture.
    """

    type: Literal["external"] = "external"
    artifact: Artifact
    available: Count
    loops: bool = False
    drawn: Annotated[str, Field(exclude_if=lambda value: not value)] = ""
    shaped: Annotated[tuple[tuple[int, int, Artifact], ...], Field(exclude_if=lambda value: not value)] = ()
    laid: Annotated[tuple[tuple[int, int, int, int], ...], Field(exclude_if=lambda value: not value)] = ()


class GeneratorReference(Value):
    """Something drawn or played from its name and its settings, as when a card is not media yet."""

    type: Literal["generator"] = "generator"
    name: str
    parameters: dict[str, str | int | bool] = Field(default_factory=dict)


MediaReference = Annotated[ExternalReference | GeneratorReference, Field(discriminator="type")]


class Clip(Value):
    """A piece of media: `source` is what is used of it; a looping reference may start anywhere and run on."""

    type: Literal["clip"] = "clip"
    name: str
    media: MediaReference
    source: TimeRange
    #: Gain in hundredths of a decibel; sound only.
    gain: int = 0

    @property
    def duration(self) -> int:
        """How long the clip is, in the units of its track."""
        return self.source.duration


class Gap(Value):
    """Nothing for a while."""

    type: Literal["gap"] = "gap"
    duration: Count


#: What stands on a track: OpenTimelineIO's word for clips and gaps alike.
Item = Annotated[Clip | Gap, Field(discriminator="type")]


class TrackKind(StrEnum):
    """What a track carries."""

    BACKGROUND = "background"
    CARD = "card"
    VOICE = "voice"
    MUSIC = "music"
    EFFECT = "effect"

    @property
    def is_sound(self) -> bool:
        """Whether the track counts samples."""
        return self in {TrackKind.VOICE, TrackKind.MUSIC, TrackKind.EFFECT}


class TransitionKind(StrEnum):
    """How one clip becomes the next where it does not simply stop.

    `dip` goes down into a colour of the style and comes up again; `slide` pushes one card out and the next one in.
    """

    DIP = "dip"
    SLIDE = "slide"


class Transition(Value):
    """What lies over the ends of two clips that meet; it takes no time of its own.

    `at` is the place on its track where they meet. `in_offset` and `out_offset` are OpenTimelineIO's words for how long
    it lasts before and after that place, in the units of the track.
    """

    kind: TransitionKind
    at: Count
    in_offset: Count
    out_offset: Count


class Track(Value):
    """Items end to end."""

    kind: TrackKind
    name: str
    items: tuple[Item, ...]
    #: In order of time; where there is none, clips that meet are a cut. Left out of the written form by default.
    transitions: Annotated[tuple[Transition, ...], Field(exclude_if=lambda value: not value)] = ()

    @property
    def duration(self) -> int:
        """The sum of all items."""
        return sum(item.duration for item in self.items)

    def clips(self) -> Iterator[tuple[int, Clip]]:
        """Every clip with the place it starts at."""
        at = 0
        for item in self.items:
            if isinstance(item, Clip):
                yield at, item
            at += item.duration


class SceneMark(Value):
    """A marker over one scene; `range` counts frames. Chunks are cut at scene starts, never on a global grid."""

    id: str
    role: Role
    range: TimeRange


class Timeline(Document):
    """One finished programme, before anybody decides how big it is.

    `duration` counts frames; every picture track fills it exactly, every sound track at most.
    """

    SCHEMA: ClassVar[str] = "reelhouse.timeline/1"

    name: str
    language: str
    rate: Rate
    duration: Count
    scenes: tuple[SceneMark, ...]
    tracks: tuple[Track, ...]
    #: What is to be said about its pictures.
    findings: tuple[Finding, ...] = ()

    def track(self, kind: TrackKind) -> tuple[Track, ...]:
        """The tracks of one kind, bottom first."""
        return tuple(track for track in self.tracks if track.kind is kind)
