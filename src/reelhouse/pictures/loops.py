"""Moving backgrounds as files: a short loop, drawn small, encoded clean, to be enlarged when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import numpy as np

from reelhouse.errors import ProgramFailed, UnknownName
from reelhouse.media.ffmpeg import encode
from reelhouse.media.packets import read_packets
from reelhouse.model.time import Rate
from reelhouse.pictures import backgrounds
from reelhouse.pictures.backgrounds.canvas import Painter, Size, veil
from reelhouse.pictures.colour import ramp
from reelhouse.pictures.pipe import pieces
from reelhouse.styles.style import Background

#: Nearly lossless, because what is lost here would be enlarged later.
QUALITY = ("-preset", "veryfast", "-crf", "12", "-threads:v", "1")
#: A key frame every 30 frames and no frames that look ahead: a chunk can begin anywhere cheaply.
GROUPS = ("-g", "30", "-bf", "0", "-x264-params", "scenecut=0:open-gop=0")
PLAIN = ("-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-an")
#: The one conversion from red, green, blue; the grain that hides its steps belongs to the final encode.
CONVERT = "scale=flags=bicubic+accurate_rnd:out_color_matrix=bt709:out_range=tv,format=yuv420p"
#: Tags belong to the frames: the encoder believes them, not its own options.
TAGS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


def loop_names() -> tuple[str, ...]:
    """The backgrounds that can be drawn."""
    found = (module.name for module in iter_modules(backgrounds.__path__))
    return tuple(sorted(name for name in found if name != "canvas"))


def painter(background: Background, seed: int) -> tuple[Painter, Size]:
    """The painter of a background and the size of its fields.

    Raises:
        UnknownName: No background has that name.
    """
    if background.loop not in loop_names():
        raise UnknownName("background", background.loop, loop_names())
    module = import_module(f"{backgrounds.__name__}.{background.loop}")
    return module.paint(seed, ramp(background.ramp)), module.SIZE


def make_loop(background: Background, seed: int, frames: int, rate: Rate, into: Path) -> None:
    """Write a loop without sound as H.264 in MP4: `frames` frames, of which the last leads into the first.

    It keeps the size of its fields, because soft pictures gain nothing from being enlarged before they are used, and
    decode in a third of the time.

    Args:
        background: Which background, and its colours.
        seed: Its variation.
        frames: Length; ten seconds are a good one.
        rate: Frames per second.
        into: The file to write.

    Raises:
        UnknownName: No background has that name.
        ProgramFailed: The encoder wrote another number of frames than it was given.
    """
    paint, size = painter(background, seed)
    raw = ("-f", "rawvideo", "-pix_fmt", "rgb48le", "-s", f"{size.width}x{size.height}", "-r", str(rate), "-i", "-")
    code = ("-vf", f"{CONVERT},{TAGS}", "-c:v", "libx264", *QUALITY, *GROUPS, *PLAIN, "-movflags", "+faststart")
    encode([*raw, *code, "-f", "mp4", into.name], cwd=into.parent, feed=_frames(paint, size, frames))
    written = read_packets(into).frames
    if written != frames:
        raise ProgramFailed(
            f"the loop has {written} frames instead of {frames}", where=str(into), remedy="Run again with --refresh"
        )


def _frames(paint: Painter, size: Size, frames: int) -> Iterator[bytes]:
    """Every frame as 16-bit red, green, blue: eight bits would show steps once the loop is enlarged."""
    lay = veil(size.height)
    words = np.empty((size.height, size.width, 3), "<u2")
    for i in range(frames):
        field = lay(paint(i, frames))
        np.clip(field, 0, 1, out=field)
        field *= 65535
        words[...] = np.rint(field, out=field)
        yield from pieces(words)
