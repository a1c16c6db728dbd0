"""What the engine takes for itself: much of what makes next to nothing; what that took is printed as JSON.

The home folder and its database are those of the environment.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from bench.costs import tree_cpu
from bench.crowd import crowd, lay
from bench.databases import SERVER_FILE
from bench.scripts import ask, make_all
from reelhouse.config import Settings
from reelhouse.config.settings import load_settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.operations.episodes import list_episodes
from reelhouse.production.steps import Scratch, Step, Steps
from reelhouse.storage import open_store

#: What is done before anything is counted: the first of everything loads and connects.
WARM = 10
#: How often a list is read.
LOOKS = 9


class Said(Value):
    """The result of a step: a word."""

    word: str


class Kept(Value):
    """The result of a step: a file."""

    file: Artifact


def steps(settings: Settings, count: int) -> dict[str, float]:
    """Milliseconds of a step: as it is made, and as the next run meets it; with words for a result, and with a file.

    Each by the clock on the wall, and in CPU time with that of the database's server (`cpu_...`).
    """
    with open_store(settings) as store:
        found = {}
        for kind, one in (("word", _say), ("file", _keep)):
            for what in ("made", "met"):
                with Steps(store) as open_steps:
                    before = _cpu(settings)
                    found[f"{kind}_{what}"] = _typical(partial(one, open_steps), count)
                    found[f"cpu_{kind}_{what}"] = 1000 * (_cpu(settings) - before) / (count + WARM)
    return found


def _cpu(settings: Settings) -> float:
    server = settings.home / SERVER_FILE
    return time.process_time() + (tree_cpu(int(server.read_text(encoding="utf-8"))) if server.exists() else 0)


def asked(settings: Settings, count: int) -> dict[str, float]:
    """Milliseconds of asking for an episode, and how many of them a worker makes in a minute when none is rendered."""
    asking = _typical(partial(ask, settings), count)
    return {"asked": asking, "minute": make_all(settings, count + WARM)}


def listed(settings: Settings, count: int) -> dict[str, float]:
    """Milliseconds of the first page of so many episodes."""
    with open_store(settings) as store:
        crowd(store, count)
    return {"listed": _typical(lambda _: list_episodes(settings, 50), LOOKS)}


def laid(settings: Settings, count: int) -> dict[str, int]:
    """So many episodes that wait for an approval; how many do."""
    with open_store(settings) as store:
        lay(store, count)
        return {"waiting": len(store.approvals.waiting())}


def _say(open_steps: Steps, number: int) -> None:
    step = Step("speak line", 1, {"number": number}, Said)
    open_steps.make(step, lambda _: Said(word="made"))


def _keep(open_steps: Steps, number: int) -> None:
    def write(scratch: Scratch) -> Kept:
        path = scratch.path("one.txt")
        path.write_text(f"{number}\n" * 500, encoding="utf-8")
        return Kept(file=scratch.keep(path, Kind.SIDECAR))

    open_steps.make(Step("render chunk", 1, {"number": number}, Kept), write)


def _typical(act: Callable[[int], object], count: int) -> float:
    """The median of what it takes, in milliseconds: of what the machine does beside it that counts the least."""
    took = []
    for number in range(count + WARM):
        begun = time.perf_counter()
        act(number)
        took.append(time.perf_counter() - begun)
    return 1000 * median(took[WARM:])


ACTIONS: dict[str, Callable[[Settings, int], dict[str, float] | dict[str, int]]] = {
    "steps": steps,
    "asked": asked,
    "listed": listed,
    "laid": laid,
}


def main(arguments: list[str]) -> None:
    """Do one action, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m bench.small", description=__doc__)
    parser.add_argument("action", choices=sorted(ACTIONS))
    parser.add_argument("--count", type=int, default=100)
    chosen = parser.parse_args(arguments)
    said = ACTIONS[chosen.action](load_settings(os.environ), chosen.count)
    sys.stdout.write(json.dumps(said) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
