"""Workers on demand.

An episode is three steps, in the order that the worker was told; what the steps do is in the episode's name: `slow`
ones last until they are stopped, `poison` kills whoever makes it, `broken` fails until there is a file `mended`, and
`gated` ones say that they are there and wait. What happens is written to a log that is only ever appended to.
"""

import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

from forking import serve
from reelhouse.config import load_settings
from reelhouse.errors import ContentError, Waiting
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.media.retry import pause
from reelhouse.model.base import Value
from reelhouse.production.steps import Scratch, Step, Steps
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import Made as MadeBefore

STEPS = ("write script", "speak line", "render chunk")


class Made(Value):
    """A result that tells who made it."""

    by: str


def worker(asked: dict[str, Any]) -> None:
    """Be the worker that was asked for."""
    _Worker(asked).run()


class _Worker:
    def __init__(self, asked: dict[str, Any]) -> None:
        self._home = Path(asked["home"])
        self._own_home = asked.get("own_home", asked["home"])
        self._name = asked["name"]
        self._order = asked.get("order", STEPS)
        self._pace = Pace(**asked.get("pace", {}))
        self._wish = Wish()

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._end)
        with open_store(load_settings({"REELHOUSE_HOME": self._own_home})) as store:
            work(store, self._make, self._wish, pace=self._pace)
        self._log("ended", "")

    def _end(self, *_: object) -> None:
        self._log("told", "")
        (self._wish.now if self._wish.end.is_set() else self._wish.end).set()

    def _make(self, store: Store, episode: str, watch: Watcher) -> str:
        self._log("begins", episode)
        with Steps(store, watch=watch) as steps:
            for name in self._order:
                steps.make(Step(name, 1, {"episode": episode}, Made), partial(self._step, episode, name))
        if episode == "asking" and not (self._home / "answered").exists():
            store.register.stand(episode, "waiting")
            raise Waiting("a person has to choose", remedy="Choose")
        store.register.finish(episode, "done", MadeBefore(episode, []))
        self._log("made", episode)
        return "done"

    def _step(self, episode: str, name: str, _: Scratch) -> Made:
        self._log("making", f"{episode}/{name}")
        if name == "speak line":
            self._speak(episode)
        return Made(by=self._name)

    def _speak(self, episode: str) -> None:
        gate = self._home / f"{episode}-{self._name}"
        if gate.exists():
            gate.write_text("here", encoding="utf-8")
            gate.read_text(encoding="utf-8")
        if episode == "poison":
            os.kill(os.getpid(), signal.SIGKILL)
        if episode == "broken" and not (self._home / "mended").exists():
            raise ContentError("the story is broken", where="line 1", remedy="Mend it")
        if episode == "slow" and not (self._home / "quick").exists():
            try:
                pause(60)
            finally:
                self._log("stopped", f"{time.time():.2f}")

    def _log(self, what: str, which: str) -> None:
        with (self._home / "log").open("a", encoding="utf-8") as log:
            log.write(f"{self._name} {what} {which}\n")


if __name__ == "__main__":
    serve(worker)
