"""What a media file holds, from its packets: nothing but its first picture is decoded.

Only formats of real media are opened, and only from a local file: a playlist or a list of other files that was given
a media file's name cannot make us read anything else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from statistics import median

from reelhouse.errors import PathNotFound, ReelhouseError, UnreadableMedia
from reelhouse.media.boxes import Box, has_colour_box, index_first, is_mp4, riff_end, top_boxes
from reelhouse.media.facts import Colour, MediaFacts, PictureStream, SoundStream
from reelhouse.media.pyav import AudioStream, FFmpegError, InputContainer, Packet, Stream, VideoStream, open_container
from reelhouse.media.stop import check_stop
from reelhouse.model.time import Rate

#: Formats that are opened, by the names of FFmpeg's demuxers.
FORMATS = "mov,matroska,avi,mpegts,mpeg,flv,asf,ogg,wav,w64,flac,mp3,aac,aiff,caf,gif,mxf,ivf,h264,hevc,mpegvideo,obu"
_REMEDY = "Copy or download it again, or give another file"
_MICROSECOND = Fraction(1, 1_000_000)


def probe(path: Path, *, turned: bool = True) -> MediaFacts:
    """Look at a media file.

    Args:
        path: The file.
        turned: Decode its first picture, which alone tells whether a player turns it. Ours are never turned; the
            rotation is then 0.

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is empty, cut off, damaged, or no video or sound file at all.
    """
    _demand_file(path)
    boxes = _whole_boxes(path) if is_mp4(path) else ()
    _demand_whole(path, riff_end(path))
    try:
        with _open(path) as container:
            return _look(container, path, boxes, turned=turned)
    except FFmpegError as error:
        raise UnreadableMedia(
            "this is not a video or sound file that can be read", where=str(path), remedy=_REMEDY
        ) from error


def first_damage(path: Path) -> int | None:
    """Where the first packet that a strict decoder refuses starts, in microseconds, or None.

    A full decode in one thread: ask only when an error is known to be there.
    """
    with _open(path) as container:
        for stream in (*container.streams.video[:1], *container.streams.audio[:1]):
            stream.codec_context.options = {"err_detect": "explode"}
            stream.codec_context.thread_count = 1
        try:
            for packet in container.demux():
                check_stop()
                at = packet.pts
                try:
                    packet.decode()
                except FFmpegError:
                    return _micros(at, packet.time_base) if at is not None else None
        except FFmpegError:
            return None
    return None


@dataclass
class _Track:
    """The packets of one stream, as they came: everything in ticks of its time base."""

    pts: list[int] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    end: int = 0
    dts: int | None = None
    rising: bool = True
    starts_with_key: bool | None = None

    def add(self, packet: Packet[Stream]) -> None:
        if packet.dts is not None:
            self.rising = self.rising and (self.dts is None or packet.dts > self.dts)
            self.dts = packet.dts
        if self.starts_with_key is None:
            self.starts_with_key = packet.is_keyframe
        at = packet.pts if packet.pts is not None else packet.dts
        if at is None or packet.is_discard:
            return
        self.pts.append(at)
        self.end = max(self.end, at + (packet.duration or 0))
        if packet.is_keyframe:
            self.keys.append(at)


def _demand_file(path: Path) -> None:
    if path.is_dir():
        raise PathNotFound("this is a folder", where=str(path), remedy="Give a media file")
    if not path.is_file():
        raise _no_file(path)
    if path.stat().st_size == 0:
        raise UnreadableMedia("the file is empty", where=str(path), remedy=_REMEDY)


def _no_file(path: Path) -> ReelhouseError:
    if path.exists():
        remedy = "Save what it gives into a file, and give that"
        return UnreadableMedia("this is a device or a pipe, not a file", where=str(path), remedy=remedy)
    return PathNotFound("there is no such file", where=str(path), remedy="Give the path of a media file")


def _whole_boxes(path: Path) -> tuple[Box, ...]:
    """The boxes of an MP4 file, all of them complete."""
    boxes = top_boxes(path)
    _demand_whole(path, boxes[-1].end if boxes else 0)
    if not any(box.name == "moov" for box in boxes):
        raise UnreadableMedia(
            "it was never finished: it has no index", where=str(path), remedy="Make or record it again"
        )
    return boxes


def _demand_whole(path: Path, end: int) -> None:
    size = path.stat().st_size
    if end > size:
        raise UnreadableMedia(
            f"it is cut off: {size} of at least {end} bytes are there", where=str(path), remedy=_REMEDY
        )


def _open(path: Path) -> InputContainer:
    return open_container(
        f"file:{path.absolute()}",
        metadata_errors="replace",
        options={"protocol_whitelist": "file", "format_whitelist": FORMATS},
    )


def _look(container: InputContainer, path: Path, boxes: tuple[Box, ...], *, turned: bool) -> MediaFacts:
    video = next((s for s in container.streams.video if not _is_cover(s)), None)
    audio = next(iter(container.streams.audio), None)
    tracks, rotation = _read_packets(container, video, audio, turned=turned)
    picture = sound = None
    if video is not None and tracks[video.index].pts:
        colour_box = has_colour_box(path, boxes) if boxes else None
        picture = _picture(video, tracks[video.index], rotation, colour_box=colour_box)
    if audio is not None and tracks[audio.index].pts:
        sound = _sound(audio, tracks[audio.index])
    if picture is None and sound is None:
        raise UnreadableMedia("it holds no picture and no sound", where=str(path), remedy=_REMEDY)
    return MediaFacts(
        container=container.format.name,
        size=path.stat().st_size,
        declared=container.duration,
        picture=picture,
        sound=sound,
        index_first=index_first(boxes),
        title=container.metadata.get("title", ""),
    )


def _is_cover(stream: VideoStream) -> bool:
    """Whether it is the picture on the sleeve of a music file."""
    return "attached_pic" in str(stream.disposition.name or "").lower()


def _read_packets(
    container: InputContainer, video: VideoStream | None, audio: AudioStream | None, *, turned: bool
) -> tuple[dict[int, _Track], int]:
    streams = [stream for stream in (video, audio) if stream is not None]
    tracks = {stream.index: _Track() for stream in streams}
    rotation = None if turned else 0
    if not streams:
        return tracks, 0
    if video is not None:
        video.codec_context.thread_count = 1
    for packet in _packets(container, streams):
        tracks[packet.stream.index].add(packet)
        if rotation is None and packet.stream is video:
            rotation = _rotation(packet)
    return tracks, rotation or 0


def _packets(container: InputContainer, streams: Sequence[VideoStream | AudioStream]) -> Iterator[Packet[Stream]]:
    """Packets until the end, or until the file cannot be read on; what is missing shows in the counts."""
    with suppress(FFmpegError):
        for packet in container.demux(streams):
            check_stop()
            if packet.size:
                yield packet


def _rotation(packet: Packet[Stream]) -> int | None:
    """Degrees that the first picture inside must be turned, or None when nothing comes out yet."""
    with suppress(FFmpegError):
        for frame in packet.decode():
            return round(getattr(frame, "rotation", 0)) % 360
    return None


def _picture(stream: VideoStream, track: _Track, rotation: int, *, colour_box: bool | None) -> PictureStream:
    context, base = stream.codec_context, Fraction(stream.time_base or 1)
    times = sorted(track.pts)
    steps = [after - before for before, after in pairwise(times)]
    step = round(median(steps)) if steps else track.end - times[0]
    rate = _rate(stream, step, base)
    first = stream.start_time if stream.start_time is not None else times[0]
    aspect = Fraction(stream.sample_aspect_ratio or 1) or Fraction(1)
    return PictureStream(
        codec=context.name,
        profile=str(context.profile or ""),
        pixel_format=context.pix_fmt or "unknown",
        width=context.width,
        height=context.height,
        rotation=rotation,
        aspect=(aspect.numerator, aspect.denominator),
        colour=_colour(stream),
        colour_box=colour_box,
        rate=rate,
        frames=len(times),
        start=_micros(first, base),
        end=_micros(first + max(track.end, times[-1] + step) - times[0], base),
        longest_gap=_longest_gap(track, times, step),
        starts_with_key=bool(track.starts_with_key),
        irregular_at=_irregular_at(times, steps, step, base),
        dts_rising=track.rising,
        language=stream.metadata.get("language", ""),
    )


def _sound(stream: AudioStream, track: _Track) -> SoundStream:
    context, base = stream.codec_context, Fraction(stream.time_base or 1)
    first = stream.start_time if stream.start_time is not None else min(track.pts)
    return SoundStream(
        codec=context.name,
        layout=context.layout.name,
        channels=context.layout.nb_channels,
        rate=context.sample_rate,
        samples=max(0, round((track.end - first) * base * context.sample_rate)),
        start=_micros(first, base),
        end=_micros(track.end, base),
        dts_rising=track.rising,
        language=stream.metadata.get("language", ""),
    )


def _colour(stream: VideoStream) -> Colour:
    context = stream.codec_context
    ranges: dict[int, bool] = {1: False, 2: True}
    return Colour(
        primaries=int(context.color_primaries),
        transfer=int(context.color_trc),
        matrix=int(context.colorspace),
        full=ranges.get(int(context.color_range)),
    )


def _rate(stream: VideoStream, step: int, base: Fraction) -> Rate:
    """What the file says, or what the most frequent distance between two frames says."""
    said = stream.average_rate or stream.base_rate or (1 / (step * base) if step > 0 else None)
    fraction = Fraction(said or 25).limit_denominator(1_000_000)
    return Rate(num=fraction.numerator, den=fraction.denominator) if fraction > 0 else Rate(num=25)


def _longest_gap(track: _Track, times: Sequence[int], step: int) -> int:
    """The greatest number of frames from one key frame to the next, or to the end."""
    marks = [*sorted(track.keys), times[-1] + step]
    gaps = [after - before for before, after in pairwise(marks)]
    return round(max(gaps, default=0) / step) if step > 0 else 0


def _irregular_at(times: Sequence[int], steps: Sequence[int], step: int, base: Fraction) -> int | None:
    """Where a frame first comes more than one tick early or late: not every time base can hit its rate exactly."""
    odd = next((i for i, found in enumerate(steps) if abs(found - step) > 1), None)
    return None if odd is None else _micros(times[odd + 1], base)


def _micros(ticks: int, base: Fraction) -> int:
    return round(ticks * base / _MICROSECOND)
