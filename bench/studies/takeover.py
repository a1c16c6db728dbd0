"""How long an episode is nobody's whose worker falls silent."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.databases import DATABASES, homes
from bench.figures import Aim, Figure
from bench.place import Place
from bench.studies.base import Study

#: Seconds within which another worker has to be at it.
_BOUND = 30.0
_TAKEN = {name: Aim(f"takeover of a silent worker's episode, {name}", "s", _BOUND) for name in DATABASES}
_WITHIN = {name: Aim(f"the same, how many within {_BOUND:.0f} s, {name}", "%", least=100) for name in DATABASES}
_TWICE = {name: Aim(f"steps that were made twice for it, {name}", "steps", 0) for name in DATABASES}


def _measure(place: Place) -> Iterator[Figure]:
    command = [sys.executable, "-m", "bench.takeover", "--count", str(20 if place.quick else 100)]
    how = f"{place.shown(command)}: frozen ten by ten, with leases of 20 s, until one of two others begins with it"
    with homes(place, "takeover") as made:
        for name in DATABASES:
            said = place.run(command, made.new("takeover", name)).said()
            seconds = tuple(said["seconds"])
            yield Figure(_TAKEN[name], seconds, how)
            within = 100 * sum(one < _BOUND for one in seconds) / len(seconds)
            yield Figure(_WITHIN[name], (within,), "the longest is in the row above")
            yield Figure(_TWICE[name], (float(said["twice"]),), "by what the steps wrote down")


STUDY = Study("takeover", (*_TAKEN.values(), *_WITHIN.values(), *_TWICE.values()), _measure)
