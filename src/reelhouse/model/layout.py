"""A layout: one timeline placed in one rendition and style. Everything here is pixels and frames."""

from __future__ import annotations

from enum import StrEnum
from math import gcd
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from reelhouse.model.artifact import Artifact, Sha256
from reelhouse.model.base import Document, Value
from reelhouse.model.quality import Finding
from reelhouse.model.time import Count, Rate, TimeRange


class Box(Value):
    """A rectangle in pixels."""

    x: int
    y: int
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]

    @property
    def right(self) -> int:
        """The first column after it."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row after it."""
        return self.y + self.height

    def contains(self, other: Box) -> bool:
        """Whether the other box lies wholly inside this one."""
        inside = self.x <= other.x and self.y <= other.y
        return inside and other.right <= self.right and other.bottom <= self.bottom


RenditionName = Literal[
    "portrait",
    "square",
    "landscape",
    "portrait-720p",
    "landscape-720p",
    "draft",
    "draft-square",
    "draft-landscape",
]
#: The three kinds of frame that styles have layouts for.
Shape = Literal["portrait", "square", "landscape"]
#: How much longer one side is than the other in a frame that is no longer called square.
_LONGER = 1.2


class Margins(Value):
    """What an app covers of a frame at its four sides, in pixels of the design grid."""

    top: Count = 0
    bottom: Count = 0
    left: Count = 0
    right: Count = 0


class Rendition(Value):
    """A size, a rate and an encoder quality. Sizes are even; `crf` is x264's constant rate factor.

    `cap` is the highest bitrate of the picture in kbit/s, 0 for none; `covered` is what the apps it is made for cover,
    None for what its shape usually has to leave free.
    """

    name: str
    width: Annotated[int, Field(gt=0, multiple_of=2)]
    height: Annotated[int, Field(gt=0, multiple_of=2)]
    rate: Rate
    crf: Annotated[int, Field(ge=0, le=51)] = 22
    preset: str = "veryfast"
    # Left out of the written form by default: then cards keep their keys.
    cap: Annotated[int, Field(ge=0, exclude_if=lambda value: not value)] = 0
    covered: Annotated[Margins | None, Field(exclude_if=lambda value: value is None)] = None

    @property
    def shape(self) -> Shape:
        """Which of the layouts of a style fits."""
        if self.height > self.width * _LONGER:
            return "portrait"
        return "landscape" if self.width > self.height * _LONGER else "square"

    @property
    def aspect(self) -> tuple[int, int]:
        """Width to height in lowest terms."""
        common = gcd(self.width, self.height)
        return self.width // common, self.height // common

    @property
    def scale(self) -> float:
        """Size relative to the design grid, whose shorter side is 1080."""
        return min(self.width, self.height) / 1080

    def at(self, rate: Rate) -> Rendition:
        """The same at another rate."""
        return self.model_copy(update={"rate": rate})


def _rendition(name: str, width: int, height: int) -> Rendition:
    return Rendition(name=name, width=width, height=height, rate=Rate(num=30))


def _draft(name: str, width: int, height: int) -> Rendition:
    return _rendition(name, width, height).model_copy(update={"crf": 26, "preset": "ultrafast"})


PORTRAIT = _rendition("portrait", 1080, 1920)
DRAFT = _draft("draft", 540, 960)
RENDITIONS = {
    rendition.name: rendition
    for rendition in (
        PORTRAIT,
        _rendition("square", 1080, 1080),
        _rendition("landscape", 1920, 1080),
        _rendition("portrait-720p", 720, 1280),
        _rendition("landscape-720p", 1280, 720),
        DRAFT,
        _draft("draft-square", 540, 540),
        _draft("draft-landscape", 960, 540),
    )
}


class LayerKind(StrEnum):
    """How the encoder shows a layer.

    `footage` fills the frame and is scaled to it, or lies at its place on a page of itself where it has one; `loop`
    fills the frame too and starts again at its end; `overlay` is a clip with alpha at its own size and place; `still`
    is a picture with alpha, held.
    """

    FOOTAGE = "footage"
    LOOP = "loop"
    OVERLAY = "overlay"
    STILL = "still"


class Slide(Value):
    """A movement across the frame: for `frames` frames from frame `at` on, in the time of its layer.

    The layer goes from `start` to `end` pixels right of its place, slowly at both ends (a cubic).
    """

    at: int
    frames: Annotated[int, Field(gt=0)]
    start: int
    end: int


class Dip(Value):
    """The picture under captions goes down into a colour (`#rrggbb`) and comes up again.

    `at` is the frame of the cut that it covers; it begins `before` frames earlier and is over `after` frames later.
    """

    at: int
    before: Count
    after: Count
    colour: str


class Layer(Value):
    """One visible thing: where it is in time and in its source (both in frames), and in the picture (pixels).

    An overlay or a still is scaled to `width` x `height`; 0 keeps its own size. Footage with a width is laid there on
    a page of itself. An overlay that is shown longer than its source holds its last frame.
    """

    kind: LayerKind
    artifact: Artifact
    range: TimeRange
    source_start: Count = 0
    #: Frames in the source; a loop starts again after them.
    source_frames: Annotated[int, Field(gt=0)]
    x: int = 0
    y: int = 0
    width: Count = 0
    height: Count = 0
    slides: Annotated[tuple[Slide, ...], Field(exclude_if=lambda value: not value)] = ()


class CaptionEvent(Value):
    """One ASS event in frames of the layout; `text` carries its override tags.

    An event with animation tags is never cut: the plan keeps its whole range inside one chunk or rebases it.
    `box` is where its ink may be, for the quality report.
    """

    depth: int
    style: str
    range: TimeRange
    text: str
    box: Box | None = None


class ProgressBar(Value):
    """A thin bar of one segment for each scene; a segment fills while its scene runs.

    Segments, not one line over the whole: then a scene that grows leaves the pictures of the others as they are.
    Colours are `#rrggbb`; sizes are pixels.
    """

    height: Annotated[int, Field(gt=0)]
    gap: Annotated[int, Field(ge=0)]
    colour: str
    ground: str


class FontFile(Value):
    """A font that the captions use: its family name inside the file, and the file's hash."""

    family: str
    artifact: Artifact


class LayoutScene(Value):
    """A scene as the planner sees it: its name, its frames, and the frames in which its lines begin to be spoken."""

    id: str
    range: TimeRange
    lines: tuple[Count, ...] = ()


class Layout(Document):
    """One timeline, placed. `layers` are bottom first; `styles` are complete ASS style lines."""

    SCHEMA: ClassVar[str] = "reelhouse.layout/1"

    rendition: Rendition
    duration: Count
    scenes: tuple[LayoutScene, ...]
    layers: tuple[Layer, ...]
    styles: tuple[str, ...] = ()
    events: tuple[CaptionEvent, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    progress: ProgressBar | None = None
    #: In order of time.
    dips: Annotated[tuple[Dip, ...], Field(exclude_if=lambda value: not value)] = ()
    #: Strength of the static grain that keeps dark gradients from banding (0 to 6).
    grain: Annotated[int, Field(ge=0, le=6)] = 6
    safe: Box | None = None
    findings: tuple[Finding, ...] = ()


ChunkHash = Sha256
