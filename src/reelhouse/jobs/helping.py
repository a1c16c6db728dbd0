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
from reelhouse.storage.offers import Offer

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
        except Exception:  # noqa: BLE001 - whatever it is, it is met again by the run, where a person sees it
            self._declined.add(offer.run)
            return True

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
