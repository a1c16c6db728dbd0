"""What one chunk shows, in its own time, and the hash that names this picture wherever it stands."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from reelhouse.model.base import Value, digest
from reelhouse.model.layout import ChunkHash, Dip, FontFile, Layer, ProgressBar, Rendition
from reelhouse.model.time import Count, TimeRange
from reelhouse.render.codec import codec_arguments

#: Raised when the same content is drawn differently than before; old chunks are then made anew.
DRAWING = 2


class Dialogue(Value):
    """A caption event in the caption clock, in which one frame lasts one second.

    That clock makes every time a whole number: an animation looks the same wherever its event starts, and on both sides
    of a border that cuts it.
    """

    depth: int
    style: str
    range: TimeRange
    text: str


class BarSpan(Value):
    """The progress bar for some frames, in which segment `index` of `count` fills.

    They are a stretch of the scene that the segment stands for, `length` frames long, of which `done` are over. Before
    it `filled` of `parts` equal parts of the segment are full; it fills `fills` of them.
    """

    frames: Annotated[int, Field(gt=0)]
    index: Count
    count: Annotated[int, Field(gt=0)]
    done: Count
    length: Annotated[int, Field(gt=0)]
    filled: Count = 0
    fills: Annotated[int, Field(gt=0)] = 1
    parts: Annotated[int, Field(gt=0)] = 1


class Chunk(Value):
    """A whole number of frames with all that is visible in them.

    Ranges are frames of the chunk. `ground` fills the frame, piece after piece without overlap; where no piece is, the
    picture is black. `overlays` lie on it, bottom first; `dips` touch both, the bar and captions do not
    dip. Grain is 0 to 6 and touches only loops.
    """

    frames: Annotated[int, Field(gt=0)]
    rendition: Rendition
    ground: tuple[Layer, ...] = ()
    overlays: tuple[Layer, ...] = ()
    events: tuple[Dialogue, ...] = ()
    styles: tuple[str, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    progress: ProgressBar | None = None
    bar: tuple[BarSpan, ...] = ()
    dips: tuple[Dip, ...] = ()
    grain: Count = 0

    @property
    def sources(self) -> tuple[str, ...]:
        """The hash of every artifact that is needed to draw it, each once, sorted."""
        layers = (layer.artifact.sha256 for layer in (*self.ground, *self.overlays))
        return tuple(sorted({*layers, *(font.artifact.sha256 for font in self.fonts)}))

    def hash(self, encoder_version: str) -> ChunkHash:
        """Name the picture: equal hashes mean equal bytes from the same encoder on the same kind of machine.

        Neither the place in the programme nor any file name is part of it.
        """
        return digest(
            {
                "drawing": DRAWING,
                "encoder": encoder_version,
                "codec": codec_arguments(self.rendition),
                "size": [self.rendition.width, self.rendition.height],
                "rate": str(self.rendition.rate),
                "frames": self.frames,
                "ground": [_layer(layer) for layer in self.ground],
                "overlays": [_layer(layer) for layer in self.overlays],
                "events": [event.model_dump(mode="json") for event in self.events],
                "styles": self.styles,
                "fonts": [[font.family, font.artifact.sha256] for font in self.fonts],
                "progress": self.progress.model_dump(mode="json") if self.progress else None,
                "bar": [span.model_dump(mode="json") for span in self.bar],
                "grain": self.grain,
                # Only where there are some: all other chunks keep their names.
                **({"dips": [dip.model_dump(mode="json") for dip in self.dips]} if self.dips else {}),
            }
        )


def _layer(layer: Layer) -> dict[str, Any]:
    return {**layer.model_dump(mode="json", exclude={"artifact"}), "source": layer.artifact.sha256}
