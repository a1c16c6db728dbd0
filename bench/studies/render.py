"""What rendering and judging cost beside the bare encoding of the same frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.figures import Aim, Figure, ratios
from bench.place import Place, room_for
from bench.studies.base import Study, prepared
from reelhouse.media.ffmpeg import encoder
from reelhouse.model.layout import RENDITIONS, Rendition
from reelhouse.render.codec import codec_arguments

_RATIO = Aim("render / bare encode of the same ready frames", "", 1.20)
_RENDER = Aim("render of the demo story", "CPU s")
_BARE = Aim("bare encode of its frames", "CPU s")
_JUDGE = Aim("quality report / render", "", 0.12)
_CODEC = "[`codec_arguments`](../src/reelhouse/render/codec.py)"
BARE_HOW = (
    f"`ffmpeg -f rawvideo ... -i ready.yuv ARGUMENTS bare.mp4` with the arguments of {_CODEC}; one process, one encoder"
    " thread"
)
#: The most that ready frames may need: a minute of them.
_SECONDS = 60


def _measure(place: Place) -> Iterator[Figure]:
    home = prepared(place, "demo")
    rendition = RENDITIONS[place.rendition]
    room_for(place.folder, rendition.width * rendition.height * 3 // 2 * 30 * _SECONDS)
    ready = place.folder / "ready.yuv"
    place.act("ready", home, "demo", "--into", str(ready))
    bare = [str(encoder()), *bare_arguments(rendition, ready, place.folder / "bare.mp4")]
    renders, encodes, judged = [], [], []
    for _ in range(place.runs()):
        renders.append(place.act("render", home, "demo", "--anew", "mix sound").cpu)
        encodes.append(place.run(bare, home).cpu)
        judged.append(float(place.act("judge", home, "demo").said()["cpu"]))
    ready.unlink()
    render = place.act_shown("render", "demo", "--anew", "'mix sound'")
    included = "mixing, chunks, joining, and starting Python; loops, cards, fonts and speech are found"
    yield Figure(_RATIO, ratios(renders, encodes), f"the two rows below, one after the other: {included}")
    yield Figure(_RENDER, tuple(renders), render)
    yield Figure(_BARE, tuple(encodes), BARE_HOW)
    how = f"{place.act_shown('judge', 'demo')} (every chunk looked at, sound heard, all checks; CPU inside the process)"
    yield Figure(_JUDGE, ratios(judged, renders), how)


def bare_arguments(rendition: Rendition, ready: Path, into: Path) -> list[str]:
    """The encoder's arguments for ready frames in a file, with nothing but encoding to do."""
    start = ["-hide_banner", "-nostdin", "-y", "-v", "error"]
    return [*start, *raw_input(rendition, ready), *codec_arguments(rendition), str(into)]


def raw_input(rendition: Rendition, ready: Path) -> list[str]:
    """How the encoder opens ready frames in a file."""
    size = f"{rendition.width}x{rendition.height}"
    return ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-framerate", str(rendition.rate), "-i", str(ready)]


STUDY = Study("render", (_RATIO, _RENDER, _BARE, _JUDGE), _measure)
