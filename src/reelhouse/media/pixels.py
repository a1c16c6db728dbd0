"""Single pictures of a video as arrays of red, green and blue."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reelhouse.errors import UnreadableMedia
from reelhouse.media.packets import first_video, open_media, read_packets
from reelhouse.media.pyav import ColorRange, Colorspace, InputContainer, Interpolation, VideoFrame, VideoStream

Picture = NDArray[np.uint8]

#: Frames up to which no key frame is looked for: decoding on is as quick.
_FAR = 30


def read_pictures(path: Path, numbers: Iterable[int], *, width: int | None = None) -> Iterator[tuple[int, Picture]]:
    """Chosen frames of an evenly spaced video, in rising order, each with its number.

    Args:
        path: The video.
        numbers: Frame numbers, from 0.
        width: Pixels across; its own when None. The height follows.

    Yields:
        The number and an array of height x width x 3.

    Raises:
        UnreadableMedia: The file cannot be decoded, or has no such frame.
    """
    with open_media(path) as container:
        stream = first_video(container, path)
        with closing(_Forward(container, stream, _frame_step(stream))) as decoded:
            for number in sorted(set(numbers)):
                frame = decoded.find(number)
                if frame is None:
                    raise UnreadableMedia(
                        f"the video ends before frame {number}",
                        where=str(path),
                        remedy="Make or download it again, whole",
                    )
                yield number, _as_rgb(frame, width)


def read_key_pictures(path: Path, *, width: int, every: int) -> tuple[Sequence[int], Sequence[Picture]]:
    """A frame at least every `every` frames: only key frames when they are dense enough, which is many times faster.

    Returns:
        Frame numbers in rising order, and the pictures.

    Raises:
        UnreadableMedia: The file cannot be decoded.
    """
    facts = read_packets(path)
    step = facts.step or 1
    with open_media(path) as container:
        stream = first_video(container, path)
        sparse = max(facts.key_distances, default=0) > every
        stream.codec_context.skip_frame = "DEFAULT" if sparse else "NONKEY"
        frames = ((_number(frame, stream, step), frame) for frame in container.decode(stream))
        kept = [(number, _as_rgb(frame, width)) for number, frame in frames if not sparse or number % every == 0]
    return [number for number, _ in kept], [picture for _, picture in kept]


class _Forward:
    """Decodes forward, jumps to a key frame only when that is shorter, and skips what no wanted frame is made from."""

    def __init__(self, container: InputContainer, stream: VideoStream, step: int) -> None:
        self._container = container
        self._stream = stream
        self._step = step
        self._wanted = 0
        self._last = -1
        # Frame threads would decode packets after the choice what to skip had changed.
        stream.codec_context.thread_count = 1
        self._frames = self._decode()

    def find(self, number: int) -> VideoFrame | None:
        """The frame with this number, or None after the end."""
        self._wanted = (self._stream.start_time or 0) + number * self._step
        if number - self._last > _FAR and self._key_before(number) > self._last:
            self._container.seek(self._wanted, stream=self._stream)
            self._frames = self._decode()
        for frame in self._frames:
            self._last = _number(frame, self._stream, self._step)
            if self._last >= number:
                return frame
        return None

    def close(self) -> None:
        """Let go of the decoder: this and its generator hold each other, and a decoder of frames is large."""
        self._frames.close()

    def _key_before(self, number: int) -> int:
        """The last key frame up to a number, from the index of the file; the number itself where that is not known."""
        entries = self._stream.index_entries
        at = entries.search_timestamp(self._wanted) if "mov" in self._container.format.name else -1
        return number if at < 0 else (entries[at].timestamp - (self._stream.start_time or 0)) // self._step

    def _decode(self) -> Generator[VideoFrame, None, None]:
        for packet in self._container.demux(self._stream):
            early = packet.pts is not None and packet.pts < self._wanted
            self._stream.codec_context.skip_frame = "NONREF" if early else "DEFAULT"
            yield from packet.decode()


def _frame_step(stream: VideoStream) -> int:
    rate = stream.average_rate or Fraction(30)
    return max(1, round(1 / (rate * (stream.time_base or 1))))


def _number(frame: VideoFrame, stream: VideoStream, step: int) -> int:
    return round(((frame.pts or 0) - (stream.start_time or 0)) / step)


def _as_rgb(frame: VideoFrame, width: int | None) -> Picture:
    across = width or frame.width
    down = max(1, round(frame.height * across / frame.width))
    rgb = frame.reformat(
        width=across,
        height=down,
        format="rgb24",
        src_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.MPEG,
        dst_color_range=ColorRange.JPEG,
        interpolation=Interpolation.AREA,
    )
    return rgb.to_ndarray().astype(np.uint8, copy=False)
