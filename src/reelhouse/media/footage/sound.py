"""The sound of footage: stereo at 48 kHz, exactly as long as the span, in time with its pictures."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from reelhouse.errors import UnreadableMedia, UsageError
from reelhouse.media.ffmpeg import encode
from reelhouse.media.folder import private_folder, publish
from reelhouse.media.footage.admit import SAFE, address, admit
from reelhouse.media.footage.facts import AudioTrack, Probe
from reelhouse.model.time import SAMPLE_RATE, TimeRange

_OUTPUT = "sound.wav"
_SECOND = 1_000_000
#: Seconds that are decoded before the first wanted sample: coders need a run-up.
_RUN_UP = 1
#: Seconds of it that go through the filters.
_LEAD = Fraction(1, 10)


def conform_sound(source: Path, probe: Probe, span: TimeRange, into: Path, *, track: int = 0) -> bool:
    """Make the sound of a span into a WAV of 16 bits, two channels and 48 kHz.

    Holes in the sound, and what lies before its beginning and after its end, become silence.

    Args:
        source: The footage.
        probe: Its facts.
        span: Samples at 48 kHz, counted from when the first frame is shown.
        into: The WAV. It appears at once and whole, or not at all.
        track: Which of its tracks of sound.

    Returns:
        Whether there is sound; when the source has none, the file is silent.

    Raises:
        PathNotFound: The source is gone.
        UnreadableMedia: It has sound, but not so many tracks, or the track cannot be decoded.
        UsageError: The span has no samples.
        DiskFull: There is not enough space.
    """
    place = admit(source)
    if not span.duration:
        raise UsageError("no samples were asked for", where=str(source), remedy="Ask for one sample at least")
    if probe.audio and track >= len(probe.audio):
        raise UnreadableMedia(
            f"there are only {len(probe.audio)} tracks of sound", where=str(source), remedy="Choose one of them"
        )
    read = _from_track(place, probe, probe.audio[track], span) if probe.audio else _silence(span)
    written = ("-c:a", "pcm_s16le", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata", "-1")
    with private_folder(into) as work:
        encode((*read, *written, "-f", "wav", _OUTPUT), cwd=work)
        publish(work / _OUTPUT, into)
    return bool(probe.audio)


def _from_track(place: Path, probe: Probe, track: AudioTrack, span: TimeRange) -> tuple[str, ...]:
    """The input and its filters; more than two channels are mixed as ITU-R BS.775 says, without the deep one."""
    early = Fraction(span.start, SAMPLE_RATE) + Fraction(probe.start - track.start, _SECOND) - _RUN_UP
    seek = ("-ss", f"{float(early):.6f}") if early > 0 else ()
    zero = f"asetpts='PTS-round({probe.start}/{_SECOND}/TB)'"
    # Holes are filled at the track's own rate, from a little before the span, so that the resampler has its run-up.
    first = int((Fraction(span.start, SAMPLE_RATE) - _LEAD) * track.rate // 1)
    whole = f"aresample=async=1:min_hard_comp=0.02:first_pts={first}"
    # One channel goes to both sides as it is; of more than two each goes to its side.
    stereo = "pan=stereo|c0=c0|c1=c0" if track.channels == 1 else "aformat=channel_layouts=stereo"
    cut = f"atrim=start_pts={span.start}:end_pts={span.end},asetpts=PTS-STARTPTS"
    line = f"{zero},{whole},aresample={SAMPLE_RATE},{stereo},{cut},apad=whole_len={span.duration}"
    decoder = ("-threads", "1", "-max_error_rate", "1", "-copyts")
    exact = ("-af", f"{line},atrim=end_sample={span.duration}")
    return (*decoder, *seek, *SAFE, "-i", address(place), "-map", f"0:{track.index}", *exact)


def _silence(span: TimeRange) -> tuple[str, ...]:
    silent = f"anullsrc=r={SAMPLE_RATE}:cl=stereo"
    return ("-f", "lavfi", "-i", silent, "-af", f"atrim=end_sample={span.duration}")
