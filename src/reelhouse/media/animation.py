"""Clips with alpha as QuickTime Animation, without loss: of every picture, what is not as in the one before."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reelhouse.errors import ProgramFailed, ReelhouseError
from reelhouse.media.disk import disk_full, tells_full_disk
from reelhouse.media.pyav import FFmpegError, Packet, Stream, open_container
from reelhouse.media.runs import Flags, Rows, code_rows
from reelhouse.media.stop import check_stop
from reelhouse.model.time import Rate

#: Every so many pictures one is told whole: a chunk can begin anywhere.
WHOLE = 30
#: Says that nothing changed.
_NOTHING = (4).to_bytes(4, "big")


def write_animation(pictures: Iterable[NDArray[np.uint8]], size: tuple[int, int], rate: Rate, into: Path) -> None:
    """Write a clip.

    Args:
        pictures: Rows x columns x alpha, red, green, blue each, alpha not multiplied. One is read before the next is
            asked for, so all may be the same array.
        size: Their width and height.
        rate: Pictures a second.
        into: The file to write (.mov).

    Raises:
        DiskFull: No space is left.
        ProgramFailed: It cannot be written.
        Cancelled: The work was stopped. As after every failure, the file is gone.
    """
    try:
        with open_container(str(into), "w", format="mov", options={"fflags": "+bitexact"}) as container:
            stream = container.add_stream("qtrle", rate=rate.fraction)
            stream.width, stream.height, stream.pix_fmt = *size, "argb"
            for number, coded in enumerate(_coded(pictures, size)):
                check_stop()
                container.mux(_packet(coded, number, stream, rate))
    except BaseException as error:
        into.unlink(missing_ok=True)
        if isinstance(error, FFmpegError | OSError):
            raise _explained(error, into) from error
        raise


def _explained(error: Exception, into: Path) -> ReelhouseError:
    if tells_full_disk(str(error)):
        return disk_full(into)
    return ProgramFailed(f"the clip cannot be written: {error}", where=str(into), remedy="Run `reelhouse doctor`")


def _packet(coded: bytes, number: int, stream: Stream, rate: Rate) -> Packet[Stream]:
    packet = Packet(coded)
    packet.stream, packet.time_base = stream, 1 / rate.fraction
    packet.pts = packet.dts = number
    packet.duration, packet.is_keyframe = 1, number % WHOLE == 0
    return packet


def _coded(pictures: Iterable[NDArray[np.uint8]], size: tuple[int, int]) -> Iterable[bytes]:
    before = np.zeros((size[1], size[0]), np.uint32)
    for number, picture in enumerate(pictures):
        now = np.ascontiguousarray(picture).view(np.uint32)[:, :, 0]
        yield code_picture(now, now != before if number % WHOLE else np.ones_like(now, np.bool_))
        np.copyto(before, now)


def code_picture(rows: Rows, changed: Flags) -> bytes:
    """A picture as one packet: length, which rows follow, their codes, 0."""
    touched = np.flatnonzero(changed.any(axis=1))
    if not touched.size:
        return _NOTHING
    first, end = int(touched[0]), int(touched[-1]) + 1
    codes = code_rows(rows[first:end], changed[first:end])
    which = b"".join(number.to_bytes(2, "big") for number in (8, first, 0, end - first, 0))
    return (4 + len(which) + len(codes) + 1).to_bytes(4, "big") + which + codes + b"\0"
