"""Workers on demand.

An episode is three steps, in the order and of the versions that the worker was told; what the steps do is in the
episode's name: `slow` ones last until they are stopped, `poison` kills whoever makes it, `broken` fails until there is
a file `mended`, `later` meets a service that is busy for five seconds, `asking` waits for a person, `kept` keeps what
it makes as files, `post-...` is brought out, and those with a gate say that they are there and wait. What happens is
written to a log that is only ever appended to.
"""

import os
import signal
import time
from functools import partial
from pathlib import Path
from typing import Any

from forking import serve
from packing import package
from reelhouse.config import load_settings
from reelhouse.errors import ContentError, Postponed, Waiting
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.wish import Wish
from reelhouse.jobs.worker import work
from reelhouse.media.retry import pause
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.captions import Captions
from reelhouse.production.documents.versions import write_paper
from reelhouse.production.publish import Courier
from reelhouse.production.steps import Scratch, Step, Steps
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store, open_store
from reelhouse.storage.approvals import Asking, State
from reelhouse.storage.publications import Slot
from reelhouse.storage.register import Made as MadeBefore
from skewed import shift
from trial import POINTS, Board, Uploads

STEPS = ("write script", "speak line", "render chunk")


class Made(Value):
    """A result that tells who made it."""

    by: str
    files: tuple[Artifact, ...] = ()


def worker(asked: dict[str, Any]) -> None:
    """Be the worker that was asked for."""
    _Worker(asked).run()


class _Worker:
    def __init__(self, asked: dict[str, Any]) -> None:
        self._home = Path(asked["home"])
        self._own_home = asked.get("own_home", asked["home"])
        self._name = asked["name"]
        self._ahead = asked.get("ahead", 0)
        self._order = asked.get("order", STEPS)
        self._versions = asked.get("versions", {})
        self._pace = Pace(**asked.get("pace", {}))
        self._wish = Wish()

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._end)
        shift(self._ahead)
        with open_store(load_settings({"REELHOUSE_HOME": self._own_home}), clock=time.time) as store:
            work(store, self._make, self._wish, pace=self._pace)
        self._log("ended", "")

    def _end(self, *_: object) -> None:
        self._log("told", "")
        (self._wish.now if self._wish.end.is_set() else self._wish.end).set()

    def _make(self, store: Store, episode: str, watch: Watcher) -> str:
        self._log("begins", episode)
        with Steps(store, watch=watch) as steps:
            before: tuple[Artifact, ...] = ()
            for name in self._order:
                work = partial(self._step, episode, name, before)
                inputs = {"episode": episode, "before": before}
                before = steps.make(Step(name, self._versions.get(name, 1), inputs, Made), work).files
        if episode.startswith("post-"):
            self._post(store, episode)
        if episode.startswith("asking"):
            self._ask(store, episode)
        if episode == "later" and not (self._home / "postponed").exists():
            (self._home / "postponed").touch()
            raise Postponed("the service is busy", after=5, remedy="Wait")
        store.register.finish(episode, "done", MadeBefore(episode, []))
        self._log("made", episode)
        return "done"

    def _ask(self, store: Store, episode: str) -> None:
        """Lay it before people, and go on only when one of them has approved it."""
        paper = write_paper(store, Captions(language="en", cues=()))
        if store.approvals.ask(Asking(episode, "script", episode, paper)).state is State.OPEN:
            raise Waiting("a person has to choose", remedy="Choose")

    def _step(self, episode: str, name: str, before: tuple[Artifact, ...], scratch: Scratch) -> Made:
        self._log("making", f"{episode}/{name}")
        if name == "speak line":
            self._speak(episode)
        if episode != "kept":
            return Made(by=self._name)
        path = scratch.path("kept.bin")
        path.write_bytes(b"".join(scratch.file(one).read_bytes() for one in before) + name.encode() * 20_000)
        return Made(by=self._name, files=(scratch.keep(path, Kind.CHUNK),))

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

    def _post(self, store: Store, episode: str) -> None:
        """Bring it out: a name says how, and at which point it waits until there is a file `go`."""
        _, kind, point, _ = episode.split("-")

        def fault(here: str) -> None:
            if here == POINTS[kind][int(point)] and not (self._home / "go").exists():
                self._log("stands", episode)
                while not (self._home / "go").exists():
                    time.sleep(0.02)

        site = {"uploads": Uploads, "board": Board}[kind](self._home / "site", fault)
        post = package(self._home / f"{episode}-{self._name}", title=episode).posts[0]
        planned = store.publications.plan(Slot(episode, 1, "trial"), "r", episode)
        run = store.runs.begin()
        found = Courier(store, run.id, looks=(0.0, 0.1)).bring(planned, site, post, "", "r")
        store.runs.end(run)
        self._log(found.stage, episode)

    def _log(self, what: str, which: str) -> None:
        with (self._home / "log").open("a", encoding="utf-8") as log:
            log.write(f"{self._name} {what} {which}\n")


if __name__ == "__main__":
    serve(worker)
