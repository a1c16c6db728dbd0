"""Small episodes: stories that are asked for, read, divided and written as scripts by a worker; nothing is rendered."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

from reelhouse.config import Settings
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.model.deliverable import Deliverable
from reelhouse.operations.episodes import find_entry
from reelhouse.operations.make import Request
from reelhouse.operations.queueing import start_episode
from reelhouse.operations.registered import order_of
from reelhouse.operations.run import run_order
from reelhouse.production.production import Production
from reelhouse.production.recipe import Recipe
from reelhouse.production.watch import Watcher
from reelhouse.recipes.stories import Stories
from reelhouse.storage import Store, open_store

#: Seconds after which a worker that makes nothing is a failure.
PATIENCE = 300
_STORY = "I tried the old key, and it fit. Then I heard somebody breathing behind door number {}."

recipe = Recipe("stories", brief=Stories)


@recipe.produce
def produce(show: Production, brief: Stories) -> list[Deliverable]:
    """Write the scripts, and leave it at that."""
    show.write_parts(
        show.find_story(brief.source, language=brief.language),
        seconds=brief.part,
        profanity=brief.profanity,
        question=brief.question,
        speed=brief.speed,
    )
    return []


def ask(settings: Settings, number: int) -> str:
    """Put an episode of its own into the queue."""
    text = _STORY.format(number).encode()
    return start_episode(Request("stories", "-", settings.home / "out", stdin=text), settings)


def make_all(settings: Settings, count: int) -> float:
    """Make what is in the queue, with one worker that makes one at a time; how many of them in a minute.

    Raises:
        TimeoutError: They were not all made.
    """
    wish, left, made = Wish(), [count], threading.Event()

    def make(store: Store, episode: str, watch: Watcher) -> str:
        order = replace(order_of(store, find_entry(store, episode).asked, None), recipe=recipe)
        status = run_order(store, order, settings, watch).status
        left[0] -= 1
        if not left[0]:
            made.set()
            wish.end.set()
        return status

    begun = time.perf_counter()
    with open_store(settings) as store:
        clock = threading.Timer(PATIENCE, wish.end.set)
        clock.start()
        work(store, make, wish, pace=Pace())
        clock.cancel()
    if not made.is_set():
        raise TimeoutError(f"{left[0]} of {count} episodes were not made in {PATIENCE} s")
    return 60 * count / (time.perf_counter() - begun)
