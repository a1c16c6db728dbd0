"""What a media file really holds, read from its packets without decoding a picture.

Exit code 0 of an encoder proves nothing: only the packets say how many frames there are and whether they are evenly
spaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from reelhouse.errors import PathNotFound, UnreadableMedia
from reelhouse.media.boxes import index_first, top_boxes
from reelhouse.media.pyav import FFmpegError, InputContainer, Packet, VideoStream, open_container

#: Units of H.264 that tell about a whole stream.
_PARAMETER_SETS = {7, 8}


@dataclass(frozen=True)
class ColourTags:
    """Colour of a video stream in the code points of ITU-T H.273 (BT.709 is 1, 1, 1); `full_range` is JPEG's range."""

    primaries: int
    transfer: int
    matrix: int
    full_range: bool


@dataclass(frozen=True)
class PacketFacts:
    """One video stream and, when there is one, the sound beside it. Durations are exact seconds.

    `step` is the distance of two pictures in units of `time_base`, or 0 when it is not constant. `key_distances` counts
    frames from each key frame to the next, the last one to the end. `header` is the decoder's parameter sets,
    `digest` the hash of its coded pictures as `packet_digests` gives it.
    `index_first` says that an MP4 can start playing before it is wholly loaded; None for other containers.
    """

    frames: int
    step: int
    first_pts: int
    dts_rising: bool
    first_is_key: bool
    key_distances: tuple[int, ...]
    header: bytes
    digest: str
    time_base: Fraction
    width: int
    height: int
    pixel_format: str
    colour: ColourTags
    video_duration: Fraction
    audio_start: Fraction | None
    audio_duration: Fraction | None
    index_first: bool | None

    @property
    def rate(self) -> Fraction:
        """Frames per second, or 0 when frames are not evenly spaced."""
        return 1 / (self.step * self.time_base) if self.step else Fraction(0)


def read_packets(path: Path) -> PacketFacts:
    """Read the facts of a media file.

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is no media file, or holds no picture.
    """
    with open_media(path) as container:
        stream = first_video(container, path)
        marks, digest = _walk(container, stream)
        times = sorted(mark.pts for mark in marks)
        step = _step(times, marks)
        context = stream.codec_context
        return PacketFacts(
            frames=len(marks),
            step=step,
            first_pts=times[0] if times else 0,
            dts_rising=all(before.dts < after.dts for before, after in pairwise(marks)),
            first_is_key=bool(marks) and marks[0].is_key,
            key_distances=_key_distances(marks),
            header=bytes(context.extradata or b""),
            digest=digest,
            time_base=Fraction(stream.time_base or 1),
            width=context.width,
            height=context.height,
            pixel_format=context.pix_fmt or "",
            colour=_colour(stream),
            video_duration=(times[-1] - times[0] + step) * Fraction(stream.time_base or 1) if times else Fraction(0),
            audio_start=_of_audio(container, "start_time"),
            audio_duration=_of_audio(container, "duration"),
            index_first=index_first(top_boxes(path)),
        )


def packet_digests(path: Path, counts: Sequence[int]) -> tuple[str, ...]:
    """Name the coded pictures of a video, so that a copy of them can be told from anything else without a decode.

    Joining by copy writes the parameter sets of H.264 (NAL units 7 and 8, ITU-T H.264 table 7-1) into the first packet
    of every part; they are the same for all and left out.

    Args:
        path: The video.
        counts: Packets in each part, in their order in the file.

    Returns:
        A hash for each part, and one more when packets are left over. A part that is not there has that of nothing.

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is no media file, or holds no picture.
    """
    with open_media(path) as container:
        stream = first_video(container, path)
        payloads = _payloads(container.demux(stream), stream)
        parts = [_digest(islice(payloads, count)) for count in counts]
        rest = _digest(payloads)
    return (*parts, *([rest] if rest != _digest(()) else []))


@contextmanager
def open_media(path: Path) -> Iterator[InputContainer]:
    """Open a media file for reading; what goes wrong inside the block while decoding is an `UnreadableMedia`.

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It cannot be read.
    """
    if not path.is_file():
        raise PathNotFound("there is no such media file", where=str(path), remedy="Put it back, or choose another")
    try:
        with open_container(str(path)) as container:
            yield container
    except FFmpegError as error:
        raise UnreadableMedia(
            f"the media file cannot be read ({error.strerror})", where=str(path), remedy="Copy or download it again"
        ) from error


def first_video(container: InputContainer, path: Path) -> VideoStream:
    """The first video stream of an open file."""
    if not container.streams.video:
        raise UnreadableMedia("the file holds no picture", where=str(path), remedy="Choose a video file")
    return container.streams.video[0]


class _Mark(NamedTuple):
    """When a packet is shown and decoded, and what it is: the packet itself may be a megabyte."""

    pts: int
    dts: int
    duration: int
    is_key: bool


def _walk(container: InputContainer, stream: VideoStream) -> tuple[list[_Mark], str]:
    """Every packet's mark and the hash of all, with one packet in memory at a time."""
    marks: list[_Mark] = []

    def marked() -> Iterator[Packet[VideoStream]]:
        for packet in container.demux(stream):
            if packet.pts is not None:
                marks.append(_Mark(packet.pts, packet.dts or 0, int(packet.duration or 0), packet.is_keyframe))
                yield packet

    return marks, _digest(_payloads(marked(), stream))


def _digest(payloads: Iterable[bytes]) -> str:
    total = sha256()
    for payload in payloads:
        total.update(len(payload).to_bytes(8, "big") + payload)
    return total.hexdigest()


def _payloads(packets: Iterable[Packet[VideoStream]], stream: VideoStream) -> Iterator[bytes]:
    header = bytes(stream.codec_context.extradata or b"")
    prefix = header[4] % 4 + 1 if stream.codec_context.name == "h264" and header[:1] == b"\x01" else 0
    return (_slices(bytes(packet), prefix) for packet in packets if packet.size)


def _slices(payload: bytes, prefix: int) -> bytes:
    """A packet without its parameter sets; `prefix` bytes of length stand before every unit, 0 when there are none."""
    kept, at = b"", 0
    while prefix and at + prefix < len(payload):
        end = at + prefix + int.from_bytes(payload[at : at + prefix], "big")
        if payload[at + prefix] & 31 not in _PARAMETER_SETS:
            kept += payload[at:end]
        at = end
    return kept + payload[at:]


def _step(times: Sequence[int], marks: Sequence[_Mark]) -> int:
    if len(times) == 1:
        return marks[0].duration
    steps = {after - before for before, after in pairwise(times)}
    return steps.pop() if len(steps) == 1 else 0


def _key_distances(marks: Sequence[_Mark]) -> tuple[int, ...]:
    keys = [number for number, mark in enumerate(marks) if mark.is_key]
    return tuple(after - before for before, after in pairwise([*keys, len(marks)])) if keys else ()


def _colour(stream: VideoStream) -> ColourTags:
    context = stream.codec_context
    return ColourTags(
        primaries=int(context.color_primaries),
        transfer=int(context.color_trc),
        matrix=int(context.colorspace),
        full_range=int(context.color_range) == 2,
    )


def _of_audio(container: InputContainer, name: str) -> Fraction | None:
    if not container.streams.audio:
        return None
    stream = container.streams.audio[0]
    return Fraction(getattr(stream, name) or 0) * Fraction(stream.time_base or 1)
