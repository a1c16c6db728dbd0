"""Small episodes on demand.

The episode is three steps, each reading what the one before kept, or as many independent ones as `race` says, or one
that is `paid`. What they do is written to a log that is only ever appended to.
"""

import os
from functools import partial
from pathlib import Path
from typing import Any

from forking import serve
from reelhouse.config import load_settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.base import Value
from reelhouse.model.lane import Call, Lane
from reelhouse.model.money import Price, Unit
from reelhouse.production.steps import Payer, Scratch, Step, Steps
from reelhouse.storage import open_store

STEPS = ("write", "speak", "render")
#: A micro-dollar for each character.
LANE = Lane(service="parrot", price=Price.model_validate({"dollars": 1, "per": 1_000_000, "unit": Unit.CHARACTER}))


class Made(Value):
    """A result that tells who made it."""

    by: str
    files: tuple[Artifact, ...] = ()


def episode(asked: dict[str, Any]) -> None:
    """Make the episode that was asked for."""
    os.environ["REELHOUSE_CRASH_AT"] = str(asked.get("crash_at", ""))
    _Episode(asked).run()


class _Episode:
    def __init__(self, asked: dict[str, Any]) -> None:
        self._home = Path(asked["home"])
        self._name = asked.get("name", "someone")
        self._gates: dict[str, str] = asked.get("gates", {})
        self._race = asked.get("race", 0)
        self._paid = asked.get("paid", False)

    def run(self) -> None:
        with open_store(load_settings({"REELHOUSE_HOME": str(self._home)})) as store:
            self._gate("opened")
            with Steps(store, payer=Payer("e", "stories")) as steps:
                results = [self._call(steps)] if self._paid else None
                results = results or (self._raced(steps) if self._race else self._chain(steps))
        self._log("results", ",".join(results))

    def _raced(self, steps: Steps) -> list[str]:
        def work(number: int, _: Scratch) -> Made:
            self._log("making", str(number))
            return Made(by=self._name)

        return [
            steps.make(Step("race", 1, {"number": number}, Made), partial(work, number)).by
            for number in range(self._race)
        ]

    def _call(self, steps: Steps) -> str:
        def work(scratch: Scratch) -> Made:
            self._log("billed", "parrot")
            self._gate("call")
            scratch.count("parrot", Unit.CHARACTER, 40)
            scratch.count("parrot", Unit.MILLISECOND, 900)
            return Made(by=self._name)

        return steps.make(Step("call", 1, {}, Made, "", Call(lane=LANE, quantity=50)), work).by

    def _chain(self, steps: Steps) -> list[str]:
        before: tuple[Artifact, ...] = ()
        results: list[str] = []
        for count, name in enumerate(STEPS):
            work = partial(self._work, name, count, before)
            made = steps.make(Step(name, 1, {"before": before}, Made), work)
            results.append(made.by)
            before = made.files
        return results

    def _work(self, name: str, count: int, before: tuple[Artifact, ...], scratch: Scratch) -> Made:
        self._log("making", name)
        inherited = b"".join(scratch.file(artifact).read_bytes() for artifact in before)
        self._gate(name)
        return Made(by=self._name, files=tuple(self._keep(scratch, number, inherited) for number in range(count)))

    def _keep(self, scratch: Scratch, number: int, inherited: bytes) -> Artifact:
        path = scratch.path(f"{number}.bin")
        path.write_bytes(inherited + bytes([number]) * 50_000)
        return scratch.keep(path, Kind.CHUNK)

    def _gate(self, name: str) -> None:
        """Tell that we are here, and wait until we may go on."""
        if name in self._gates:
            gate = Path(self._gates[name])
            gate.write_text("here", encoding="utf-8")
            gate.read_text(encoding="utf-8")

    def _log(self, what: str, which: str) -> None:
        with (self._home / "log").open("a", encoding="utf-8") as log:
            log.write(f"{self._name} {what} {which}\n")


if __name__ == "__main__":
    serve(episode)
