"""How much memory a long video takes."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Aim, Figure
from bench.place import Place
from bench.studies.base import Study

_SECONDS = 300
_PEAK = Aim(f"peak memory of all processes together, {_SECONDS} s video, two workers", "MB", 700)


def _measure(place: Place) -> Iterator[Figure]:
    seconds = str(30 if place.quick else _SECONDS)
    more = ("--seconds", seconds, "--workers", "2")
    cost = place.act("produce", place.home("memory"), "sixty", *more, memory=True)
    frames = cost.said()["frames"]
    how = f"{place.act_shown('produce', 'sixty', *more)}: {frames} frames; sum of PSS over the tree, every 50 ms"
    yield Figure(_PEAK, (cost.peak / 1e6,), how)


STUDY = Study("memory", (_PEAK,), _measure)
