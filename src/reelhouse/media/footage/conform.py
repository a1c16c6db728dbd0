"""Making the used part of any footage into our intermediate: constant rate, upright, progressive, 8-bit BT.709.

Time is exact: frame n of a span shows what a player shows n / rate seconds after the first frame of the source. The
source's own time stamps are kept until they meet the output's rate, so that a cut at one hour is as exact as one at 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from reelhouse.errors import ProgramFailed, ReelhouseError, UnreadableMedia, UsageError
from reelhouse.media.ffmpeg import encode
from reelhouse.media.folder import private_folder, publish
from reelhouse.media.footage.admit import SAFE, address, admit
from reelhouse.media.footage.damage import Damage, look_for_damage
from reelhouse.media.footage.draw import draw_frames
from reelhouse.media.footage.facts import Kind, Probe, VideoTrack
from reelhouse.media.footage.need import TAGS, Need, need_of
from reelhouse.media.footage.wanted import Wanted
from reelhouse.media.packets import read_packets
from reelhouse.model.base import Value
from reelhouse.model.time import Count, Rate, TimeRange

#: Quick to write and to read at any frame, and so good that encoding it again shows nothing.
CODEC = (
    *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "16", "-g", "15", "-bf", "0", "-pix_fmt", "yuv420p"),
    *("-threads:v", "1", "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"),
    *("-color_range", "tv", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1", "-an"),
)
_OUTPUT = "conformed.mp4"
_SECOND = 1_000_000
#: Seconds that are decoded before the first wanted frame: a seek may land late, and fields need their neighbours.
_RUN_UP = 2
#: Frames of the same in a file whose index knows every picture: so many are decoded before they are shown, at most
#: (ITU-T H.264 and H.265: decoders hold back no more than 16), and one more.
_FEW = 17


class Conformed(Value):
    """What was made: `frames` at the wanted rate, and the `size` they have.

    The first `lead` frames are the handle before the span. The last `held` frames repeat the last picture, because
    the source ends there. `damage` is what the decoder complained about; the rest was used.
    """

    frames: Count
    lead: Count
    held: Count
    size: tuple[int, int]
    damage: Damage = Damage()


def conform(
    source: Path,
    probe: Probe,
    span: TimeRange,
    wanted: Wanted,
    into: Path,
    *,
    on_frame: Callable[[int], None] | None = None,
) -> Conformed:
    """Make a span of footage into an MP4 that can be cut at every frame.

    A still is held, an animation begins again at its end, and a video that is too short holds its last picture. A
    video that is to be laid on a page is made by itself: the page is laid under it where it is shown (`page_filters`).

    Args:
        source: The footage.
        probe: Its facts.
        span: The frames that are wanted, at the wanted rate, counted from the first frame of the source.
        wanted: The output that it is for; what is made is never larger than its source.
        into: The file. It appears at once and whole, or not at all.
        on_frame: Called in another thread with the number of frames written so far.

    Raises:
        PathNotFound: The source is gone.
        UnreadableMedia: It has no picture, ends before the span begins, or nothing of the span can be decoded.
        UsageError: The span has no frames.
        DiskFull: There is not enough space.
        ProgramFailed: The encoder failed.
    """
    place = admit(source)
    need = need_of(probe, wanted)
    wide, lead, held = _with_handles(source, probe, span, wanted)
    job = _Job(place, probe, need, wide, wanted.rate)
    with private_folder(into) as work:
        said = job.run(work, on_frame)
        _verify(work / _OUTPUT, source, wide, wanted.rate)
        publish(work / _OUTPUT, into)
    damage = job.damage() if "[error]" in said or "[fatal]" in said else Damage()
    return Conformed(frames=wide.duration, lead=lead, held=held, size=need.frame.size, damage=damage)


def frames_in(probe: Probe, rate: Rate) -> int:
    """How many frames at a rate a video fills: the last one begins before its end. 0 without pictures."""
    track = probe.picture
    if track is None:
        return 0
    return -int(-Fraction(track.end - track.start, _SECOND) * rate.fraction // 1)


def _with_handles(source: Path, probe: Probe, span: TimeRange, wanted: Wanted) -> tuple[TimeRange, int, int]:
    """The span with its handles, the frames before it, and the frames that the source is too short by."""
    if not span.duration:
        raise UsageError("no frames were asked for", where=str(source), remedy="Ask for one frame at least")
    if probe.kind is not Kind.VIDEO:
        return span, 0, 0
    there = frames_in(probe, wanted.rate)
    if span.start >= there:
        begins = float(Fraction(span.start) / wanted.rate.fraction)
        raise UnreadableMedia(
            f"the video ends before {begins:.2f} s", where=str(source), remedy="Use an earlier part, or other footage"
        )
    lead = min(span.start, wanted.handles)
    tail = max(0, min(wanted.handles, there - span.end))
    wide = TimeRange(start=span.start - lead, duration=lead + span.duration + tail)
    return wide, lead, max(0, wide.end - there)


@dataclass(frozen=True)
class _Job:
    """One run of the encoder."""

    place: Path
    probe: Probe
    need: Need
    span: TimeRange
    rate: Rate

    def run(self, work: Path, on_frame: Callable[[int], None] | None) -> str:
        """Write the output into a folder; returns what the encoder said."""
        moving = self.probe.kind is Kind.VIDEO
        read = self._from_video(self.probe.video[0]) if moving else self._from_pictures()
        feed = None if moving else draw_frames(self.place, self.probe, self.need.frame, self.span, self.rate)
        written = ("-frames:v", str(self.span.duration), "-r", str(self.rate), "-f", "mp4", _OUTPUT)
        arguments = (*read, "-filter_threads", "1", *CODEC, *written)
        return encode(arguments, cwd=work, feed=feed, on_frame=on_frame, log="level+warning")

    def damage(self) -> Damage:
        """What the decoder complains about in the span, with its times."""
        start, end = (int(Fraction(at) / self.rate.fraction * _SECOND) for at in (self.span.start, self.span.end))
        return look_for_damage(self.place, self.probe, start=start, end=end)

    def _from_video(self, track: VideoTrack) -> tuple[str, ...]:
        """The input and its filters."""
        begin = Fraction(self.span.start) / self.rate.fraction
        early = begin - self._run_up(track) - Fraction(track.longest_pause, _SECOND)
        seek = ("-ss", f"{float(early):.6f}") if early > 0 else ()
        zero = f"setpts='PTS-round({track.start - _nudge(track, self.rate)}/{_SECOND}/TB)'"
        pace = f"fps={self.rate}:start_time={float(begin):.9f}:round=near"
        line = f"{zero},{self.need.before}{pace},{self.need.after}{self._end()}"
        decoder = ("-threads", "1", "-noautorotate", "-max_error_rate", "1", "-copyts")
        return (*decoder, *seek, *SAFE, "-i", address(self.place), "-map", f"0:{track.index}", "-vf", line)

    def _run_up(self, track: VideoTrack) -> Fraction:
        """Seconds that are decoded for nothing, beside those since the last key frame."""
        indexed = self.probe.container in {"mp4", "quicktime"} and track.longest_pause
        if not indexed or track.interlaced or track.codec not in {"h264", "hevc"}:
            return Fraction(_RUN_UP)
        return min(Fraction(_RUN_UP), Fraction(_FEW * track.longest_pause, _SECOND))

    def _from_pictures(self) -> tuple[str, ...]:
        across, down = self.need.frame.size
        shape = ("-video_size", f"{across}x{down}", "-framerate", str(self.rate))
        colours = "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd,format=yuv420p,setsar=1"
        line = f"{colours},{TAGS},{self._end()}"
        return ("-f", "rawvideo", "-pixel_format", "rgb24", *shape, "-i", "-", "-vf", line)

    def _end(self) -> str:
        """Exactly the frames of the span, from 0; the last one is held where the source ends early.

        Nothing of what travels beside the pictures goes on: they are turned and of ordinary range now.
        """
        return f"sidedata=mode=delete,tpad=stop=-1:stop_mode=clone,trim=end_frame={self.span.duration},setpts=N"


def _nudge(track: VideoTrack, rate: Rate) -> int:
    """Microseconds by which frames are moved so that each tick of the rate shows the frame nearest to it.

    The filter `fps` shows the last frame that comes before the middle between two ticks: of a quick source that is a
    later one than the nearest, of a slow one an earlier one.
    """
    if track.rate is None:
        return 0
    own = track.rate.fraction * (2 if track.interlaced else 1)
    nudge = round((1 / rate.fraction - 1 / own) / 2 * _SECOND)
    return nudge if track.constant else max(0, nudge)


def _verify(made: Path, source: Path, span: TimeRange, rate: Rate) -> None:
    """Exit code 0 proves nothing: count the frames and look at their times."""
    try:
        facts = read_packets(made)
    except ReelhouseError as error:
        raise UnreadableMedia(
            "nothing of this part can be decoded", where=str(source), remedy="Use another part, or other footage"
        ) from error
    if (facts.frames, facts.rate, facts.first_pts) != (span.duration, rate.fraction, 0):
        raise ProgramFailed(
            f"the encoder wrote {facts.frames} frames instead of {span.duration}, or at another rate",
            where=str(source),
            remedy="The footage may have changed meanwhile; look at it again with `reelhouse probe`",
        )
