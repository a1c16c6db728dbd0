"""A store in a temporary home, with a clock that can be put forward, on each kind of database."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pydantic import SecretStr

from reelhouse.config import Settings
from reelhouse.storage import Store, open_store
from servers import Server


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
    server: Server = request.getfixturevalue("server")
    return Settings(home=home, database=SecretStr(server.new_database()))


@pytest.fixture
def store(settings: Settings, clock: Clock) -> Iterator[Store]:
    with open_store(settings, clock=clock) as opened:
        yield opened
