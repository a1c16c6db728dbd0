"""What only a decoded picture tells: how a player turns it, whether it is interlaced, and its colours."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from av.container import InputContainer
from av.error import FFmpegError
from av.sidedata.sidedata import Type
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelhouse.media.facts import Colour
from reelhouse.media.stop import check_stop

#: Pictures that are looked at: interlaced films may begin with a progressive one.
_LOOKS = 3
#: Packets that are read to get them; a damaged beginning may give nothing.
_PATIENCE = 240
#: Pixels that are decoded at most: sixteen times 4K. More would take gigabytes for one picture.
LARGEST = 16 * 3840 * 2160
#: Code point of "nobody says" in ITU-T H.273.
UNKNOWN = 2
#: Colours of which nobody says anything.
UNTOLD = Colour(primaries=UNKNOWN, transfer=UNKNOWN, matrix=UNKNOWN, full=None)
_RANGES: dict[int, bool] = {1: False, 2: True}


@dataclass(frozen=True)
class Look:
    """Of the first pictures. `rotation` is clockwise, after mirroring; `seen` is False when none could be decoded."""

    seen: bool = False
    rotation: int = 0
    mirrored: bool = False
    interlaced: bool = False
    colour: Colour = UNTOLD
    pixel_format: str = ""


def first_look(container: InputContainer, stream: VideoStream) -> Look:
    """Decode the first pictures of a track; moves the reading position of the file."""
    if stream.codec_context.width * stream.codec_context.height > LARGEST:
        return Look()
    stream.codec_context.thread_count = 1
    frames = list(_first_frames(container, stream))
    if not frames:
        return Look()
    rotation, mirrored = orientation(frames[0])
    return Look(
        seen=True,
        rotation=rotation,
        mirrored=mirrored,
        interlaced=any(frame.interlaced_frame for frame in frames),
        colour=Colour(
            primaries=int(frames[0].color_primaries),
            transfer=int(frames[0].color_trc),
            matrix=int(frames[0].colorspace),
            full=_RANGES.get(int(frames[0].color_range)),
        ),
        pixel_format=frames[0].format.name,
    )


def orientation(frame: VideoFrame) -> tuple[int, bool]:
    """Degrees clockwise that a player turns a picture, and whether it mirrors it first.

    The matrix maps a stored place (x, y) to (a x + c y, b x + d y), in 16.16 fixed point, y down (ISO/IEC 14496-12,
    8.3.2); its order is a b u c d v x y w.
    """
    with suppress(KeyError, struct.error):
        beside: Any = frame.side_data  # its stub knows only one of its keys
        a, b, _, c, d, *_ = struct.unpack("=9i", bytes(beside[Type.DISPLAYMATRIX]))
        mirrored = a * d - b * c < 0
        across, down = (-a, -b) if mirrored else (a, b)
        if abs(across) >= abs(down):
            return (0 if across >= 0 else 180), mirrored
        return (90 if down > 0 else 270), mirrored
    return 0, False


def _first_frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    found = 0
    with suppress(FFmpegError):
        for number, packet in enumerate(container.demux(stream)):
            check_stop()
            if number > _PATIENCE:
                return
            with suppress(FFmpegError):
                for frame in packet.decode():
                    yield frame
                    found += 1
                    if found == _LOOKS:
                        return
