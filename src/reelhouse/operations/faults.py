"""What becomes of an episode that one makes oneself and that cannot be made: the house remembers why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from uuid import uuid4

from reelhouse.errors import BudgetExceeded, ReelhouseError
from reelhouse.storage import Store
from reelhouse.storage.legs import Failure
from reelhouse.storage.register import FAILED, HELD, MAKING


@contextmanager
def noted(store: Store, episode: str) -> Iterator[None]:
    """Note why an episode could not be made, as workers do; when it is made, that it could not is forgotten."""
    try:
        yield
    except ReelhouseError as error:
        with suppress(ReelhouseError):  # what went wrong first matters more
            _note(store, episode, error)
        raise
    with suppress(ReelhouseError):  # it is made, whatever becomes of this
        store.legs.absolve(episode)


def _note(store: Store, episode: str, error: ReelhouseError) -> None:
    entry = store.register.find(episode)
    unpaid = isinstance(error, BudgetExceeded)
    if entry is not None and entry.status == (HELD if unpaid else MAKING):  # else it waits for a person, or it is made
        where, remedy = error.where, error.remedy
        leg = f"make-{uuid4().hex}"
        failure = Failure(episode, leg, error.step, type(error).__name__, error.message, where, remedy)
        store.legs.fail(failure, status=HELD if unpaid else FAILED)
