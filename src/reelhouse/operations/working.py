"""Making episodes from the queue, as a worker."""

from __future__ import annotations

import os
from collections.abc import Sequence

from reelhouse.config import Settings
from reelhouse.errors import NotWritable
from reelhouse.jobs.installed import demand_engine
from reelhouse.jobs.pace import USUAL, Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import Duty, die, work
from reelhouse.operations.episodes import find_entry
from reelhouse.operations.output import waiting_for
from reelhouse.operations.registered import order_of
from reelhouse.operations.run import run_order
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store, open_store

__all__ = ["Duty", "Pace", "Wish", "work_off"]


def work_off(settings: Settings, wish: Wish, *, pace: Pace = USUAL, duties: Sequence[Duty] = ()) -> None:
    """Make what is in the queue until a person wants the end.

    Args:
        settings: Those of the installation.
        wish: Says when it is over.
        pace: How many episodes at once, and how fast the clockwork beside them goes.
        duties: What goes on beside, each on a thread of its own: a scheduler for one.

    Raises:
        ProviderNotInstalled: The extra with the queue is missing.
    """
    demand_engine()

    def make(store: Store, episode: str, watch: Watcher) -> str:
        order = order_of(store, find_entry(store, episode).asked, None)
        if order.out.exists() and not os.access(order.out, os.W_OK):
            raise NotWritable("cannot write here", where=str(order.out), remedy="Make the folder writable for workers")
        return run_order(store, order, settings, watch, waiting_for).status

    with open_store(settings) as store:
        work(store, make, wish, pace=pace, duties=duties, lost=die)
