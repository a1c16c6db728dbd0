"""How footage is described in a terminal: one line for each thing that a person would ask about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reelhouse.cli.streams import harmless
from reelhouse.media.disk import readable
from reelhouse.media.footage.facts import AudioTrack, Hdr, Probe, VideoTrack
from reelhouse.operations.probe import Seen

#: Code points of ITU-T H.273 by the names that people use; what is not here is shown by its number.
PRIMARIES = {1: "BT.709", 4: "BT.470M", 5: "BT.601", 6: "BT.601", 8: "film", 9: "BT.2020", 11: "DCI-P3", 12: "P3"}
TRANSFERS = {1: "BT.709", 6: "BT.601", 8: "linear", 13: "sRGB", 14: "BT.2020", 15: "BT.2020", 16: "PQ", 18: "HLG"}
MATRICES = {0: "RGB", 1: "BT.709", 5: "BT.601", 6: "BT.601", 9: "BT.2020", 10: "BT.2020"}
_UNKNOWN = 2
_SECOND = 1_000_000


def describe(seen: Seen) -> str:
    """The lines about one file; every word of its own is made harmless."""
    if seen.probe is None:
        return harmless(seen.path)
    rows = [*_rows(seen.probe), *_verdict(seen)]
    lines = (f"  {name:10} {harmless(words)}".rstrip() for name, words in rows)
    return "\n".join((f"{harmless(seen.path)}  {seen.probe.kind}", *lines))


def _rows(probe: Probe) -> Iterator[tuple[str, str]]:
    length = f"{probe.duration / _SECOND:.2f} s" if probe.duration else ""
    yield "file", _joined(probe.container, readable(probe.size), length, _bits(probe.bit_rate))
    if probe.title:
        yield "title", probe.title
    for track in probe.video:
        yield "picture", _joined(f"{track.codec} {track.profile}".strip(), _seen_size(track), track.language)
        yield "", _joined(_pace(track), "interlaced" if track.interlaced else "")
        yield (
            "",
            _joined(track.pixel_format, f"{track.depth} bits", "transparent" if track.alpha else "", _colours(track)),
        )
    yield from (("sound", _sound(track)) for track in probe.audio)
    yield from (("subtitles", _joined(track.codec, track.language)) for track in probe.subtitles)
    yield from (("attached", _joined(one.kind, one.name)) for one in probe.attachments)


def _verdict(seen: Seen) -> Iterator[tuple[str, str]]:
    if seen.probe and seen.probe.video:
        yield "use", "converted first: " + "; ".join(seen.reasons) if seen.reasons else "as it is"
    if seen.damage is not None:
        yield "damage", str(seen.damage)
    yield from (("note", note) for note in (seen.probe.notes if seen.probe else ()))


def _seen_size(track: VideoTrack) -> str:
    stored = f"{track.width}x{track.height}"
    if track.aspect != (1, 1):
        stored += f", pixels {track.aspect[0]}:{track.aspect[1]}"
    if track.mirrored:
        stored += ", mirrored"
    if track.rotation:
        stored += f", turned by {track.rotation} degrees"
    shown = f"{track.display_width}x{track.display_height}"
    return stored if shown == f"{track.width}x{track.height}" else f"{stored}, seen as {shown}"


def _pace(track: VideoTrack) -> str:
    if track.rate is None:
        return ""
    number = f"{float(Fraction(track.rate.fraction)):.3f}".rstrip("0").rstrip(".")
    exact = "" if track.rate.den == 1 else f" ({track.rate})"
    steady = "" if track.constant else ", uneven"
    return f"{number} frames a second{exact}{steady}, {track.frames} frames"


def _colours(track: VideoTrack) -> str:
    colour = track.colour
    names = [
        table.get(point, str(point))
        for table, point in ((PRIMARIES, colour.primaries), (TRANSFERS, colour.transfer), (MATRICES, colour.matrix))
        if point != _UNKNOWN
    ]
    told = "/".join(dict.fromkeys(names)) or "colours not told"
    kind = {Hdr.PQ: "HDR (PQ)", Hdr.HLG: "HDR (HLG)"}.get(track.hdr, "")
    return _joined(told, "full range" if colour.full else "", kind)


def _sound(track: AudioTrack) -> str:
    return _joined(track.codec, f"{track.rate} Hz", track.layout, _bits(track.bit_rate), track.language)


def _bits(rate: int | None) -> str:
    if not rate:
        return ""
    return f"{rate / 1e6:.1f} Mbit/s" if rate >= 1_000_000 else f"{rate / 1e3:.0f} kbit/s"


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)
