"""An episode by workers that share a home folder: how long it takes from asking to the end.

```sh
REELHOUSE_HOME=/tmp/home python -m bench.crew --hands 2 --story bench/stories/sixty.md --rendition draft
```
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from bench import desk as at
from bench.desk import Edit, Told, desk_for
from reelhouse.config.settings import Settings, load_settings
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.production.chunks import RENDER
from reelhouse.production.offering import lend_a_hand
from reelhouse.production.steps import Payer, Steps
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import FAILED, QUEUED, Asked, Made

EPISODE = "crew"
#: Where the worker that made the episode says what it met, below the home folder.
SAID = "said.json"
#: Seconds between two looks at whether it is made.
LOOK = 0.25


def main(arguments: list[str]) -> None:
    """Be one of the workers, or have so many of them make the episode, and print what came of it as JSON."""
    chosen = _parser().parse_args(arguments)
    settings = load_settings(os.environ)
    if chosen.work:
        serve(settings, chosen)
        return
    with open_store(settings) as store, _workers(arguments, chosen.hands):
        while len(store.workers.living()) < chosen.hands:
            time.sleep(LOOK)
        wall = _ask(store)
        said = json.loads((settings.home / SAID).read_text(encoding="utf-8"))
        sys.stdout.write(json.dumps({"wall": wall, **said}) + "\n")


def serve(settings: Settings, chosen: argparse.Namespace) -> None:
    """Be a worker until a signal comes."""
    wish = Wish()
    signal.signal(signal.SIGTERM, lambda *_: wish.end.set())
    with open_store(settings) as store:
        work(store, partial(_make, settings, chosen), wish, lend=partial(lend_a_hand, settings))


def _make(settings: Settings, chosen: argparse.Namespace, store: Store, episode: str, watch: Watcher) -> str:
    edit = Edit(seconds=chosen.seconds)
    with Steps(store, workers=settings.workers, watch=watch, payer=Payer(episode, "")) as steps:
        videos = at.produce(desk_for(steps, store, settings, Told(chosen.story, chosen.rendition).brief, edit))
        chunks = [record for record in steps.records if record.name == RENDER]
        said = {
            "frames": videos[0].frames,
            "chunks": len(chunks),
            "found": sum(record.cached for record in chunks),
            "seconds": [round(record.seconds, 3) for record in chunks],
            "sha256": videos[0].video.sha256,
        }
    (settings.home / SAID).write_text(json.dumps(said), encoding="utf-8")
    store.register.finish(episode, "done", Made("", []))
    return "done"


def _ask(store: Store) -> float:
    """Ask for the episode, and wait for it; returns how many seconds that took.

    Raises:
        RuntimeError: It could not be made.
    """
    queue = open_queue(store)
    asked = Asked(EPISODE, "stories", EPISODE, "-", "", {}, str(store.home), kit=False, text=None)
    begun = time.perf_counter()
    with store.database.writing() as connection:
        store.register.ask_in(connection, asked, QUEUED)
        queue.submit_in(connection, EPISODE, "asked")
    while (entry := store.register.find(EPISODE)) and entry.status != "done":
        if entry.status == FAILED:
            raise RuntimeError(store.legs.failures()[0].message)
        time.sleep(LOOK)
    return time.perf_counter() - begun


@contextmanager
def _workers(arguments: list[str], count: int) -> Iterator[None]:
    command = [sys.executable, "-m", "bench.crew", *arguments, "--work"]
    running = [subprocess.Popen(command) for _ in range(count)]
    try:
        yield
    finally:
        for one in running:
            one.terminate()
        for one in running:
            one.wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.crew", description=__doc__)
    parser.add_argument("--story", default="demo", help="a text file, or demo")
    parser.add_argument("--rendition", default="portrait")
    parser.add_argument("--seconds", type=int, help="tell the story again and again until it is so long")
    parser.add_argument("--hands", type=int, default=2, help="how many workers")
    parser.add_argument("--work", action="store_true", help="be one of the workers")
    return parser


if __name__ == "__main__":
    main(sys.argv[1:])
