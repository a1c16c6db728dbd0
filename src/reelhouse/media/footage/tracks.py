"""The tracks of an open file, each as a frozen value."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction

from reelhouse.media.facts import Colour
from reelhouse.media.footage.facts import Attachment, AudioTrack, Hdr, SubtitleTrack, VideoTrack
from reelhouse.media.footage.firstframe import UNKNOWN, Look
from reelhouse.media.footage.packets import Times
from reelhouse.media.footage.timing import pace_of
from reelhouse.media.pyav import AudioStream, Disposition, InputContainer, Stream, SubtitleStream, VideoStream

#: Pictures that belong to a file and are not its film.
_BESIDE = Disposition.attached_pic | Disposition.timed_thumbnails
_MICROSECOND = Fraction(1, 1_000_000)
_PQ, _HLG = 16, 18
_BT709_LIKE = {1, 6, 14, 15}
#: Stretches of a pixel beyond this are mistakes of who wrote the file.
_WIDEST = 8


def films(container: InputContainer) -> list[VideoStream]:
    """Tracks of moving pictures: no covers, no thumbnails, nothing without a decoder or a size."""
    return [s for s in container.streams.video if not s.disposition & _BESIDE and _decodable(s)]


def sounds(container: InputContainer) -> list[AudioStream]:
    """Tracks of sound that can be decoded."""
    return [s for s in container.streams.audio if s.codec_context and s.codec_context.sample_rate]


def video_track(stream: VideoStream, times: Times, look: Look) -> VideoTrack:
    """One track of pictures, from its times and its first pictures."""
    context, base = stream.codec_context, Fraction(stream.time_base or 1)
    pace = pace_of(times.shown, base, (stream.average_rate, stream.base_rate, stream.guessed_rate))
    aspect = _aspect(stream)
    pixels = look.pixel_format or context.pix_fmt or "unknown"
    colour = _colour(stream, look)
    depth = _depth(stream)
    wide, high = _display(context.width, context.height, aspect, look.rotation)
    start = times.shown[0] if times.shown else 0
    end = max(times.end, start)
    return VideoTrack(
        index=stream.index,
        codec=context.codec.canonical_name if context.codec else context.name,
        profile=str(context.profile or ""),
        width=context.width,
        height=context.height,
        aspect=(aspect.numerator, aspect.denominator),
        rotation=look.rotation,
        mirrored=look.mirrored,
        display_width=wide,
        display_height=high,
        rate=pace.rate,
        constant=pace.constant,
        frames=len(times.shown),
        longest_pause=_micros(pace.longest, base),
        start=_micros(start, base),
        end=_micros(end, base),
        pixel_format=pixels,
        depth=depth,
        alpha=has_alpha(pixels),
        colour=colour,
        hdr=hdr_of(colour, depth),
        interlaced=look.interlaced,
        bit_rate=_bit_rate(times, base),
        language=_language(stream),
    )


def audio_track(stream: AudioStream, times: Times) -> AudioTrack:
    """One track of sound."""
    context, base = stream.codec_context, Fraction(stream.time_base or 1)
    start = times.shown[0] if times.shown else 0
    return AudioTrack(
        index=stream.index,
        codec=context.codec.canonical_name if context.codec else context.name,
        rate=context.sample_rate,
        channels=context.layout.nb_channels,
        layout=context.layout.name,
        start=_micros(start, base),
        end=_micros(max(times.end, start), base),
        bit_rate=_bit_rate(times, base) or context.bit_rate or None,
        language=_language(stream),
    )


def beside(container: InputContainer, shown: Collection[int]) -> tuple[Attachment, ...]:
    """Everything in a file that is neither footage nor subtitles."""
    return tuple(
        Attachment(index=stream.index, kind=_kind(stream), name=stream.metadata.get("filename", ""))
        for stream in container.streams
        if stream.index not in shown and not isinstance(stream, SubtitleStream)
    )


def subtitles(container: InputContainer) -> tuple[SubtitleTrack, ...]:
    """The embedded subtitles."""
    return tuple(
        SubtitleTrack(
            index=stream.index,
            codec=stream.codec_context.name if stream.codec_context else "",
            language=_language(stream),
        )
        for stream in container.streams.subtitles
    )


def has_alpha(pixel_format: str) -> bool:
    """Whether pixels can be transparent, from FFmpeg's name of their format."""
    return pixel_format.startswith(("yuva", "rgba", "bgra", "argb", "abgr", "gbrap", "ya8", "ya16", "pal8"))


def hdr_of(colour: Colour, depth: int) -> Hdr:
    """Which kind of high dynamic range, by the transfer function; ten bits that say nothing may be either."""
    if colour.transfer in {_PQ, _HLG}:
        return Hdr.PQ if colour.transfer == _PQ else Hdr.HLG
    return Hdr.UNTAGGED if depth >= 10 and colour.transfer == UNKNOWN else Hdr.NONE


def _decodable(stream: VideoStream) -> bool:
    context = stream.codec_context
    return context is not None and context.width > 0 and context.height > 0


def _depth(stream: VideoStream) -> int:
    form = stream.codec_context.format
    return max((component.bits for component in form.components), default=8) if form else 8


def _aspect(stream: VideoStream) -> Fraction:
    aspect = Fraction(stream.sample_aspect_ratio or 1) or Fraction(1)
    return aspect if Fraction(1, _WIDEST) <= aspect <= _WIDEST else Fraction(1)


def _display(width: int, height: int, aspect: Fraction, rotation: int) -> tuple[int, int]:
    """What is seen: pixels are stretched sideways, as players do it, and then the picture is turned."""
    wide = max(1, round(width * aspect))
    return (height, wide) if rotation in {90, 270} else (wide, height)


def _colour(stream: VideoStream, look: Look) -> Colour:
    """The tags of the pictures, and where they say nothing those of the container."""
    context, seen = stream.codec_context, look.colour
    told = {1: False, 2: True}.get(int(context.color_range))
    full = seen.full if seen.full is not None else told
    pixels = look.pixel_format or context.pix_fmt or ""
    return Colour(
        primaries=_either(seen.primaries, int(context.color_primaries)),
        transfer=_either(seen.transfer, int(context.color_trc)),
        matrix=_either(seen.matrix, int(context.colorspace)),
        full=True if pixels.startswith("yuvj") else full,
    )


def _either(seen: int, said: int) -> int:
    return said if seen == UNKNOWN else seen


def _bit_rate(times: Times, base: Fraction) -> int | None:
    length = (times.end - times.shown[0]) * base if times.shown else Fraction(0)
    return round(times.size * 8 / length) if length > 0 and times.size else None


def _kind(stream: Stream) -> str:
    if isinstance(stream, VideoStream) and stream.disposition & _BESIDE:
        return "cover"
    if isinstance(stream, VideoStream | AudioStream):
        return f"unreadable {stream.type}"
    return "data" if stream.type is None else str(stream.type)


def _language(stream: Stream) -> str:
    language = stream.metadata.get("language", "")
    return "" if language == "und" else language


def _micros(ticks: int, base: Fraction) -> int:
    return round(ticks * base / _MICROSECOND)
