"""What a video of a person's own clips and stills costs beside the bare encoding of the same frames."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench.figures import Aim, Figure, ratios
from bench.place import Place, room_for
from bench.studies.base import Study
from bench.studies.render import BARE_HOW, bare_arguments
from reelhouse.media.ffmpeg import encoder
from reelhouse.model.layout import RENDITIONS

_RATIO = Aim("own footage: render / bare encode of the same ready frames", "", 1.25)
_FIRST = Aim("own footage: first render, its clips converted / bare encode", "")
_BARE = Aim("own footage: bare encode of its frames", "CPU s")
#: What is made again beside chunks and the file.
_ANEW = ("--anew", "move still", "--anew", "mix sound")
#: The most that ready frames may need: so many seconds of them.
_SECONDS = 45


def _measure(place: Place) -> Iterator[Figure]:
    home, footage = place.home("mixed"), ("--footage", place.footage())
    rendition = RENDITIONS[place.rendition]
    room_for(place.folder, rendition.width * rendition.height * 3 // 2 * 30 * _SECONDS)
    ready = place.folder / "mixed.yuv"
    place.act("ready", home, "thirty", *footage, "--into", str(ready))
    bare = [str(encoder()), *bare_arguments(rendition, ready, Path(place.folder / "bare.mp4"))]
    renders, firsts, encodes = [], [], []
    for _ in range(place.runs(3)):
        renders.append(place.act("render", home, "thirty", *footage, *_ANEW).cpu)
        encodes.append(place.run(bare, home).cpu)
        firsts.append(place.act("render", home, "thirty", *footage, "--again", "look at footage").cpu)
    ready.unlink()
    shown = [
        place.act_shown("render", "thirty", *footage, *(f"'{word}'" if " " in word else word for word in how))
        for how in (_ANEW, ("--again", "look at footage"))
    ]
    included = "moving stills and mixing are included; converted clips, cards and what was measured are found"
    yield Figure(_RATIO, ratios(renders, encodes), f"{shown[0]}: {included}")
    yield Figure(_FIRST, ratios(firsts, encodes), f"{shown[1]}: looking at files and converting clips included")
    yield Figure(_BARE, tuple(encodes), BARE_HOW)


STUDY = Study("mixed", (_RATIO, _FIRST, _BARE), _measure)
