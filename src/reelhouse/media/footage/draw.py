"""Stills and animations as plain pictures: for the encoder, or as a file of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

from PIL import Image

from reelhouse.errors import UnreadableMedia
from reelhouse.media.focus import best_part
from reelhouse.media.folder import private_folder, publish
from reelhouse.media.footage.admit import admit
from reelhouse.media.footage.facts import Kind, Probe
from reelhouse.media.footage.frame import Frame
from reelhouse.media.footage.need import need_of
from reelhouse.media.footage.page import lay
from reelhouse.media.footage.stills import frame_milliseconds, opened, upright_rgb
from reelhouse.media.footage.wanted import Wanted
from reelhouse.media.stop import check_stop
from reelhouse.model.time import Rate, TimeRange

_OUTPUT = "still.ppm"


def prepare_still(source: Path, probe: Probe, wanted: Wanted, into: Path) -> tuple[int, int]:
    """Make a still, or the first frame of an animation, into a PPM: upright, opaque, sRGB, never larger than it is.

    Args:
        source: The picture.
        probe: Its facts.
        wanted: What it is for; give the size times the largest zoom where the picture is to move.
        into: The PPM, which is not packed: that would take longer than drawing it. It appears at once and whole, or
            not at all.

    Returns:
        The width and height that it has.

    Raises:
        UnreadableMedia: It is no still or animation, or it is damaged.
        DiskFull: There is not enough space.
    """
    place = admit(source)
    if probe.kind not in {Kind.STILL, Kind.ANIMATION}:
        raise UnreadableMedia("this is no still picture", where=str(source), remedy="Give one, or use it as footage")
    frame = need_of(probe, wanted).frame
    with opened(place) as picture:
        drawn = _fitted_still(picture, frame)
    with private_folder(into) as work:
        drawn.save(work / _OUTPUT)
        publish(work / _OUTPUT, into)
    return frame.size


def draw_frames(place: Path, probe: Probe, frame: Frame, span: TimeRange, rate: Rate) -> Iterator[bytes]:
    """The pictures of a span as bytes of red, green and blue, rows first; of a still only one, to be held.

    An animation begins again at its end, however it was told to.

    Raises:
        UnreadableMedia: The picture is damaged.
    """
    with opened(place) as picture:
        if probe.kind is Kind.STILL:
            yield _fitted_still(picture, frame).tobytes()
            return
        ends = list(accumulate(frame_milliseconds(picture)))
        shown, drawn = -1, b""
        for number in range(span.start, span.end):
            check_stop()
            at = Fraction(number * 1000) / rate.fraction % ends[-1]
            wanted = bisect_right(ends, at)
            if wanted != shown:
                picture.seek(wanted)
                shown, drawn = wanted, _fitted(upright_rgb(picture), frame).tobytes()
            yield drawn


def _fitted_still(picture: Image.Image, frame: Frame) -> Image.Image:
    """The part of a still that holds what is looked at first, where not all of it is used."""
    upright = upright_rgb(picture)
    wide, high = upright.size
    left, top = best_part(upright, frame.across / wide, frame.down / high)
    places = {"left": min(round(left * wide), wide - frame.across), "top": min(round(top * high), high - frame.down)}
    return _fitted(upright, frame.model_copy(update=places))


def _fitted(upright: Image.Image, frame: Frame) -> Image.Image:
    used = (frame.left, frame.top, frame.left + frame.across, frame.top + frame.down)
    seen = upright.resize((frame.width, frame.height), Image.Resampling.LANCZOS, box=used)
    return seen if frame.page is None else lay(seen, frame.place, frame.page)
