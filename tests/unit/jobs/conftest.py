"""A store with a queue, on each kind of database."""

from collections.abc import Callable, Iterator

import pytest

from reelhouse.config import Settings
from reelhouse.jobs.installed import open_queue
from reelhouse.jobs.queue import Queue
from reelhouse.storage import Store, open_store
from reelhouse.storage.register import QUEUED, Asked

Ask = Callable[[str], None]


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


@pytest.fixture
def queue(store: Store) -> Queue:
    return open_queue(store)


@pytest.fixture
def ask(store: Store) -> Ask:
    """Puts an episode into the register."""

    def put(episode: str) -> None:
        asked = Asked(episode, "stories", episode, "-", "", {}, "out", kit=False, text=None)
        with store.database.writing() as connection:
            store.register.ask_in(connection, asked, QUEUED)

    return put
