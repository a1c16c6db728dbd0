"""How long an episode is nobody's whose worker falls silent, with the usual leases; what it took is printed as JSON.

Workers that hold ten episodes each are frozen one after the other, as a machine that is cut off; two others have been
there for a while, and take the episodes over.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from bench.small import Said
from reelhouse.config.settings import load_settings
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.pace import USUAL, Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.media.retry import pause
from reelhouse.production.steps import Scratch, Step, Steps
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import QUEUED, Asked, Made
from reelhouse.storage.store import FILE

#: Episodes that each of those workers holds, and how many workers take over.
EACH, OTHERS = 10, 2
#: Seconds between two of them that are frozen, and the most that anything may take.
APART, PATIENCE = 2.0, 300.0
#: What the workers are called that will be frozen.
SLEEPER = "sleeper"


def main(arguments: list[str]) -> None:
    """Be one of the workers, or have them hold so many episodes and lose them."""
    parser = argparse.ArgumentParser(prog="python -m bench.takeover", description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="how many episodes are taken over")
    parser.add_argument("--work", help="be the worker of this name")
    chosen = parser.parse_args(arguments)
    settings = load_settings(os.environ)
    log = Path(settings.home, "log")
    with open_store(settings) as store:
        if chosen.work:
            jobs = EACH if chosen.work.startswith(SLEEPER) else chosen.count
            work(store, partial(_make, log, chosen.work), Wish(), pace=Pace(jobs=jobs))
        else:
            sys.stdout.write(json.dumps(_measure(store, log, chosen.count)) + "\n")


def _make(log: Path, name: str, store: Store, episode: str, watch: Watcher) -> str:
    _note(log, name, "begins", episode)
    with Steps(store, watch=watch) as steps:
        for step in ("write script", "speak line"):
            if name.startswith(SLEEPER) and step == "speak line":
                _note(log, name, "stands", episode)
                pause(PATIENCE)
            steps.make(Step(step, 1, {"episode": episode}, Said), partial(_step, log, name, f"{episode}/{step}"))
    store.register.finish(episode, "done", Made(episode, []))
    return "done"


def _step(log: Path, name: str, what: str, _: Scratch) -> Said:
    _note(log, name, "made", what)
    return Said(word="made")


def _measure(store: Store, log: Path, count: int) -> dict[str, object]:
    """Seconds of every episode from the frost until another worker begins with it; how many steps were made twice."""
    sleepers = [f"{SLEEPER}{number}" for number in range(-(-count // EACH))]
    episodes = [f"episode-{number}" for number in range(count)]
    _ask(store, episodes)
    with _workers(sleepers, count) as frozen:
        _until(lambda: len(_told(log, "stands")) == count)
        with _workers([f"other{number}" for number in range(OTHERS)], count):
            _until(lambda: len(store.workers.living()) == len(sleepers) + OTHERS)
            time.sleep(USUAL.lease + USUAL.beat)  # who was not there for a whole lease gives nobody up
            moments = {}
            for name, process in zip(sleepers, frozen, strict=True):
                moments[name] = _freeze(store, process)
                time.sleep(APART)
            _until(lambda: len(_taken(log)) == count)
            _until(lambda: set(store.legs.standings(episodes).values()) == {"done"})
    lost = {which: moments[who] for _, who, which in _told(log, "begins") if who in moments}
    taken = _taken(log)
    made = Counter(which for _, _, which in _told(log, "made"))
    return {
        "seconds": [round(taken[episode] - lost[episode], 2) for episode in episodes],
        "twice": sum(times > 1 for times in made.values()),
    }


def _taken(log: Path) -> dict[str, float]:
    """When each episode was first begun by a worker that is not frozen; later ones do not count."""
    begun = [(which, at) for at, who, which in _told(log, "begins") if not who.startswith(SLEEPER)]
    return dict(reversed(begun))


def _ask(store: Store, episodes: list[str]) -> None:
    queue = open_queue(store)
    for episode in episodes:
        asked = Asked(episode, "stories", episode, "-", "", {}, str(store.home), kit=False, text=None)
        with store.database.writing() as connection:
            store.register.ask_in(connection, asked, QUEUED)
            queue.submit_in(connection, episode, "asked")


def _freeze(store: Store, process: subprocess.Popen[bytes]) -> float:
    """Stop a worker, and tell when; not while it has the right to write to a file: nobody could go on then."""
    while True:
        moment = time.monotonic()
        process.send_signal(signal.SIGSTOP)
        if store.database.shared or _may_write(store.home / FILE):
            return moment
        process.send_signal(signal.SIGCONT)
        time.sleep(0.05)


def _may_write(file: Path) -> bool:
    with closing(sqlite3.connect(file, timeout=1)) as connection:
        try:
            connection.execute("begin immediate")
        except sqlite3.OperationalError:
            return False
        return True


@contextmanager
def _workers(names: list[str], count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    command = [sys.executable, "-m", "bench.takeover", "--count", str(count), "--work"]
    running = [subprocess.Popen([*command, name]) for name in names]
    try:
        yield running
    finally:
        for one in running:
            one.kill()
        for one in running:
            one.wait()


def _until(held: Callable[[], bool]) -> None:
    """Wait until something holds.

    Raises:
        RuntimeError: It never does.
    """
    ends = time.monotonic() + PATIENCE
    while not held():
        if time.monotonic() > ends:
            raise RuntimeError("the episodes are not where they should be")
        time.sleep(0.1)


def _note(log: Path, name: str, what: str, which: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{time.monotonic():.3f} {name} {what} {which}\n")


def _told(log: Path, what: str) -> list[tuple[float, str, str]]:
    """When, who and which of everything of that kind."""
    if not log.exists():
        return []
    lines = [line.split(" ", 3) for line in log.read_text(encoding="utf-8").splitlines()]
    return [(float(at), who, which) for at, who, said, which in lines if said == what]


if __name__ == "__main__":
    main(sys.argv[1:])
