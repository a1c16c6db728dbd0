"""What further renditions of an episode cost beside the bare encoding of their frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.figures import Aim, Figure, ratios
from bench.place import Place, room_for
from bench.studies.base import Study
from bench.studies.render import bare_arguments
from reelhouse.media.ffmpeg import encoder
from reelhouse.model.layout import RENDITIONS

_RATIO = Aim("three renditions / one of them and the bare encodes of the other two", "", 1.15)
_THREE = Aim("three renditions of one episode", "CPU s")
_ONE = Aim("one of them", "CPU s")
_LARGE, _SMALL = ("portrait", "square", "landscape"), ("draft", "draft-square", "draft-landscape")
#: Everything from here on is made again: sound, cards, captions, chunks, files, reports.
_AGAIN = ("--again", "conform media")
#: The most that ready frames of both others may need: so many seconds of them.
_SECONDS = 45


def _measure(place: Place) -> Iterator[Figure]:
    first, *others = (
        ("draft", "draft-square", "draft-landscape") if place.quick else ("portrait", "square", "landscape")
    )
    every = ",".join((first, *others))
    pixels = sum(RENDITIONS[name].width * RENDITIONS[name].height for name in others)
    room_for(place.folder, pixels * 3 // 2 * 30 * _SECONDS)
    home = place.home("renditions")
    bare = {name: _ready(place, home, name) for name in others}
    place.act("ready", home, "thirty", "--into", "/dev/null", rendition=first)
    three, one, sums = [], [], []
    for _ in range(place.runs(3)):
        three.append(place.act("produce", home, "thirty", *_AGAIN, rendition=every).cpu)
        one.append(place.act("produce", home, "thirty", *_AGAIN, rendition=first).cpu)
        sums.append(one[-1] + sum(place.run(arguments, home).cpu for arguments in bare.values()))
    for name in others:
        (place.folder / f"{name}.yuv").unlink()
    shown = [
        place.act_shown("produce", "thirty", "--again", "'conform media'", rendition=how) for how in (every, first)
    ]
    kept = "narration, music and backgrounds are found; sound, cards, covers, reports are made"
    yield Figure(_RATIO, ratios(three, sums), f"the two rows below and two bare encodes of ready frames; {kept}")
    yield Figure(_THREE, tuple(three), shown[0])
    yield Figure(_ONE, tuple(one), shown[1])


def _ready(place: Place, home: Path, name: str) -> list[str]:
    """The command that encodes a rendition's ready frames."""
    ready = place.folder / f"{name}.yuv"
    place.act("ready", home, "thirty", "--into", str(ready), rendition=name)
    return [str(encoder()), *bare_arguments(RENDITIONS[name], ready, place.folder / "bare.mp4")]


STUDY = Study("renditions", (_RATIO, _THREE, _ONE), _measure)
