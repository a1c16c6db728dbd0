"""What it costs to have an episode made by a worker instead of by oneself."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Aim, Figure, ratios
from bench.place import Place, command, say
from bench.studies.base import Study

#: Seconds between two looks at the episode, and the most that one may take.
_LOOK, _PATIENCE = 1.0, 1800.0
_RATIO = Aim("a 60 s video asked for and made by a worker / `make`", "", 1.05)
_DURABLE = Aim("the same by a worker", "CPU s")
_PLAIN = Aim("the same by `make`", "CPU s")


def _measure(place: Place) -> Iterator[Figure]:
    durable, plain = [], []
    for _ in range(place.runs(3)):
        durable.append(_work(place))
        args = [command(), "make", "stories", *_chosen(place), "--quiet"]
        plain.append(place.run(args, place.home("plain")).cpu)
    chosen = place.shown(["reelhouse", "episodes", "start", "stories", *_chosen(place)])
    how = f"{chosen} and `reelhouse worker`, from its start to its end; / `reelhouse make` with the same; empty homes"
    yield Figure(_RATIO, ratios(durable, plain), how)
    yield Figure(_DURABLE, tuple(durable), "both commands, with all that they start")
    yield Figure(_PLAIN, tuple(plain), "with all that it starts")


def _chosen(place: Place) -> list[str]:
    chosen = ["--set", f"renditions={place.rendition}", "--out", str(place.folder / "durable")]
    return [place.story("sixty"), *chosen]


def _work(place: Place) -> float:
    """CPU seconds of asking for the episode, and of the worker that makes it and then ends."""
    home = place.home("worker")
    asked = place.run([command(), "episodes", "start", "stories", *_chosen(place), "--json"], home)
    env = {**os.environ, "REELHOUSE_HOME": str(home)}
    with subprocess.Popen([command(), "worker"], env=env, stderr=subprocess.DEVNULL) as worker:
        try:
            _await(home)
        finally:
            worker.terminate()
            _, status, used = os.wait4(worker.pid, 0)
            worker.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    say(f"    {cpu:7.2f} CPU s   reelhouse worker")
    return asked.cpu + cpu


def _await(home: Path) -> None:
    """Look at the register until the episode is made; that is not charged to anybody.

    Raises:
        RuntimeError: It was not made.
    """
    from reelhouse.config.settings import load_settings  # noqa: PLC0415 - half a second, and only here
    from reelhouse.storage import open_store  # noqa: PLC0415 - as above

    ends, statuses = time.monotonic() + _PATIENCE, set[str]()
    with open_store(load_settings({"REELHOUSE_HOME": str(home)})) as store:
        while time.monotonic() < ends:
            statuses = {entry.status for entry in store.register.entries()}
            if statuses == {"done"}:
                return
            if statuses & {"failed", "held"}:
                break
            time.sleep(_LOOK)
    raise RuntimeError(f"the worker did not make the episode: {json.dumps(sorted(statuses))}")


STUDY = Study("durable", (_RATIO, _DURABLE, _PLAIN), _measure)
