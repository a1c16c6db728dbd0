"""Encoding one chunk: one encoder process in a folder of its own, and a look at what it wrote."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reelhouse.errors import ProgramFailed
from reelhouse.media.ffmpeg import encode
from reelhouse.media.folder import private_folder, publish
from reelhouse.media.packets import PacketFacts, read_packets
from reelhouse.model.artifact import Sha256
from reelhouse.render.ass import write_captions
from reelhouse.render.bar import draw_bar
from reelhouse.render.codec import codec_arguments
from reelhouse.render.content import Chunk
from reelhouse.render.graph import BAR, CAPTIONS, FONTS, compile_chunk, input_names

_OUTPUT = "chunk.mp4"


@dataclass(frozen=True)
class ChunkFacts:
    """What was written: frames, bytes, the hash of its coded pictures, and the parameter sets that all chunks share."""

    frames: int
    size: int
    packets: str
    header: bytes


def encode_chunk(
    chunk: Chunk, paths: Mapping[Sha256, Path], into: Path, *, on_frame: Callable[[int], None] | None = None
) -> ChunkFacts:
    """Encode one chunk.

    Args:
        chunk: What it shows.
        paths: Where each of `chunk.sources` lies.
        into: The MP4 to write. It appears at once and whole, or not at all.
        on_frame: Called in another thread with the number of frames written so far.

    Raises:
        UnreadableMedia: A source cannot be decoded.
        DiskFull: There is not enough space.
        ProgramFailed: The encoder failed, or what it wrote is not what was planned.
    """
    with private_folder(into) as work:
        _lay_ready(chunk, paths, work)
        arguments = (*compile_chunk(chunk), *codec_arguments(chunk.rendition), "-frames:v", str(chunk.frames))
        encode((*arguments, "-f", "mp4", _OUTPUT), cwd=work, on_frame=on_frame)
        facts = read_packets(work / _OUTPUT)
        _verify(chunk, facts, into)
        publish(work / _OUTPUT, into)
    return ChunkFacts(frames=facts.frames, size=into.stat().st_size, packets=facts.digest, header=facts.header)


def _lay_ready(chunk: Chunk, paths: Mapping[Sha256, Path], work: Path) -> None:
    """Put everything the graph names into the folder, under plain names."""
    for sha256, name in input_names(chunk).items():
        (work / name).symlink_to(paths[sha256].absolute())
    (work / FONTS).mkdir()
    for number, font in enumerate(chunk.fonts):
        (work / FONTS / f"font{number}").symlink_to(paths[font.artifact.sha256].absolute())
    if chunk.events:
        (work / CAPTIONS).write_text(write_captions(chunk), encoding="utf-8")
    if chunk.progress:
        with (work / BAR).open("wb") as file:
            file.writelines(draw_bar(chunk.progress, chunk.bar, chunk.rendition.width))


def _verify(chunk: Chunk, facts: PacketFacts, into: Path) -> None:
    """Exit code 0 proves nothing: count the frames and look at their times."""
    wrong = {
        f"it has {facts.frames} frames instead of {chunk.frames}": facts.frames != chunk.frames,
        "its frames are not evenly spaced": facts.rate != chunk.rendition.rate.fraction,
        "it does not begin with a key frame": not facts.first_is_key,
        "it does not begin at 0": facts.first_pts != 0,
    }
    for problem, found in wrong.items():
        if found:
            raise ProgramFailed(
                f"the encoder wrote a wrong chunk: {problem}",
                where=str(into),
                remedy="A source is probably shorter than it says; make it again",
            )
