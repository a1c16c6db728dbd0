"""What the step table takes for a step that makes next to nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.databases import DATABASES, homes
from bench.figures import Aim, Figure
from bench.place import Place
from bench.studies.base import Study

_COUNT = 500
_MADE = {name: Aim(f"one step made and remembered, {name}", "ms", 6) for name in DATABASES}
_MET = {name: Aim(f"one finished step met again, {name}", "ms", 1) for name in DATABASES}
_FILE = {name: Aim(f"one step made that leaves a file, {name}", "ms") for name in DATABASES}


def _measure(place: Place) -> Iterator[Figure]:
    args = [sys.executable, "-m", "bench.small", "steps", "--count", str(50 if place.quick else _COUNT)]
    how = f"{place.shown(args)}: the median of so many, by the clock on the wall"
    with homes(place, "steps") as made:
        for name in DATABASES:
            said = [place.run(args, made.new("steps", name)).said() for _ in range(place.runs(3))]
            for aims, what in ((_MADE, "word_made"), (_MET, "word_met"), (_FILE, "file_made")):
                yield Figure(aims[name], tuple(one[what] for one in said), how)


STUDY = Study("steps", (*_MADE.values(), *_MET.values(), *_FILE.values()), _measure)
