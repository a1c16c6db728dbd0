"""A store on each kind of database, with a clock that can be put forward."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from reelhouse.config import Bucket, Settings
from reelhouse.storage import Store, open_store


@dataclass
class Clock:
    """The real time, and what was added to it."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead

    def forward(self, *, days: float = 0, hours: float = 0) -> None:
        self.ahead += days * 86_400 + hours * 3600


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def forward(clock: Clock) -> Callable[..., None]:
    """Puts the store's clock forward by `days` and `hours`."""
    return clock.forward


@pytest.fixture
def bucket() -> Bucket | None:
    """Where the store shares its artifacts; modules that hold for both kinds of store replace this."""
    return None


@pytest.fixture
def store(settings: Settings, clock: Clock, bucket: Bucket | None) -> Iterator[Store]:
    with open_store(settings.model_copy(update={"artifacts": bucket}), clock=clock) as opened:
        yield opened
