"""`reelhouse worker` and `reelhouse serve` on demand, making real episodes, in processes that can be killed."""

import os
import signal
from typing import Any

from forking import serve
from reelhouse.config import load_settings
from reelhouse.operations.scheduling import keep_schedule
from reelhouse.operations.working import Pace, Wish, work_off

#: Nothing is poison here, however often its workers are killed.
PACE = Pace(beat=0.5, lease=5.0, look=0.2, poll=0.2, stranded=3.0, recoveries=1000)


def house(asked: dict[str, Any]) -> None:
    """Be the worker, or the whole house, until SIGTERM."""
    wish = Wish()
    signal.signal(signal.SIGTERM, lambda *_: wish.end.set())
    os.environ["REELHOUSE_HOME"] = asked["home"]
    settings = load_settings(os.environ)
    duties = [keep_schedule(settings, os.environ, print)] if asked["face"] == "serve" else []
    work_off(settings, wish, pace=PACE, duties=duties)


if __name__ == "__main__":
    serve(house)
