"""What only a decoded picture tells: how a player turns it, whether it is interlaced, and its colours."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any

from reelhouse.media.facts import Colour
from reelhouse.media.footage.packets import read_on
from reelhouse.media.pyav import FFmpegError, InputContainer, Packet, SideDataType, Stream, VideoFrame, VideoStream

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
    frames = list(islice(_first_frames(container, stream), _LOOKS))
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
        a, b, _, c, d, *_ = struct.unpack("=9i", bytes(beside[SideDataType.DISPLAYMATRIX]))
        mirrored = a * d - b * c < 0
        across, down = (-a, -b) if mirrored else (a, b)
        if abs(across) >= abs(down):
            return (0 if across >= 0 else 180), mirrored
        return (90 if down > 0 else 270), mirrored
    return 0, False


def _first_frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    for packet in islice(read_on(container, [stream]), _PATIENCE):
        with suppress(FFmpegError):
            yield from _pictures(packet)


def _pictures(packet: Packet[Stream]) -> Iterator[VideoFrame]:
    return (frame for frame in packet.decode() if isinstance(frame, VideoFrame))
