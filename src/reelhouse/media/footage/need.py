"""What a piece of footage needs before it can be used: nothing, or to be conformed, and with which filters."""

from __future__ import annotations

from collections.abc import Iterator

from reelhouse.errors import UnreadableMedia
from reelhouse.media.footage.facts import Hdr, Kind, Probe, VideoTrack
from reelhouse.media.footage.firstframe import LARGEST, UNKNOWN
from reelhouse.media.footage.frame import Frame, frame_of
from reelhouse.media.footage.wanted import Wanted
from reelhouse.model.base import Value

#: What every intermediate is: ordinary high-definition colours, said aloud.
TAGS = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709:field_mode=prog"
#: The largest sides, long and short, of what is read directly.
_LONG, _SHORT = 2560, 1440
#: Primaries so wide that pictures look pale when they are taken for BT.709: film, BT.2020, DCI and display P3.
_WIDE = {8: "film", 9: "bt2020", 11: "smpte431", 12: "smpte432"}
#: Matrices of ITU-T H.273, by the names of the scaling filter.
_MATRICES = {1: "bt709", 4: "fcc", 5: "bt601", 6: "bt601", 7: "smpte240m", 9: "bt2020", 10: "bt2020"}
_TURNS = {0: "", 90: "transpose=clock,", 180: "hflip,vflip,", 270: "transpose=cclock,"}
_RGB = ("rgb", "bgr", "gbr", "argb", "abgr", "0rgb", "0bgr", "pal8", "x2rgb", "x2bgr")
_OURS = "out_color_matrix=bt709:out_range=tv,format=yuv420p"
_SCALE = "flags=bicubic+accurate_rnd+full_chroma_int"
#: Linear light in floats, BT.709 primaries, the highlights rolled off, and back; 203 cd/m2 is white (ITU-R BT.2408).
_TONE = (
    "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=tonemap=mobius:desat=0,"
    "zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
)


class Need(Value):
    """What it takes to use a file.

    `direct`: the file can be read as it is. Otherwise `reasons` say why not, in a person's words. `frame` is the
    part of the upright picture that is used, and the size of the intermediate. `laid`: it is a video that does not
    fill the frame, whose page is laid under it only where it is shown; `frame` is without one then. `before` are
    filters at the pace of the source, `after` those at the pace of the output, both empty or ending with a comma;
    they want pictures as they are stored (`-noautorotate`).
    """

    direct: bool
    reasons: tuple[str, ...]
    frame: Frame
    laid: bool
    before: str
    after: str


def need_of(probe: Probe, wanted: Wanted) -> Need:
    """Decide what a file needs; a pure function of its facts.

    Args:
        probe: The file's facts.
        wanted: What it is for; its rate and its handles change nothing here.

    Raises:
        UnreadableMedia: It holds no picture, or a larger one than can be used.
    """
    track = probe.picture
    if track is None:
        raise UnreadableMedia(
            "there is no picture in this file", remedy="Use it as sound, or give a video or a picture"
        )
    if track.width * track.height > LARGEST and probe.kind is Kind.VIDEO:
        raise UnreadableMedia(
            f"the picture is too large: {track.width}x{track.height}", remedy="Make it smaller with a video editor"
        )
    frame = frame_of(track, wanted)
    reasons = tuple(_reasons(probe, track))
    return Need(
        direct=not reasons,
        reasons=reasons,
        frame=frame.alone if probe.kind is Kind.VIDEO else frame,
        laid=probe.kind is Kind.VIDEO and frame.laid,
        before="bwdif=mode=send_field:deint=interlaced," if track.interlaced else "",
        after=_after(track, frame, track.hdr if track.hdr is not Hdr.UNTAGGED else wanted.untagged),
    )


def matrix_of(track: VideoTrack) -> str:
    """The matrix by which a picture's colours are coded; without tags small pictures are BT.601, as players hold it."""
    known = _MATRICES.get(track.colour.matrix)
    return known or ("bt709" if track.width >= 1280 or track.height > 576 else "bt601")


