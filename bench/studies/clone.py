"""From nothing to a finished video: a clone of this repository, an environment of its own, the demo."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator

from bench.figures import Aim, Figure
from bench.place import ROOT, Place
from bench.studies.base import Study

_WALL = Aim("fresh clone to finished demo, wall clock", "s", 120)
_CPU = Aim("fresh clone to finished demo, CPU", "CPU s", 180)
_LENGTH = Aim("length of the demo video", "s")


def _measure(place: Place) -> Iterator[Figure]:
    wall, cpu = [], []
    clone, seconds = place.folder / "clone", 0.0
    for _ in range(place.runs(3)):
        shutil.rmtree(clone, ignore_errors=True)
        home = place.home("clone-home")
        got = place.run(["git", "clone", "--quiet", str(ROOT), str(clone)])
        made = place.run(["make", "demo"], home, cwd=clone)
        wall.append(got.wall + made.wall)
        cpu.append(got.cpu + made.cpu)
        again = [str(clone / ".venv/bin/reelhouse"), "demo", "--out", str(place.folder / "clone-out"), "--json"]
        seconds = json.loads(place.run(again, home, cwd=clone).stdout)["deliverables"][0]["seconds"]
    how = "`git clone . TMP/clone` and `make demo` there, empty home folder, packages in the installer's cache"
    yield Figure(_WALL, tuple(wall), how)
    yield Figure(_CPU, tuple(cpu), how)
    yield Figure(_LENGTH, (seconds,), "its timeline")


STUDY = Study("clone", (_WALL, _CPU, _LENGTH), _measure)
