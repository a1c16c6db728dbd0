"""Making one chunk of a picture: from all that is visible in it, wherever it was planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from reelhouse.media.ffmpeg import encoder_version
from reelhouse.media.memory import give_back
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.money import Unit
from reelhouse.model.time import frames_to_milliseconds
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import ENCODER
from reelhouse.production.workshop import Workshop
from reelhouse.qc.seen import PictureFacts
from reelhouse.render.content import Chunk

RENDER = "render chunk"


class Footage(Value):
    """A rendered chunk, and what one look at it showed."""

    artifact: Artifact
    frames: int
    facts: PictureFacts
    #: A few of its frames, small, by their number.
    stills: dict[int, Artifact]
    #: The hash of its coded pictures.
    packets: str


def chunk_step(chunk: Chunk) -> Step[Footage]:
    """The step that renders a chunk."""
    return Step(RENDER, 3, {"chunk": chunk.hash(encoder_version())}, Footage)


def kept_stills(frames: int) -> Sequence[int]:
    """The numbers of the frames of a chunk that are kept as stills, ascending."""
    return sorted({frames // 8, frames // 2})


@dataclass(frozen=True)
class Camera:
    """Renders chunks in a workshop; `prepare` is called before each."""

    shop: Workshop
    prepare: Callable[[], None] = field(default_factory=lambda: cache(give_back))  # once, when there is one to render

    def shoot(self, chunk: Chunk, label: str) -> Footage:
        """Render a chunk, or find it, or wait for whoever renders it."""
        return self.shop.steps.make(chunk_step(chunk), lambda scratch: self._render(chunk, scratch), label=label)

    def shoot_now(self, chunk: Chunk, label: str) -> Footage | None:
        """Render a chunk or find it; None while somebody else renders it.

        Raises:
            ArtifactMissing: It was lost again, or something that it shows is not in the store.
        """
        return self.shop.steps.attempt(chunk_step(chunk), lambda scratch: self._render(chunk, scratch), label=label)

    def _render(self, chunk: Chunk, scratch: Scratch) -> Footage:
        from reelhouse.qc.picture import look_at_picture
        from reelhouse.render.chunk import encode_chunk

        self.prepare()
        path = scratch.path("chunk.mp4")
        sources, told = self._sources(chunk), partial(scratch.progress, total=chunk.frames)
        made = encode_chunk(chunk, sources, path, on_frame=told)
        scratch.count(ENCODER, Unit.MILLISECOND, frames_to_milliseconds(made.frames, chunk.rendition.rate))
        stills = {number: scratch.path(f"{number}.png") for number in kept_stills(made.frames)}
        return Footage(
            frames=made.frames,
            packets=made.packets,
            facts=look_at_picture(path, sampled=True, stills=stills),
            stills={number: scratch.keep(still, Kind.STILL) for number, still in stills.items()},
            artifact=scratch.keep(path, Kind.CHUNK),
        )

    def _sources(self, chunk: Chunk) -> dict[str, Path]:
        artifacts = [layer.artifact for layer in (*chunk.ground, *chunk.overlays)]
        return self.shop.files([*artifacts, *(font.artifact for font in chunk.fonts)])
