"""A layout: one timeline placed in one rendition and style. Everything here is pixels and frames."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

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


class Rendition(Value):
    """A size, a rate and an encoder quality. Sizes are even; `crf` is x264's constant rate factor."""

    name: str
    width: Annotated[int, Field(gt=0, multiple_of=2)]
    height: Annotated[int, Field(gt=0, multiple_of=2)]
    rate: Rate
    crf: Annotated[int, Field(ge=0, le=51)] = 22
    preset: str = "veryfast"

    @property
    def scale(self) -> float:
        """Size relative to the design grid, which is 1080 wide."""
        return self.width / 1080


PORTRAIT = Rendition(name="portrait", width=1080, height=1920, rate=Rate(num=30))
DRAFT = Rendition(name="draft", width=540, height=960, rate=Rate(num=30), crf=26, preset="ultrafast")
RENDITIONS = {rendition.name: rendition for rendition in (PORTRAIT, DRAFT)}


class LayerKind(StrEnum):
    """How the encoder shows a layer.

    `footage` fills the frame and is scaled to it; `loop` does too and starts again at its end; `overlay` is a clip
    with alpha at its own size and place; `still` is a picture with alpha, held.
    """

    FOOTAGE = "footage"
    LOOP = "loop"
    OVERLAY = "overlay"
    STILL = "still"


class Layer(Value):
    """One visible thing: where it is in time and in its source (both in frames), and in the picture (pixels).

    An overlay or a still is scaled to `width` x `height`; 0 keeps its own size. An overlay that is shown longer than
    its source holds its last frame.
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
    """A scene as the planner sees it: its name and its frames."""

    id: str
    range: TimeRange


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
    #: Strength of the static grain that keeps dark gradients from banding (0 to 6).
    grain: Annotated[int, Field(ge=0, le=6)] = 6
    safe: Box | None = None
    findings: tuple[Finding, ...] = ()


ChunkHash = Sha256
