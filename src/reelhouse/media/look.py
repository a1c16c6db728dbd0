"""The one decode of a file that is judged: small grey pictures, or all samples and their loudness.

The decoder is a child program, so that a damaged file cannot take us with it, and what it gives is handed on piece by
piece: memory stays the same however long the file is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

from reelhouse.media.facts import MediaFacts
from reelhouse.media.ffmpeg import demand_own_end, encoder
from reelhouse.media.probe import FORMATS
from reelhouse.media.process import Finished, pour
from reelhouse.model.time import Rate

#: The longer side of a small picture, in pixels: a twentieth of 1080x1920.
LONG_SIDE: Final = 96
#: How wide stills are, in pixels: a contact sheet shows them no larger.
STILL_WIDTH: Final = 270
#: Lines of complaint that are kept.
_COMPLAINTS = 20
#: A file with pauses between its frames is decoded at a constant rate not above this one.
_STEADY_RATE = Rate(num=30)


@dataclass(frozen=True)
class Heard:
    """What the loudness meter said, in hundredths: LUFS, LU, dBTP; None is silence or too short to say."""

    lufs: int | None
    range: int | None
    true_peak: int | None


def small_size(width: int, height: int) -> tuple[int, int]:
    """Width and height of the small pictures of a video of this size."""
    longer = max(width, height)
    return max(2, round(width * LONG_SIDE / longer)), max(2, round(height * LONG_SIDE / longer))


def steady_rate(media: MediaFacts) -> Rate:
    """The rate at which `decode_small` gives the pictures of a file."""
    if media.picture is None or media.picture.irregular_at is None:
        return media.picture.rate if media.picture is not None else _STEADY_RATE
    return min(media.picture.rate, _STEADY_RATE, key=lambda rate: rate.fraction)


def decode_small(
    path: Path,
    media: MediaFacts,
    take: Callable[[bytes], None],
    *,
    sampled: bool = False,
    stills: Mapping[int, Path] | None = None,
) -> tuple[str, ...]:
    """Decode the picture once; every frame goes to `take` as grey bytes, rows first, in pieces of any length.

    Grey is luma as it is coded (16 is black and 235 white in a video of ordinary range), averaged over the pixels that
    fall together. The decoder leaves out its smoothing filter, which costs a fifth and shows only in fine detail.

    Args:
        path: The file.
        media: Its facts.
        take: What is called.
        sampled: Leave out pictures that no other is predicted from (every second one, as our encoders work), at three
            fifths of the cost; the one before stands in for each of them. Leaving out more would leave holes in
            what others are predicted from, and the decoder would complain about a sound file.
        stills: Frames to keep on the way as PNG files `STILL_WIDTH` wide, by their number; where that one is not
            decoded, the next one that is.

    Returns:
        What the decoder complained about.

    Raises:
        ProgramFailed: The system or a person ended the decoder.
    """
    picture = media.picture
    if picture is None:
        return ()
    width, height = small_size(picture.width, picture.height)
    plane = "extractplanes=y," if picture.pixel_format.startswith("yuv") else "format=yuv420p,extractplanes=y,"
    uneven = sampled or picture.irregular_at is not None
    steady = ("-r", str(steady_rate(media))) if uneven else ()
    chosen = ("-skip_frame", "noref") if sampled else ()
    limit = ("-frames:v", str(picture.frames)) if sampled else ()
    finished = _decode(
        path,
        ("-skip_loop_filter", "all", "-noautorotate", *chosen),
        ("-map", "0:V:0", "-fps_mode", "cfr" if steady else "passthrough", *steady, *limit),
        ("-vf", f"{plane}scale={width}:{height}:flags=area,format=gray", "-f", "rawvideo", "-"),
        take,
        _keep(stills or {}, steady_rate(media)),
    )
    return _complaints(finished)


def _keep(stills: Mapping[int, Path], rate: Rate) -> Iterator[str]:
    """One more output of the encoder for every still: the first frame that is decoded from its number on."""
    for number, path in stills.items():
        since = float((number - Fraction(1, 2)) / rate.fraction)
        chosen = f"select='gte(t,{since:.6f})',scale={STILL_WIDTH}:-2:flags=area:in_color_matrix=bt709,format=rgb24"
        yield from ("-map", "0:V:0", "-vf", chosen, "-frames:v", "1", "-fps_mode", "passthrough")
        yield from ("-c:v", "png", "-f", "image2", "-update", "1", "-y", f"file:{path.absolute()}")


def decode_samples(path: Path, take: Callable[[bytes], None]) -> tuple[Heard, tuple[str, ...]]:
    """Decode the sound once; all samples go to `take` as 32-bit floats, channels interleaved, at the file's own rate.

    Returns:
        The loudness of the whole (EBU R 128, ITU-R BS.1770-4), and what the decoder complained about.

    Raises:
        ProgramFailed: The system or a person ended the decoder.
    """
    finished = _decode(
        path,
        (),
        ("-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet"),
        ("-c:a", "pcm_f32le", "-f", "f32le", "-"),
        take,
    )
    return _read_meter(finished.stderr), _complaints(finished)


def _decode(
    path: Path,
    before: tuple[str, ...],
    choose: tuple[str, ...],
    form: tuple[str, ...],
    take: Callable[[bytes], None],
    more: Iterable[str] = (),
) -> Finished:
    safe = ("-protocol_whitelist", "file", "-format_whitelist", FORMATS)
    source = ("-threads", "1", *before, *safe, "-i", f"file:{path.absolute()}")
    head = ("-hide_banner", "-nostdin", "-nostats", "-v", "level+info", "-filter_threads", "1")
    finished = pour([str(encoder()), *head, *source, *choose, *form, *more], take)
    demand_own_end(finished)
    return finished


def _complaints(finished: Finished) -> tuple[str, ...]:
    """Lines marked as errors, without the decoder's address in memory."""
    found = [line for line in finished.stderr.splitlines() if "[error]" in line or "[fatal]" in line]
    words = [re.sub(r"\[[^]]*]\s*", "", line).strip() for line in found[:_COMPLAINTS]]
    if finished.code != 0 and not words:
        words = [f"the decoder ended with code {finished.code}"]
    return tuple(words)


def _read_meter(said: str) -> Heard:
    """The summary that the filter ebur128 prints at its end."""
    summary = said.rpartition("Summary:")[2]
    values = {name: _hundredths(summary, name) for name in ("I", "LRA", "Peak")}
    loud = values["I"]
    return Heard(
        lufs=loud if loud is not None and loud > -7000 else None, range=values["LRA"], true_peak=values["Peak"]
    )


def _hundredths(summary: str, name: str) -> int | None:
    match = re.search(rf"\b{name}:\s+(-?\d+\.\d+)", summary)
    return round(float(match[1]) * 100) if match else None
