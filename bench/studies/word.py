"""What another spoken word costs beside making everything."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Aim, Figure, ratios
from bench.place import Place
from bench.studies.base import Study

_WHOLE = Aim("whole production of the demo story, empty home folder", "CPU s")
_KEEPS = Aim("one spoken word changed, same slot / whole production", "", 0.15)
_CHANGES = Aim("one spoken word changed, another slot / whole production", "", 0.30)


def _measure(place: Place) -> Iterator[Figure]:
    whole: list[float] = []
    edited: dict[str, list[float]] = {"keeps": [], "changes": []}
    words: dict[str, list[str]] = {}
    for _ in range(place.runs(3)):
        made = place.home("whole")
        whole.append(place.act("produce", made, "demo").cpu)
        if not words:
            words = place.act("words", place.home("words", like=made), "demo").said()
        for kind, costs in edited.items():
            home = place.home(kind, like=made)
            costs.append(place.act("produce", home, "demo", "--word", *words[kind]).cpu)
    how = {kind: place.act_shown("produce", "demo", "--word", *words[kind]) for kind in edited}
    yield Figure(_WHOLE, tuple(whole), place.act_shown("produce", "demo"))
    yield Figure(_KEEPS, ratios(edited["keeps"], whole), how["keeps"])
    yield Figure(_CHANGES, ratios(edited["changes"], whole), how["changes"])


STUDY = Study("word", (_WHOLE, _KEEPS, _CHANGES), _measure)
