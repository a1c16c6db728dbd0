"""Making episodes from the queue, as a worker."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from reelhouse.config import Settings
from reelhouse.jobs.installed import demand_engine
from reelhouse.jobs.pace import USUAL, Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import Duty, Say, to_stderr, work
from reelhouse.operations.episodes import find_entry
from reelhouse.operations.output import waiting_for
from reelhouse.operations.registered import order_of
from reelhouse.operations.run import run_order
from reelhouse.production.offering import lend_a_hand
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store, open_store

if TYPE_CHECKING:
    from reelhouse.jobs.making import Body

__all__ = ["Duty", "Pace", "Wish", "work_off"]


def work_off(
    settings: Settings, wish: Wish, *, pace: Pace = USUAL, duties: Sequence[Duty] = (), say: Say = to_stderr
) -> None:
    """Make what is in the queue until a person wants the end.

    Args:
        settings: Those of the installation.
        wish: Says when it is over.
        pace: How many episodes at once, and how fast the clockwork beside them goes.
        duties: What goes on beside, each on a thread of its own: a scheduler for one.
        say: Tells a person what went wrong beside the episodes, and goes on.

    Raises:
        ProviderNotInstalled: The extra with the queue is missing.
    """
    demand_engine()
    with open_store(settings) as store:
        work(store, make_again(settings), wish, pace=pace, duties=duties, lend=partial(lend_a_hand, settings), say=say)


def make_again(settings: Settings) -> Body:
    """What a worker does with an episode: it makes it from the register, as `make` would."""

    def make(store: Store, episode: str, watch: Watcher) -> str:
        order = order_of(store, find_entry(store, episode).asked, None)
        with waiting_for(order.out):
            pass  # a folder that refuses is known now, and not after an hour
        return run_order(store, order, settings, watch, waiting_for).status

    return make
