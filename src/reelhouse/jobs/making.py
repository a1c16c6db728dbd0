"""The legs that this process makes: what each is told by people, and what it tells them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from reelhouse.errors import BudgetExceeded, Cancelled, DatabaseAway, Postponed, ReelhouseError, Waiting
from reelhouse.jobs.progress import Reckoning
from reelhouse.jobs.runner import LetGo
from reelhouse.media.stop import ending, stoppable
from reelhouse.production.watch import Watcher
from reelhouse.storage import Store
from reelhouse.storage.legs import Failure, Leg, Progress, Turn
from reelhouse.storage.register import FAILED, HALTED, HELD

#: Makes an episode from the top and says where it stands then: what is made already is met, not made.
Body = Callable[[Store, str, Watcher], str]
#: What a leg is called that had nothing to do: another one is being made, or a person stopped the episode.
ELSEWHERE, HALTED_BEFORE = "left to another leg", "stopped by a person"
#: What a leg is called that met a service which may not be asked for some time: another one follows.
POSTPONED = "postponed"
#: What a leg is called for which a budget has too little left: a person may have it tried again.
UNPAID = "stopped by a budget"
#: Outcomes of legs that did not come to their end.
_SHORT = {FAILED, HALTED_BEFORE, POSTPONED, UNPAID, "waiting"}
#: Asks for another leg of the episode of this one after so many seconds, unless another worker has this one by now.
Later = Callable[[Leg, int], None]
#: What nobody expected is a mistake of ours.
OURS = "This is a mistake of ours; `reelhouse episodes retry` tries again"


@dataclass(frozen=True)
class Made:
    """A leg that is being made: the flag that stops it, whether a person set that, and how far it is."""

    leg: Leg
    flag: threading.Event = field(default_factory=threading.Event)
    halted: threading.Event = field(default_factory=threading.Event)
    reckoning: Reckoning = field(default_factory=Reckoning)


class Making:
    """What this worker makes. `end` lets legs finish the steps they are at; `stop_all` does not even that."""

    def __init__(self, store: Store, worker: str, body: Body, later: Later) -> None:
        self._store = store
        self._worker = worker
        self._body = body
        self._later = later
        self._guard = threading.Lock()
        self._legs: dict[str, Made] = {}
        self._held: list[tuple[str, str]] = []
        self._stopping = threading.Event()
        self.end = threading.Event()

    def run(self, episode: str, reason: str) -> str:
        """Make a leg and say what became of it; the engine calls this.

        Raises:
            LetGo: The worker ends, or the database cannot be written now: the leg has not ended.
        """
        leg = Leg(episode, reason, self._worker)
        with self._holding(leg):
            return self._run(leg)

    def _run(self, leg: Leg) -> str:
        try:
            while not self.end.is_set():
                turn = self._store.legs.take(leg)
                if turn is not Turn.OURS:
                    return ELSEWHERE if turn is Turn.LEFT_WORD else HALTED_BEFORE
                outcome, again = self._once(leg)
                if not again:
                    return outcome
        except ReelhouseError as error:  # it could not even be written down
            raise LetGo from error
        raise LetGo

    def episodes(self) -> dict[str, Made]:
        """What is being made, by episode."""
        with self._guard:
            return dict(self._legs)

    def held(self) -> frozenset[tuple[str, str]]:
        """Episode and reason of every leg that a thread of ours is at: also while it waits for its turn to begin."""
        with self._guard:
            return frozenset(self._held)

    def is_busy(self) -> bool:
        """Whether it has a leg, or is to end."""
        with self._guard:
            return self.end.is_set() or bool(self._held)

    def heed(self) -> None:
        """Stop the legs whose episodes people stopped."""
        legs = self.episodes()
        standings = self._store.legs.standings(legs) if legs else {}
        for episode, made in legs.items():
            if standings.get(episode) in HALTED:
                made.halted.set()
                made.flag.set()

    def report(self) -> None:
        """Write down how far all legs are."""
        self._store.legs.note({made.leg: made.reckoning.now() for made in self.episodes().values()})

    def stop_all(self) -> None:
        """Stop every leg inside its steps."""
        self._stopping.set()
        self.end.set()
        for made in self.episodes().values():
            made.flag.set()

    def _once(self, leg: Leg) -> tuple[str, bool]:
        """What became of it, and whether it is wanted from the top once more."""
        with self._entered(leg) as made:
            outcome = self._outcome(made)
            self._last_word(made, outcome)
        return outcome, self._store.legs.leave(leg)

    @contextmanager
    def _holding(self, leg: Leg) -> Iterator[None]:
        key = leg.episode, leg.leg
        with self._guard:
            self._held.append(key)
        try:
            yield
        finally:
            with self._guard:
                self._held.remove(key)

    @contextmanager
    def _entered(self, leg: Leg) -> Iterator[Made]:
        made = Made(leg)
        with self._guard:
            self._legs[leg.episode] = made
        if self._stopping.is_set():
            made.flag.set()
        try:
            yield made
        finally:
            with self._guard:
                if self._legs.get(leg.episode) is made:
                    del self._legs[leg.episode]

    def _outcome(self, made: Made) -> str:
        episode = made.leg.episode
        try:
            with stoppable(made.flag), ending(self.end):
                status = self._body(self._store, episode, made.reckoning)
        except Waiting:
            return "waiting"
        except Postponed as error:
            self._later(made.leg, error.after)
            return POSTPONED
        except BudgetExceeded as error:
            self._store.legs.fail(_failure(made, error), self._worker, status=HELD)
            return UNPAID
        except DatabaseAway as error:
            raise LetGo from error
        except Cancelled:
            if made.halted.is_set():
                return HALTED_BEFORE
            raise LetGo from None
        except Exception as error:  # noqa: BLE001 - whatever it is, a person has to see it
            self._store.legs.fail(_failure(made, error), self._worker)
            return FAILED
        self._store.legs.absolve(episode, made.leg)
        return status

    def _last_word(self, made: Made, outcome: str) -> None:
        """How far it came in the end: whoever follows sees that too."""
        now = made.reckoning.now()
        ended = Progress(100, "", 0.0) if outcome not in _SHORT else now
        with suppress(ReelhouseError):  # the episode is made, whatever becomes of this
            self._store.legs.note({made.leg: ended})


def _failure(made: Made, error: Exception) -> Failure:
    leg = made.leg
    kind, step = type(error).__name__, made.reckoning.step
    if not isinstance(error, ReelhouseError):
        return Failure(leg.episode, leg.leg, step, kind, f"unexpected: {kind}: {error}", "", OURS)
    return Failure(leg.episode, leg.leg, error.step or step, kind, error.message, error.where, error.remedy)
