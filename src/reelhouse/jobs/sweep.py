"""What a worker does for the others: it gives up the dead, and frees what they and broken threads left taken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from reelhouse.jobs.lease import Lease, clock
from reelhouse.jobs.pace import Pace
from reelhouse.jobs.queue import Queue, Taken
from reelhouse.storage import Store
from reelhouse.storage.legs import Failure


@dataclass(frozen=True)
class Sweeper:
    """Sweeps for one worker; `own` are episode and reason of the legs that its threads are at at this moment."""

    store: Store
    queue: Queue
    lease: Lease
    pace: Pace
    worker: str
    own: Callable[[], Collection[tuple[str, str]]]
    _absent: dict[str, float] = field(default_factory=dict)

    def sweep(self) -> None:
        """Once around."""
        self.store.workers.bury_ours()
        moment = self.store.workers.moment()
        if self.lease.may_bury(clock()):  # asked second: had the answer been long on its way, we would have been away
            self.store.workers.bury(self.pace.lease, moment)
        self.queue.wake(moment)
        taken = self.queue.taken()
        living = self.store.workers.living()  # asked second: whoever takes a leg has joined before
        for leg in taken:
            if leg.worker not in living:
                self.queue.free(leg)
        self._free_stranded([leg for leg in taken if leg.worker == self.worker])
        self._give_up(self.queue.poison())

    def _free_stranded(self, ours: list[Taken]) -> None:
        """A leg whose thread died on the way to its end would be ours for ever."""
        held, now = self.own(), clock()
        absent = {leg.id: self._absent.get(leg.id, now) for leg in ours if (leg.episode, leg.reason) not in held}
        self._absent.clear()
        self._absent.update(absent)
        for leg in ours:
            if now - absent.get(leg.id, now) > self.pace.stranded:
                self.queue.free(leg)

    def _give_up(self, poison: list[Taken]) -> None:
        """What kills its workers is written down for a person, and the engine forgets it."""
        for leg in poison:
            reached = self.store.legs.progress(leg.episode)
            step = reached.step if reached else ""
            kind, message, remedy = self._told(leg)
            self.store.legs.give_up(Failure(leg.episode, leg.reason, step, kind, message, "", remedy))
        self.queue.forget([leg.id for leg in poison])

    def _told(self, leg: Taken) -> tuple[str, str, str]:
        if leg.broke:
            return "LegBroken", f"unexpected: {leg.broke}", "`reelhouse episodes retry` tries again"
        times = f"{self.pace.recoveries + 1} times one after another"
        message = f"its workers died, or lost the database, while they made it, {times}"
        return "WorkersDied", message, "Look at its memory and its files; then `reelhouse episodes retry` tries again"
