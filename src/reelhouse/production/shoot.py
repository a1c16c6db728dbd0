"""Shooting: chunks side by side, the sound once, both joined into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from reelhouse.media.ffmpeg import encoder_version
from reelhouse.media.memory import give_back
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import Layout
from reelhouse.model.money import Unit
from reelhouse.model.quality import Finding
from reelhouse.model.time import frames_to_milliseconds
from reelhouse.model.timeline import Clip, ExternalReference, Timeline
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.till import ENCODER
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.qc.seen import PictureFacts
from reelhouse.render.content import Chunk
from reelhouse.render.plan import plan

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


class Sound(Value):
    """The finished sound of a programme, and what there is to say about it."""

    artifact: Artifact
    findings: tuple[Finding, ...]


def shoot(shop: Workshop, layout: Layout, name: str) -> tuple[Footage, ...]:
    """Render a layout chunk by chunk, as many at once as there are workers.

    `name` tells its chunks from those of other parts and renditions: progress is counted by label.
    """
    chunks = plan(layout)
    labels = [f"{name} {number} of {len(chunks)}" for number in range(1, len(chunks) + 1)]
    shop.steps.expect(RENDER, {label: chunk.frames for label, chunk in zip(labels, chunks, strict=True)})
    prepare = cache(give_back)  # once, and only when there is something to render
    named = list(zip(chunks, labels, strict=True))
    return tuple(side_by_side(shop.settings.workers, named, lambda one: _shoot(shop, *one, prepare)))


def mix_sound(shop: Workshop, timeline: Timeline) -> Sound:
    """Mix the sound of a timeline. All renditions of an episode share it."""
    heard = timeline.model_copy(update={"tracks": tuple(track for track in timeline.tracks if track.kind.is_sound)})
    media = [artifact for track in heard.tracks for _, clip in track.clips() for artifact in _artifacts(clip)]

    def work(scratch: Scratch) -> Sound:
        from reelhouse.sound.programme import mix_programme

        path = scratch.path("mix.m4a")
        _, findings = mix_programme(heard, shop.files(media), path)
        return Sound(artifact=scratch.keep(path, Kind.MIX), findings=findings)

    inputs = {"tracks": list(heard.tracks), "duration": heard.duration, "rate": heard.rate}
    return shop.steps.make(Step("mix sound", 2, inputs, Sound, encoder_version()), work)


def join(shop: Workshop, footage: Sequence[Footage], sound: Sound, layout: Layout, names: dict[str, str]) -> Artifact:
    """Put chunks and sound together; `names` is the file's title and language."""

    def work(scratch: Scratch) -> Artifact:
        from reelhouse.render.join import join_chunks

        path = scratch.path("joined.mp4")
        join_chunks(
            [shop.file(one.artifact) for one in footage],
            [one.frames for one in footage],
            shop.file(sound.artifact),
            rate=layout.rendition.rate,
            title=names["title"],
            language=names["language"],
            into=path,
        )
        return scratch.keep(path, Kind.DELIVERABLE)

    inputs: dict[str, Any] = {
        "chunks": [one.artifact.sha256 for one in footage],
        "frames": [one.frames for one in footage],
        "sound": sound.artifact.sha256,
        "rate": layout.rendition.rate,
        **names,
    }
    return shop.steps.make(Step("join", 1, inputs, Artifact, encoder_version()), work, label=layout.rendition.name)


def placed(footage: Sequence[Footage]) -> Iterator[tuple[int, Footage]]:
    """Every chunk with the frame it starts at."""
    at = 0
    for one in footage:
        yield at, one
        at += one.frames


def seen(footage: Sequence[Footage]) -> PictureFacts:
    """What was seen of the whole picture, from the looks at its chunks."""
    from reelhouse.qc.picture import join_facts

    return join_facts([(at, one.facts) for at, one in placed(footage)])


def _shoot(shop: Workshop, chunk: Chunk, label: str, prepare: Callable[[], None]) -> Footage:
    def work(scratch: Scratch) -> Footage:
        from reelhouse.qc.picture import look_at_picture
        from reelhouse.render.chunk import encode_chunk

        prepare()
        path = scratch.path("chunk.mp4")
        sources, told = _sources(shop, chunk), lambda done: scratch.progress(done, chunk.frames)
        made = encode_chunk(chunk, sources, path, on_frame=told)
        scratch.count(ENCODER, Unit.MILLISECOND, frames_to_milliseconds(made.frames, chunk.rendition.rate))
        stills = {number: scratch.path(f"{number}.png") for number in {made.frames // 8, made.frames // 2}}
        return Footage(
            frames=made.frames,
            packets=made.packets,
            facts=look_at_picture(path, sampled=True, stills=stills),
            stills={number: scratch.keep(still, Kind.STILL) for number, still in sorted(stills.items())},
            artifact=scratch.keep(path, Kind.CHUNK),
        )

    step = Step(RENDER, 3, {"chunk": chunk.hash(encoder_version())}, Footage)
    return shop.steps.make(step, work, label=label)


def _sources(shop: Workshop, chunk: Chunk) -> dict[str, Path]:
    artifacts = [layer.artifact for layer in (*chunk.ground, *chunk.overlays)]
    return shop.files([*artifacts, *(font.artifact for font in chunk.fonts)])


def _artifacts(clip: Clip) -> tuple[Artifact, ...]:
    return (clip.media.artifact,) if isinstance(clip.media, ExternalReference) else ()
