"""Colours and pixels as every player expects them: BT.709, ordinary range, 4:2:0, square, upright."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.media.facts import PictureStream
from reelhouse.model.quality import Finding, Level
from reelhouse.qc.evidence import Evidence

#: Code points of ITU-T H.273.
_BT709, _UNKNOWN = 1, 2
_NAMES = {1: "bt709", 2: "unknown", 4: "bt470m", 5: "bt470bg", 6: "smpte170m", 9: "bt2020", 16: "pq", 18: "hlg"}


def check_tags(evidence: Evidence) -> Iterator[Finding]:
    """The file says which colours it means, and they are those of ordinary video."""
    picture = evidence.media.picture
    if picture is None:
        return
    level, words = _judge_tags(picture, ours=evidence.planned.known)
    yield Finding(
        check="colour-tags", level=level, message=words, value=_written(picture), limit="bt709/bt709/bt709 tv"
    )


def check_pixels(evidence: Evidence) -> Iterator[Finding]:
    """Pixels in the form that every player shows."""
    picture = evidence.media.picture
    if picture is None:
        return
    wide, high = picture.aspect
    good = picture.pixel_format == "yuv420p" and wide == high
    yield Finding(
        check="pixel-format",
        level=Level.OK if good else Level.FAIL,
        message="every player can show these pixels" if good else "some players and platforms cannot show these pixels",
        value=f"{picture.pixel_format}, pixels {wide}:{high}",
        limit="yuv420p, pixels 1:1",
    )


def check_size(evidence: Evidence) -> Iterator[Finding]:
    """As large as the rendition, and upright without being turned."""
    picture, layout = evidence.media.picture, evidence.planned.layout
    if picture is None or layout is None:
        return
    wanted = (layout.rendition.width, layout.rendition.height)
    good = (picture.width, picture.height) == wanted and picture.rotation == 0
    yield Finding(
        check="picture-size",
        level=Level.OK if good else Level.FAIL,
        message="the picture has its size" if good else "the picture is not of the size that was asked for",
        value=f"{picture.width}x{picture.height}" + (f" turned by {picture.rotation}" if picture.rotation else ""),
        limit=f"{wanted[0]}x{wanted[1]}",
    )


def _judge_tags(picture: PictureStream, *, ours: bool) -> tuple[Level, str]:
    colour = picture.colour
    points = (colour.primaries, colour.transfer, colour.matrix)
    missing = Level.FAIL if ours else Level.WARN
    if colour.full or any(point not in {_BT709, _UNKNOWN} for point in points):
        return Level.FAIL, "these are not the colours of ordinary video: platforms will show them changed"
    if _UNKNOWN in points or colour.full is None:
        return missing, "the file does not say which colours it means: players will guess"
    if picture.colour_box is False:
        return missing, "the colour tags are missing in the container: editors will guess"
    return Level.OK, "the colour tags are right"


def _written(picture: PictureStream) -> str:
    colour = picture.colour
    points = (colour.primaries, colour.transfer, colour.matrix)
    span = {None: "range unknown", False: "tv", True: "full range"}[colour.full]
    return f"{'/'.join(_NAMES.get(point, str(point)) for point in points)} {span}"
