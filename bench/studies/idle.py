"""What a house takes that has nothing to do, and one in which a thousand episodes wait for people."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.costs import tree_cpu
from bench.figures import Aim, Figure
from bench.memory import tree_memory
from bench.place import Place, command, say
from bench.studies.base import Study

_WAITING = 1000
#: Seconds until a server has begun to do nothing, and for which it is watched then.
_SETTLED, _WATCHED = 8.0, 30.0
_MEMORY = Aim("memory of `reelhouse serve` with nothing to do", "MB", 150)
_CPU = Aim("CPU of the same", "% of a core")
_MORE = Aim(f"CPU of {_WAITING:,} waiting approvals beside it", "% of a core", 0.5)
_THREADS = Aim("threads of the same beside it", "threads", 0)


@dataclass(frozen=True)
class _Idle:
    """A server that does nothing: bytes, percent of a core, threads."""

    memory: int
    cpu: float
    threads: int


def _measure(place: Place) -> Iterator[Figure]:
    seconds = 5.0 if place.quick else _WATCHED
    place.run([sys.executable, "-m", "bench.small", "laid", "--count", str(_WAITING)], place.home("waiting"))
    empty, full = place.home("empty"), place.folder / "waiting"
    pairs = [(_watch(empty, seconds), _watch(full, seconds)) for _ in range(place.runs(3))]
    how = f"`reelhouse serve` on SQLite, after {_SETTLED:.0f} s of its life, watched for {seconds:.0f} s"
    yield Figure(_MEMORY, tuple(one.memory / 1e6 for one, _ in pairs), f"{how}; PSS")
    yield Figure(_CPU, tuple(one.cpu for one, _ in pairs), f"{how}; /proc/PID/stat")
    usual = median(one.cpu for one, _ in pairs)
    beside = f"{how}: with them, less the median without"
    yield Figure(_MORE, tuple(max(0.0, two.cpu - usual) for _, two in pairs), beside)
    yield Figure(_THREADS, tuple(float(two.threads - one.threads) for one, two in pairs), beside)


def _watch(home: Path, seconds: float) -> _Idle:
    with _serving(home) as server:
        time.sleep(_SETTLED)
        before = tree_cpu(server)
        time.sleep(seconds)
        cpu = 100 * (tree_cpu(server) - before) / seconds
        threads = len(list(Path("/proc", str(server), "task").iterdir()))
        found = _Idle(tree_memory(server), cpu, threads)
    say(f"    {found.memory / 1e6:.0f} MB, {found.cpu:.2f} % of a core, {found.threads} threads: serve in {home.name}")
    return found


@contextmanager
def _serving(home: Path) -> Iterator[int]:
    env = {**os.environ, "REELHOUSE_HOME": str(home)}
    with subprocess.Popen([command(), "serve"], env=env, stderr=subprocess.DEVNULL) as server:
        try:
            yield server.pid
            if server.poll() is not None:
                raise RuntimeError(f"the server ended with exit code {server.returncode}")
        finally:
            server.terminate()


STUDY = Study("idle", (_MEMORY, _CPU, _MORE, _THREADS), _measure)
