"""How quickly episodes go through the queue and a worker when there is nothing to render, and how long lists are."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.databases import DATABASES, FILE, homes
from bench.figures import Aim, Figure
from bench.place import Place, command
from bench.studies.base import Study

_ASK = {name: Aim(f"asking for an episode, {name}", "ms") for name in DATABASES}
_MINUTE = {name: Aim(f"small episodes through one worker, {name}", "a minute", least=100) for name in DATABASES}
_LIST = {name: Aim(f"a page of the list of 10,000 episodes, {name}", "ms", 50) for name in DATABASES}
_COMMAND = Aim("the same, by `reelhouse episodes list`", "CPU s")


def _measure(place: Place) -> Iterator[Figure]:
    small = [sys.executable, "-m", "bench.small"]
    asked = [*small, "asked", "--count", str(20 if place.quick else 100)]
    listed = [*small, "listed", "--count", "10000"]
    with homes(place, "queue") as made:
        for name in DATABASES:
            said = [place.run(asked, made.new("asked", name)).said() for _ in range(place.runs(3))]
            how = f"{place.shown(asked)}: read, divided and written as scripts, nothing else; one at a time"
            yield Figure(_ASK[name], tuple(one["asked"] for one in said), place.shown(asked))
            yield Figure(_MINUTE[name], tuple(one["minute"] for one in said), how)
            home = made.new("listed", name)
            said = [place.run(listed, home).said()]
            yield Figure(_LIST[name], tuple(one["listed"] for one in said), f"{place.shown(listed)}: `list_episodes`")
            if name == FILE:
                costs = [place.run([command(), "episodes", "list"], home).cpu for _ in range(place.runs())]
                yield Figure(_COMMAND, tuple(costs), "`reelhouse episodes list`, on SQLite")


STUDY = Study("queue", (*_ASK.values(), *_MINUTE.values(), *_LIST.values(), _COMMAND), _measure)
