"""Moving backgrounds as files: a short loop, drawn small, encoded clean, to be enlarged when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from reelhouse.errors import ProgramFailed, UnknownName
from reelhouse.media.ffmpeg import encode
from reelhouse.media.packets import read_packets
from reelhouse.model.time import Rate
from reelhouse.pictures import backgrounds
from reelhouse.pictures.backgrounds.canvas import Painting, Sheet
from reelhouse.pictures.pipe import pieces

#: Nearly lossless, because what is lost here would be enlarged later. The fastest preset leaves out what keeps smooth
#: ground smooth: the deblocking filter comes back.
QUALITY = ("-preset", "ultrafast", "-crf", "12", "-threads:v", "1")
#: A key frame every 30 frames and no frames that look ahead: a chunk can begin anywhere cheaply.
GROUPS = ("-g", "30", "-bf", "0", "-x264-params", "scenecut=0:open-gop=0:no-deblock=0")
PLAIN = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-an")
#: Tags belong to the frames: the encoder believes them, not its own options.
TAGS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
#: What backgrounds share; every other file of their folder is one.
SHARED = {"bead", "canvas", "palette", "planes", "ramped", "relief", "stage", "veil"}


def loop_names() -> tuple[str, ...]:
    """The backgrounds that can be drawn."""
    found = (module.name for module in iter_modules(backgrounds.__path__))
    return tuple(sorted(name for name in found if name not in SHARED))


def loop_seconds(name: str) -> int:
    """How long a background takes until it is where it began, in whole seconds.

    Raises:
        UnknownName: No background has that name.
    """
    seconds: int = _open(name).SECONDS
    return seconds


def painting(name: str, sheet: Sheet) -> Painting:
    """A background, ready to be drawn frame by frame.

    Raises:
        UnknownName: No background has that name.
    """
    made: Painting = _open(name).paint(sheet)
    return made


def make_loop(name: str, sheet: Sheet, frames: int, rate: Rate, into: Path) -> None:
    """Write a loop without sound as H.264 in MP4: `frames` frames, of which the last leads into the first.

    It keeps the size of its fields, because soft pictures gain nothing from being enlarged before they are used, and
    decode in a third of the time.

    Args:
        name: Which background.
        sheet: Its colours, its variation and the shape of its picture.
        frames: Length; `loop_seconds` of them is the speed it was designed for.
        rate: Frames per second.
        into: The file to write.

    Raises:
        UnknownName: No background has that name.
        ProgramFailed: The encoder wrote another number of frames than it was given.
    """
    painted = painting(name, sheet)
    size = f"{painted.size.width}x{painted.size.height}"
    raw = ("-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", str(rate), "-i", "-")
    code = ("-vf", TAGS, "-c:v", "libx264", *QUALITY, *GROUPS, *PLAIN, "-movflags", "+faststart")
    encode([*raw, *code, "-f", "mp4", into.name], cwd=into.parent, feed=_frames(painted, frames))
    written = read_packets(into).frames
    if written != frames:
        raise ProgramFailed(
            f"the loop has {written} frames instead of {frames}", where=str(into), remedy="Run again with --refresh"
        )


def _open(name: str) -> Any:
    if name not in loop_names():
        raise UnknownName("background", name, loop_names())
    return import_module(f"{backgrounds.__name__}.{name}")


def _frames(painted: Painting, frames: int) -> Iterator[bytes]:
    for i in range(frames):
        yield from pieces(painted.frame(i, frames))
