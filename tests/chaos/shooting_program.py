"""Workers on demand whose episodes are films of nothing but their progress bar, rendered by the real encoder.

What happens is written to a log that is only ever appended to. `narrow` is how many bytes a file of this worker may
have: its disk is full then. `encoder` is the program that it encodes with. `crew` is how many workers must be there
before it begins with an episode. With `serves` it keeps the schedules of shows beside.
"""

import os
import resource
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

from forking import serve
from reelhouse.config import Settings, load_settings
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.model.base import digest, dump
from reelhouse.operations.scheduling import keep_schedule
from reelhouse.production.offering import lend_a_hand
from reelhouse.production.shoot import shoot
from reelhouse.production.steps import Payer, Steps
from reelhouse.production.watch import Watcher, silent
from reelhouse.production.workshop import Workshop
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import Made
from strips import LARGE, strip

CHUNKS = 8


def film(store: Store, settings: Settings, episode: str, watch: Watcher) -> str:
    """Make the film of an episode; returns the digest of everything that is known of its chunks."""
    with Steps(store, workers=settings.workers, watch=watch, payer=Payer(episode, "")) as steps:
        shop = Workshop(steps, store, settings, f"stories/{episode}")
        footage = shoot(shop, strip(CHUNKS, LARGE, height=8 + 2 * (len(episode) % 8)), episode)
    return digest([dump(one) for one in footage])


def worker(asked: dict[str, Any]) -> None:
    """Be the worker that was asked for, or make a film without any."""
    home, name, log = Path(asked["home"]), asked["name"], Path(asked["log"])
    if asked.get("encoder"):
        os.environ["IMAGEIO_FFMPEG_EXE"] = asked["encoder"]
    settings = load_settings({"REELHOUSE_HOME": str(home)})
    with open_store(settings) as store:
        if asked.get("alone"):
            _note(log, name, "made", film(store, settings, asked["alone"], silent))
            return
        if asked.get("narrow"):
            resource.setrlimit(resource.RLIMIT_FSIZE, (asked["narrow"], resource.RLIM_INFINITY))
        wish = Wish()
        signal.signal(signal.SIGTERM, lambda *_: wish.end.set())
        lend = partial(lend_a_hand, settings)
        work(
            store,
            partial(_make, settings, asked),
            wish,
            pace=Pace(**asked.get("pace", {})),
            duties=[keep_schedule(settings, os.environ, print)] if asked.get("serves") else [],
            lend=lend,
        )
    _note(log, name, "ended", "")


def _make(settings: Settings, asked: dict[str, Any], store: Store, episode: str, watch: Watcher) -> str:
    name, log = asked["name"], Path(asked["log"])
    _note(log, name, "begins", episode)
    while len(store.workers.living()) < asked.get("crew", 1):
        time.sleep(0.02)
    made = film(store, settings, episode, watch)
    _note(log, name, "made", made)
    store.register.finish(episode, "done", Made(episode, []))
    return "done"


def _note(log: Path, name: str, what: str, which: str) -> None:
    with log.open("a", encoding="utf-8") as file:
        file.write(f"{name} {what} {which}\n")


if __name__ == "__main__":
    serve(worker)
