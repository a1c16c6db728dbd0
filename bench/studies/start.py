"""Small things that are waited for often."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.figures import Aim, Figure
from bench.place import Place, command
from bench.studies.base import Study

_HELP = Aim("`reelhouse --help`", "CPU s", 0.3)
_CUES = Aim("validation of 1,000 caption cues", "ms", 10)


def _measure(place: Place) -> Iterator[Figure]:
    home = place.home("start")
    validate = [sys.executable, "-m", "bench.validation"]
    helped, checked = [], []
    for _ in range(place.runs()):
        helped.append(place.run([command(), "--help"], home).cpu)
        checked.append(float(place.run(validate, home).said()["milliseconds"]))
    yield Figure(_HELP, tuple(helped), "`reelhouse --help`")
    yield Figure(_CUES, tuple(checked), f"{place.shown(validate)}, CPU inside the process")


STUDY = Study("start", (_HELP, _CUES), _measure)
