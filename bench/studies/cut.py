"""What it costs to move one cut in an editing program and to bring the timeline back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from bench.cuts import Json, count_movable, move_cut
from bench.figures import Aim, Figure, shares
from bench.place import Place, command
from bench.studies.base import Study

_MOVED = Aim("one cut of a 60 s video moved in an editing program / full render", "", 0.20)
#: The most cuts that are moved, one at a time, and how far: half a second.
CUTS, _FRAMES = 5, 15


def _measure(place: Place) -> Iterator[Figure]:
    home, out = place.home("cut"), place.folder / "cut"
    chosen = ["--set", f"renditions={place.rendition}", "--set", "part=120"]
    make = [command(), "make", "stories", place.story("sixty"), *chosen, "--quiet"]
    place.run([*make, "--out", str(out), "--export", "otio"], home)
    (exported,) = out.glob("*-timeline/timeline.otio")
    whole, moved = [], []
    there = count_movable(_document(exported), _FRAMES)
    cuts, wholes = min(there, 2 if place.quick else CUTS), place.runs(3)
    whole_at = {round(number * cuts / wholes) for number in range(wholes)}
    for number in range(cuts):
        if number in whole_at:
            whole.append(place.run([*make, "--out", str(out), "--from", "mix sound"], home).cpu)
        edited = _edited(exported, number * there // cuts, exported.with_name(f"edited{number}.otio"))
        moved.append(place.run([*make, "--out", str(place.folder / "moved"), "--timeline", str(edited)], home).cpu)
    shown = place.shown(["reelhouse", *make[1:], "--timeline", "edited.otio"])
    how = f"{shown} for each of {cuts} cuts, moved by {_FRAMES} frames / the same with `--from 'mix sound'` instead"
    yield Figure(
        _MOVED, shares(moved, whole), f"{how}, {len(whole)} times; covers, contact sheets and reports included"
    )


def _edited(exported: Path, number: int, into: Path) -> Path:
    document = move_cut(_document(exported), number, _FRAMES)
    into.write_text(json.dumps(document), encoding="utf-8")
    return into


def _document(exported: Path) -> Json:
    document: Json = json.loads(exported.read_text(encoding="utf-8"))
    return document


STUDY = Study("cut", (_MOVED,), _measure)
