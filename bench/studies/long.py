"""Whether a video five times as long takes five times the work, and how much memory it takes."""

from __future__ import annotations

from collections.abc import Iterator

from bench.costs import Cost
from bench.figures import Aim, Figure
from bench.place import Place
from bench.studies.base import Study

_SECONDS, _LONG = 60, 300
_GROWTH = Aim(f"own footage: {_LONG} s video / {_SECONDS} s video", "", 5.3)
_PEAK = Aim(f"own footage: peak memory of all processes together, {_LONG} s video, two workers", "MB", 700)
_TIMES = _LONG / _SECONDS


def _measure(place: Place) -> Iterator[Figure]:
    footage = ("--footage", place.footage(), "--workers", "2")
    longer = (*footage, "--seconds", str(30 if place.quick else _LONG))
    short = [_produce(place, *footage) for _ in range(place.runs(2))]
    long = [_produce(place, *longer, memory=True) for _ in range(place.runs(1))]
    fair = min(cost.said()["found"] == 0 for cost in (*short, *long))
    note = "no chunk found twice" if fair else "some chunks found twice"
    per_frame = [sum(cost.cpu / cost.said()["frames"] for cost in costs) / len(costs) for costs in (short, long)]
    frames = [costs[0].said()["frames"] for costs in (short, long)]
    shown = place.act_shown("produce", "sixty", *longer)
    how = f"{shown}, {frames[1]} frames / the same without `--seconds`, {frames[0]} frames"
    spoken = "CPU for each frame, times five; narration and music are found"
    yield Figure(_GROWTH, (per_frame[1] / per_frame[0] * _TIMES,), f"{how}: {spoken}, {note}")
    yield Figure(_PEAK, tuple(cost.peak / 1e6 for cost in long), f"{shown}; sum of PSS over the tree, every 50 ms")


def _produce(place: Place, *how: str, memory: bool = False) -> Cost:
    """A production in a home folder that holds what is heard, and nothing of what is seen."""
    home = place.home("long")
    place.act("speak", home, "sixty", *how)
    return place.act("produce", home, "sixty", *how, memory=memory)


STUDY = Study("long", (_GROWTH, _PEAK), _measure)
