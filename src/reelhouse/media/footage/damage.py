"""Where footage is damaged: what its decoder refuses or has to make up, with the time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from reelhouse.errors import UnreadableMedia
from reelhouse.media.footage.admit import open_footage
from reelhouse.media.footage.facts import Kind, Probe
from reelhouse.media.footage.packets import read_on
from reelhouse.media.footage.stills import opened, upright_rgb
from reelhouse.media.pyav import AudioStream, FFmpegError, InputContainer, Packet, Stream, VideoFrame, VideoStream
from reelhouse.media.stop import check_stop
from reelhouse.model.base import Value
from reelhouse.model.time import Count

#: Times that are kept; of a file with more errors nobody wants to read them all.
KEPT = 100
_SECOND = 1_000_000


class Damage(Value):
    """Errors of the decoder: how many, and when the first ones are, in microseconds from the first frame."""

    errors: Count = 0
    times: tuple[int, ...] = ()

    def __str__(self) -> str:
        """For a person: `3 decoder errors, at 2.0 s, 2.1 s, 7.4 s`."""
        if not self.errors:
            return "no decoder errors"
        named = ", ".join(f"{at / _SECOND:.1f} s" for at in self.times[:5])
        more = " and later" if self.errors > 5 else ""
        return f"{self.errors} decoder error{'s' if self.errors > 1 else ''}, at {named}{more}"


def look_for_damage(path: Path, probe: Probe, *, start: int = 0, end: int | None = None) -> Damage:
    """Decode a file and note every error.

    A full decode in one thread, of pictures and sound.

    Args:
        path: The file.
        probe: Its facts.
        start: Where to begin, in microseconds from the first frame.
        end: Where to stop; its end when None.

    Raises:
        UnreadableMedia: It cannot be opened at all.
    """
    if probe.kind in {Kind.STILL, Kind.ANIMATION}:
        return _picture_damage(path, probe)
    with open_footage(path) as container:
        times = sorted(_faults(container, probe, start, end))
    return Damage(errors=len(times), times=tuple(times[:KEPT]))


def _picture_damage(path: Path, probe: Probe) -> Damage:
    try:
        with opened(path) as picture:
            for number in range(probe.video[0].frames or 1):
                check_stop()
                picture.seek(number)
                upright_rgb(picture)
    except UnreadableMedia:
        return Damage(errors=1, times=(0,))
    return Damage()


def _faults(container: InputContainer, probe: Probe, start: int, end: int | None) -> Iterator[int]:
    wanted = {*(track.index for track in probe.video[:1]), *(track.index for track in probe.audio[:1])}
    pictures = (stream for stream in container.streams.video if stream.index in wanted)
    voices = (stream for stream in container.streams.audio if stream.index in wanted)
    streams: list[VideoStream | AudioStream] = [*pictures, *voices]
    for stream in streams:
        stream.codec_context.thread_count = 1
    if start:
        container.seek(probe.start + start)
    last = start
    for packet in read_on(container, streams):
        at = _micros(packet, probe, last)
        if end is not None and at >= end:
            return
        last = at
        if _is_faulty(packet) and at >= start:
            yield at


def _is_faulty(packet: Packet[Stream]) -> bool:
    """Whether the decoder refuses a packet, or gives a picture that it had to mend."""
    try:
        return any(isinstance(frame, VideoFrame) and frame.is_corrupt for frame in packet.decode())
    except FFmpegError:
        return True


def _micros(packet: Packet[Stream], probe: Probe, last: int) -> int:
    at = packet.pts if packet.pts is not None else packet.dts
    if at is None:
        return last
    return max(0, round(at * Fraction(packet.time_base or 1) * _SECOND) - probe.start)
