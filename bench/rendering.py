"""Rendering and judging by themselves: everything before them is found in the home folder."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.desk import Desk, programme_of
from reelhouse.media.ffmpeg import encoder
from reelhouse.media.process import pour
from reelhouse.model.layout import Layout
from reelhouse.production.dress import dress
from reelhouse.production.programme import Programme
from reelhouse.production.shape import in_shape
from reelhouse.production.shoot import join, mix_sound, shoot
from reelhouse.production.workshop import Workshop, side_by_side
from reelhouse.qc.evidence import Planned, gather
from reelhouse.qc.picture import join_facts, look_at_picture
from reelhouse.qc.report import check_deliverable
from reelhouse.render.chunk import encode_chunk
from reelhouse.render.content import Chunk
from reelhouse.render.join import join_chunks
from reelhouse.render.plan import plan


def render(desk: Desk, into: Path | None = None) -> dict[str, object]:
    """Mix the sound, encode every chunk, join: nothing of it is found, nothing else is made.

    The file is kept when `into` says where.
    """
    programme, layout = _dressed(desk)
    sound = mix_sound(desk.shop, programme.timeline)
    chunks = plan(layout)
    with _chunk_files(chunks) as files:
        jobs = list(zip(chunks, files, strict=True))
        side_by_side(desk.shop.settings.workers, jobs, lambda job: _encode(desk.shop, *job))
        join_chunks(
            files,
            [chunk.frames for chunk in chunks],
            desk.shop.file(sound.artifact),
            rate=layout.rendition.rate,
            title=programme.title,
            language=programme.script.language,
            into=into or files[0].with_name("joined.mp4"),
        )
    return {"frames": layout.duration, "chunks": len(chunks)}


def shoot_all(desk: Desk) -> dict[str, object]:
    """The same through the step runner, as a production does it: chunks are looked at, kept, and found again."""
    programme, layout = _dressed(desk)
    sound = mix_sound(desk.shop, programme.timeline)
    footage = shoot(desk.shop, layout, desk.rendition.name)
    join(desk.shop, footage, sound, layout, _names(programme))
    made = sum(record.name == "render chunk" and not record.cached for record in desk.shop.steps.records)
    return {"frames": layout.duration, "chunks": len(footage), "made": made}


def judge(desk: Desk) -> dict[str, object]:
    """Look at every chunk as at a fresh one, put together what was seen, listen to the file, check everything.

    `cpu` is what that took by itself: a report is made in the process that rendered, so starting one is no part of it.
    """
    shop = desk.shop
    programme, layout = _dressed(desk)
    sound = mix_sound(shop, programme.timeline)
    footage = shoot(shop, layout, desk.rendition.name)
    video = join(shop, footage, sound, layout, _names(programme))
    begun = spent()
    looks = side_by_side(
        shop.settings.workers, footage, lambda one: look_at_picture(shop.file(one.artifact), sampled=True)
    )
    starts = [sum(one.frames for one in footage[:index]) for index in range(len(footage))]
    planned = Planned(
        timeline=programme.timeline,
        layout=layout,
        captions=programme.captions,
        narration=programme.narration,
        script=programme.script,
    )
    picture = join_facts(list(zip(starts, looks, strict=True)))
    report = check_deliverable(gather(shop.file(video), planned, picture=picture))
    return {"cpu": spent() - begun, "findings": len(report.findings), "passed": report.passed}


def write_ready(desk: Desk, into: Path) -> dict[str, object]:
    """Write the frames as the encoder gets them: every chunk's graph, coded without loss and decoded to bytes."""
    _, layout = _dressed(desk)
    lossless = layout.rendition.model_copy(update={"crf": 0, "preset": "ultrafast"})
    chunks = [chunk.model_copy(update={"rendition": lossless}) for chunk in plan(layout)]
    with into.open("wb") as file, _chunk_files(chunks[:1]) as (path,):

        def keep(piece: bytes) -> None:
            file.write(piece)

        for chunk in chunks:
            _encode(desk.shop, chunk, path)
            pour([str(encoder()), "-v", "error", "-i", str(path), "-f", "rawvideo", "-"], keep)
    return {"frames": layout.duration, "bytes": into.stat().st_size}


def spent() -> float:
    """CPU seconds of this process and of all children that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _dressed(desk: Desk) -> tuple[Programme, Layout]:
    programme = in_shape(desk.shop, programme_of(desk), desk.rendition)
    return programme, dress(desk.shop, programme, desk.rendition)


def _names(programme: Programme) -> dict[str, str]:
    return {"title": programme.title, "language": programme.script.language}


def _encode(shop: Workshop, chunk: Chunk, into: Path) -> None:
    artifacts = [layer.artifact for layer in (*chunk.ground, *chunk.overlays)]
    encode_chunk(chunk, shop.files([*artifacts, *(font.artifact for font in chunk.fonts)]), into)


@contextmanager
def _chunk_files(chunks: tuple[Chunk, ...] | list[Chunk]) -> Iterator[list[Path]]:
    with TemporaryDirectory(prefix="reelhouse-bench-") as folder:
        yield [Path(folder) / f"{number}.mp4" for number in range(len(chunks))]
