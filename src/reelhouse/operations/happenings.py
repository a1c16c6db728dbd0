"""Writing down what happens while an episode is made, for those who follow it; the work does not depend on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from reelhouse.errors import Cancelled, Postponed, ReelhouseError
from reelhouse.operations.episode import Status, status_of
from reelhouse.storage import Store
from reelhouse.storage.diary import BEGUN, ENDED, HELP_FAILED, TAKEN_OVER, TRIED_AGAIN, WAITED
from reelhouse.storage.process import this_process

#: Seconds; a shorter wait for a service is not worth a line.
NOTABLE = 5.0


@dataclass(frozen=True)
class Scribe:
    """Writes down what happens in one run of an episode."""

    store: Store
    episode: str
    who: str

    def tried(self, step: str, error: ReelhouseError) -> None:
        """A step failed, and is tried again."""
        self.write(TRIED_AGAIN, f"{step}: {error.message}")

    def waited(self, step: str, seconds: float) -> None:
        """A step waited for its service."""
        if seconds >= NOTABLE:
            self.write(WAITED, f"{step}: {seconds:.0f} s for its service")

    def ended(self, status: str) -> None:
        """The run is over, and the episode stands like this."""
        self.write(ENDED, status)

    def write(self, what: str, note: str = "") -> None:
        """Write it down, if that can be."""
        with suppress(ReelhouseError):
            self.store.diary.note(self.episode, what, self.who, note)


@contextmanager
def written(store: Store, episode: str) -> Iterator[Scribe]:
    """Write down that a run begins, and how it ends if it fails; that it was made is said by itself."""
    scribe = Scribe(store, episode, f"{'worker' if store.runs.worker else 'make'} {this_process().told}")
    with suppress(ReelhouseError):
        before = [one for one in store.diary.of(episode) if one.what != HELP_FAILED]
        scribe.write(TAKEN_OVER if before and before[-1].what != ENDED else BEGUN)
    try:
        yield scribe
    except Cancelled:
        scribe.ended("stopped")
        raise
    except ReelhouseError as error:
        scribe.ended(_words(error))
        raise


def _words(error: ReelhouseError) -> str:
    if isinstance(error, Postponed):
        return f"postponed for {error.after} s: {error.message}"
    status = status_of(error)
    return f"{status}: {error.message}" if status is Status.FAILED else status
