"""What a worker does that has no leg to make: it lends a hand to the legs of others.

Nothing depends on it. It is stopped at once when a leg comes, when the worker is to end, or when the other run is over;
what it was at is thrown away then, and made by the run itself.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from reelhouse.errors import Cancelled, ReelhouseError
from reelhouse.jobs.pace import Pace
from reelhouse.media.stop import stoppable
from reelhouse.storage import Store
from reelhouse.storage.diary import HELP_FAILED
from reelhouse.storage.offers import Offer
from reelhouse.storage.process import this_process

#: Makes steps of an offer until there are none left; False when the offer is not for this worker.
Lend = Callable[[Store, Offer], bool]


@dataclass(frozen=True)
class Helping:
    """Helps on behalf of one worker; `busy` says whether it has something of its own to do, or is to end."""

    store: Store
    lend: Lend
    busy: Callable[[], bool]
    pace: Pace
    _declined: set[str] = field(default_factory=set)

    def keep(self, ended: threading.Event) -> None:
        """Look for somebody to help, again and again, until the end."""
        while not ended.wait(self.pace.look):
            with suppress(ReelhouseError):  # the database is away
                self.once()

    def once(self) -> None:
        """Help somebody, if anybody wants it and nothing else is to be done."""
        for offer in [] if self.busy() else self.store.offers.open():
            if offer.run not in self._declined and self._help(offer):
                return

    def _help(self, offer: Offer) -> bool:
        """Whether it was for us; what fails here once is not tried again, since the run can make it all itself."""
        try:
            with self._watched(offer):
                return self.lend(self.store, offer)
        except Cancelled:
            return True
        except Exception as error:  # noqa: BLE001 - whatever it is, the run makes everything without us
            self._declined.add(offer.run)
            self._tell(offer, error)
            return True

    def _tell(self, offer: Offer, error: Exception) -> None:
        """Have those who follow the episode know: the run makes what we could not, and never meets what we met."""
        told = error.message if isinstance(error, ReelhouseError) else f"{type(error).__name__}: {error}".rstrip(": ")
        with suppress(ReelhouseError):
            self.store.diary.note(offer.terms.episode, HELP_FAILED, f"worker {this_process().told}", told)

    @contextmanager
    def _watched(self, offer: Offer) -> Iterator[None]:
        """Have what is done in the block stopped when it is not to be done any more."""
        over = threading.Event()
        with stoppable(threading.Event()) as flag:
            watching = threading.Thread(target=self._watch, args=(offer, flag, over), name="whether to help on")
            watching.start()
            try:
                yield
            finally:
                over.set()
                watching.join()

    def _watch(self, offer: Offer, flag: threading.Event, over: threading.Event) -> None:
        while not over.wait(self.pace.look):
            with suppress(ReelhouseError):
                if self.busy() or not self.store.offers.is_open(offer.run):
                    flag.set()
                    return
