"""The same picture made with MoviePy 2, in the ways of popular generators, beside ours.

Both get the same clips, stills, sound and captions; `bench/peer/moviepy_video.py` says what the other program does and
where its ways come from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Aim, Figure, ratios
from bench.place import PEER, ROOT, Place, room_for
from bench.quality import vmaf
from bench.studies.base import Study
from bench.studies.render import raw_input
from reelhouse.model.layout import RENDITIONS

_FILES = Aim("own footage, 30 s: MoviePy 2, clip by clip in files / ours", "", least=8)
_ONCE = Aim("own footage, 30 s: MoviePy 2, all composed at once / ours", "")
_OURS = Aim("own footage, 30 s: our first render", "CPU s")
_NAMES = {"ours": "ours", "files": "MoviePy 2 in files", "once": "MoviePy 2 at once"}
_VMAF = {way: Aim(f"own footage, 30 s: VMAF against its ready frames, {name}", "VMAF") for way, name in _NAMES.items()}
_BYTES = {way: Aim(f"own footage, 30 s: size, {name}", "MB") for way, name in _NAMES.items()}
_SECONDS = 45


@dataclass(frozen=True)
class _Peer:
    """The other program, ready to make the picture that a folder describes."""

    place: Place
    home: Path
    shown: Path

    def make(self, way: str) -> float:
        """CPU seconds of one video."""
        return self.place.run(self.command(way), self.home).cpu

    def command(self, way: str) -> list[str]:
        """The command line."""
        program = ROOT / "bench" / "peer" / "moviepy_video.py"
        return [str(PEER), str(program), str(self.shown), str(self.file(way)), "--way", way]

    def file(self, way: str) -> Path:
        """Where it writes."""
        return self.place.folder / f"peer-{way}.mp4"


def _measure(place: Place) -> Iterator[Figure]:
    if not PEER.exists():
        raise FileNotFoundError("the environment of the other program is missing: run `make peer`")
    home, footage = place.home("peer"), ("--footage", place.footage())
    peer = _Peer(place, home, place.folder / "shown")
    place.act("shown", home, "thirty", *footage, "--into", str(peer.shown))
    again = ("--again", "look at footage")
    ours, costs = [], {way: list[float]() for way in ("files", "once")}
    for _ in range(place.runs(2)):
        ours.append(place.act("render", home, "thirty", *footage, *again, "--into", str(peer.file("ours"))).cpu)
        for way, spent in costs.items():
            spent.append(peer.make(way))
    shown = place.act_shown("render", "thirty", *footage, "--again", "'look at footage'")
    for aim, way in ((_FILES, "files"), (_ONCE, "once")):
        yield Figure(aim, ratios(costs[way], ours), f"{place.shown(peer.command(way))} / {shown}")
    yield Figure(
        _OURS, tuple(ours), f"{shown}: looking at files, converting clips, moving stills, sound, chunks, joining"
    )
    yield from _quality(place, peer, footage)


def _quality(place: Place, peer: _Peer, footage: tuple[str, ...]) -> Iterator[Figure]:
    """How good each file is beside the very frames that its encoder was given, and how large."""
    rendition = RENDITIONS[place.rendition]
    room_for(place.folder, rendition.width * rendition.height * 3 // 2 * 30 * _SECONDS)
    ready = place.folder / "peer.yuv"
    place.act("ready", peer.home, "thirty", *footage, "--into", str(ready))
    peer.make("lossless")
    composed = ["-i", str(peer.file("lossless"))]
    for way, source in (("ours", raw_input(rendition, ready)), ("files", composed), ("once", composed)):
        yield Figure(_VMAF[way], (vmaf(peer.file(way), source, place.folder),), "every fifth frame; filter `libvmaf`")
        yield Figure(_BYTES[way], (peer.file(way).stat().st_size / 1e6,), "")
    ready.unlink()


STUDY = Study("peer", (_FILES, _ONCE, _OURS, *_VMAF.values(), *_BYTES.values()), _measure)
