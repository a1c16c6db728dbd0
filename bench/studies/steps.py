"""What the step table takes for a step that makes next to nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.databases import DATABASES, homes
from bench.figures import Aim, Figure
from bench.place import Place
from bench.studies.base import Study

_COUNT = 500
_MADE = {name: Aim(f"one step made and remembered, {name}", "CPU ms", 6) for name in DATABASES}
_MET = {name: Aim(f"one finished step met again, {name}", "CPU ms", 1) for name in DATABASES}
_WAIT = {name: Aim(f"one step made and remembered, by the clock, {name}", "ms") for name in DATABASES}
_FILE = {name: Aim(f"one step made that leaves a file, by the clock, {name}", "ms") for name in DATABASES}
_AIMS = ((_MADE, "cpu_word_made"), (_MET, "cpu_word_met"), (_WAIT, "word_made"), (_FILE, "file_made"))


def _measure(place: Place) -> Iterator[Figure]:
    args = [sys.executable, "-m", "bench.small", "steps", "--count", str(50 if place.quick else _COUNT)]
    with homes(place, "steps") as made:
        for name in DATABASES:
            said = [place.run(args, made.new("steps", name)).said() for _ in range(place.runs(3))]
            for aims, what in _AIMS:
                how = f"{place.shown(args)}, {_HOW['cpu' in what]}"
                yield Figure(aims[name], tuple(one[what] for one in said), how)


_HOW = {
    True: "CPU inside the process and of the database's server",
    False: "the median of so many, with what the disk takes to keep it",
}
STUDY = Study("steps", tuple(aim for aims, _ in _AIMS for aim in aims.values()), _measure)
