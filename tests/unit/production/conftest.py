"""A store in a temporary home."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.storage import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Settings(home=tmp_path / "home")) as opened:
        yield opened
