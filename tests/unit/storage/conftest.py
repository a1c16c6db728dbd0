"""A store in a temporary home, with a clock that can be put forward, on each kind of database."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from postgres import PostgresServer
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
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(home: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings of an installation with a database of its own, on a file or on a server."""
    if request.param == "sqlite":
        return Settings(home=home)
    postgres: PostgresServer = request.getfixturevalue("postgres")
    return Settings(home=home, database=SecretStr(postgres.new_database()))


@pytest.fixture
def bucket() -> Bucket | None:
    """Where the store shares its artifacts; modules that hold for both kinds of store replace this."""
    return None


@pytest.fixture
def store(settings: Settings, clock: Clock, bucket: Bucket | None) -> Iterator[Store]:
    with open_store(settings.model_copy(update={"artifacts": bucket}), clock=clock) as opened:
        yield opened
