"""What an edited caption costs beside rendering everything."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Aim, Figure, shares
from bench.place import Place
from bench.studies.base import Study, prepared

_RENDERED = Aim("one caption changed in a 60 s video / full render", "", 0.08)
_FINISHED = Aim("the same up to the finished file, contact sheet and quality report", "")
#: What a full render makes. Cards, loops and speech are found, as they are where one caption is changed.
_ANEW = ("--anew", "mix sound", "--anew", "render chunk", "--anew", "join")
#: Captions that are changed, one at a time.
CAPTIONS = 10


def _measure(place: Place) -> Iterator[Figure]:
    home = prepared(place, "sixty")
    full, rendered, finished = [], [], []
    captions, wholes = (2 if place.quick else CAPTIONS), place.runs(3)
    whole_at = {round(number * captions / wholes) for number in range(wholes)}
    for number in range(captions):
        if number in whole_at:
            full.append(place.act("shoot", home, "sixty", *_ANEW).cpu)
        rendered.append(place.act("shoot", home, "sixty", "--misspell", _share(number, captions, 0.5)).cpu)
        if number % 2 == 0:
            finished.append(place.act("produce", home, "sixty", "--misspell", _share(number, captions, 0.9)).cpu)
    how = (
        f"{place.act_shown('shoot', 'sixty', '--misspell', 'SHARE')} at {captions} places"
        f" / the same with sound, chunks and file made anew instead, {len(full)} times"
    )
    yield Figure(_RENDERED, shares(rendered, full), how)
    yield Figure(_FINISHED, shares(finished, full), place.act_shown("produce", "sixty", "--misspell", "SHARE"))


def _share(number: int, captions: int, offset: float) -> str:
    return f"{(number + offset) / captions:.3f}"


STUDY = Study("caption", (_RENDERED, _FINISHED), _measure)
