"""Shooting: chunks side by side, the sound once, both joined into a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from reelhouse.errors import ArtifactMissing
from reelhouse.media.ffmpeg import encoder_version
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.layout import Layout
from reelhouse.model.quality import Finding
from reelhouse.model.timeline import Clip, ExternalReference, Timeline
from reelhouse.production.chunks import RENDER, Camera, Footage
from reelhouse.production.offering import offered
from reelhouse.production.scratch import Scratch
from reelhouse.production.steps import Step
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.qc.seen import PictureFacts
from reelhouse.render.content import Chunk
from reelhouse.render.plan import plan


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
    camera, workers = Camera(shop), shop.settings.workers
    named = list(zip(chunks, labels, strict=True))
    with offered(shop, {label: chunk for chunk, label in named}):
        # First what nobody else renders at the moment, and then what others should have rendered by now.
        first = side_by_side(workers, named, lambda one: _shoot_now(camera, *one))
        met = list(zip(named, first, strict=True))
        return tuple(side_by_side(workers, met, lambda one: one[1] or camera.shoot(*one[0])))


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


def _shoot_now(camera: Camera, chunk: Chunk, label: str) -> Footage | None:
    with suppress(ArtifactMissing):  # whether that is for good is found out by asking again
        return camera.shoot_now(chunk, label)
    return None


def _artifacts(clip: Clip) -> tuple[Artifact, ...]:
    return (clip.media.artifact,) if isinstance(clip.media, ExternalReference) else ()
