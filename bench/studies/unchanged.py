"""What it costs to ask for a video that is there already."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.figures import Aim, Figure
from bench.place import Place, command
from bench.studies.base import Study, prepared

_STEPS = Aim("nothing changed: steps made", "steps", 0)
_CPU = Aim("nothing changed: CPU", "CPU s", 2)


def _measure(place: Place) -> Iterator[Figure]:
    home = prepared(place, "demo")
    out = str(place.folder / "unchanged")
    chosen = ["--set", f"renditions={place.rendition}", "--out", out, "--json"]
    args = [command(), "make", "stories", place.story("demo"), *chosen]
    place.run(args, home)
    steps, costs = [], []
    for _ in range(place.runs()):
        cost = place.run(args, home)
        costs.append(cost.cpu)
        steps.append(sum(not step["cached"] for step in json.loads(cost.stdout)["steps"]))
    how = place.shown(["reelhouse", *args[1:]])
    yield Figure(_STEPS, tuple(map(float, steps)), how)
    yield Figure(_CPU, tuple(costs), how)


STUDY = Study("unchanged", (_STEPS, _CPU), _measure)