def _reasons(probe: Probe, track: VideoTrack) -> Iterator[str]:
    if probe.kind is not Kind.VIDEO:
        yield f"it is {'a still' if probe.kind is Kind.STILL else 'an animation'}"
        return
    told = {
        "its frames come unevenly": not track.constant,
        "it is stored turned or mirrored": bool(track.rotation) or track.mirrored,
        "it is interlaced": track.interlaced,
        "its pixels are not square": track.aspect != (1, 1),
        f"it is coded as {track.codec}": track.codec != "h264",
        f"its pixels are {track.pixel_format}": track.pixel_format != "yuv420p",
        f"it is high dynamic range ({track.hdr})": track.hdr is not Hdr.NONE,
        "its colours are not those of BT.709": not _is_ordinary(track),
        "its sides are odd": bool(track.width % 2 or track.height % 2),
        "it is larger than 1440p": max(track.width, track.height) > _LONG or min(track.width, track.height) > _SHORT,
        "its end is missing": not probe.whole,
    }
    yield from (reason for reason, true in told.items() if true)


def _is_ordinary(track: VideoTrack) -> bool:
    colour = track.colour
    return matrix_of(track) == "bt709" and colour.primaries in {1, UNKNOWN} and not colour.full


def _after(track: VideoTrack, frame: Frame, hdr: Hdr) -> str:
    clear = _on_black(track) if track.alpha else ""
    mirror = "hflip," if track.mirrored else ""
    cut = f"crop={frame.across}:{frame.down}:{frame.left}:{frame.top},"
    return f"{clear}{mirror}{_TURNS[track.rotation]}{cut}{_colours(track, frame, hdr)},setsar=1,{TAGS},"


def _on_black(track: VideoTrack) -> str:
    """What is transparent becomes black; whatever hides under it must not be seen."""
    span = "pc" if track.colour.full else "tv"
    known = "" if track.pixel_format.startswith(_RGB) else f"scale=in_color_matrix={matrix_of(track)}:in_range={span},"
    return f"{known}format=gbrap,premultiply=inplace=1,format=gbrp,"


def _colours(track: VideoTrack, frame: Frame, hdr: Hdr) -> str:
    """Scaling, and the way from the picture's colours to ours."""
    size = f"scale={frame.width}:{frame.height}:{_SCALE}"
    primaries = track.colour.primaries
    if hdr in {Hdr.PQ, Hdr.HLG}:
        curve = "smpte2084" if hdr is Hdr.PQ else "arib-std-b67"
        # Scaled first: fewer pixels in floats.
        return f"{_named(track, curve, _WIDE.get(primaries, 'bt2020'))},{size},{_TONE}"
    if primaries in _WIDE and not _is_rgb(track):
        return f"{_named(track, 'bt709', _WIDE[primaries])},{size},zscale=p=bt709:t=bt709:m=bt709:r=tv,format=yuv420p"
    if _is_rgb(track):
        return f"{size}:{_OURS}"
    span = "pc" if track.colour.full else "tv"
    return (
        f"{size}:in_color_matrix={matrix_of(track)}:in_range={span}:out_color_matrix=bt709:out_range=tv,format=yuv420p"
    )


def _named(track: VideoTrack, curve: str, primaries: str) -> str:
    """Tags for the colour converter, which refuses to guess."""
    matrix = {"bt601": "smpte170m", "bt2020": "bt2020nc"}.get(matrix_of(track), matrix_of(track))
    if track.colour.matrix == UNKNOWN:
        matrix = "bt2020nc" if primaries == "bt2020" else "bt709"
    span = "pc" if track.colour.full else "tv"
    return f"setparams=range={span}:color_primaries={primaries}:color_trc={curve}:colorspace={matrix}"


def _is_rgb(track: VideoTrack) -> bool:
    return track.pixel_format.startswith(_RGB) or track.alpha
