"""How a worker goes."""

from __future__ import annotations

from dataclasses import dataclass

from reelhouse.storage.pulse import BEAT, LEASE


@dataclass(frozen=True)
class Pace:
    """How many legs at once, and how fast the clockwork beside them goes: seconds, all of them.

    `beat` lies between two signs of life, and `lease` is how long one may give none. `look` lies between two looks at
    what people want of the legs being made, `poll` between two at the queue. A leg that is taken and not made is
    `stranded` after so long. `patience` is how long steps may still take when the worker ends, and `grace` how long the
    end itself may, before it goes on without the database.

    `recoveries` is how often a leg is begun again after its worker died, before it counts as what kills workers.
    """

    jobs: int = 1
    beat: float = BEAT
    lease: float = LEASE
    look: float = 0.5
    poll: float = 0.25
    stranded: float = 10.0
    patience: float = 20.0
    grace: float = 40.0
    recoveries: int = 5

    @property
    def takeover(self) -> float:
        """How long after its last sign of life a worker's legs are another's at the latest: silence, sweep, queue."""
        return self.lease + self.beat + self.poll


USUAL = Pace()
