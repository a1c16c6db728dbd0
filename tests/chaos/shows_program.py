"""A process that asks for whatever is due of all shows, once it is told to, and may be killed in between.

The first number that it is given is the episode at which it is killed: after its leg is in the queue, and before the
transaction ends. 0 is never. The second one is how many hours its clock is ahead.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from reelhouse.config import load_settings
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.queue import Queue
from reelhouse.operations.scheduling import House, Scheduler
from reelhouse.storage import open_store
from skewed import shift


@dataclass(frozen=True)
class Mined(Queue):
    """A queue that kills its process."""

    fuse: list[int] = field(default_factory=list)

    def submit_in(self, *arguments: Any, **options: Any) -> None:
        super().submit_in(*arguments, **options)
        self.fuse[0] -= 1
        if self.fuse[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Say that we are ready, wait for the word, and make one round."""
    settings = load_settings(os.environ)
    shift(float(sys.argv[2]))
    with open_store(settings, clock=time.time) as store:
        queue = open_queue(store)
        mined = Mined(queue.client, queue.where, [int(sys.argv[1])])
        scheduler = Scheduler(House(store, mined, settings), {}, print)
        print("ready", flush=True)  # noqa: T201 - the word
        sys.stdin.readline()
        scheduler.round()


main()
