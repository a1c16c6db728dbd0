"""A good file, looked at once."""

from pathlib import Path

import pytest

from films import film
from papers import planned
from reelhouse.qc.evidence import Evidence, gather


@pytest.fixture(scope="session")
def good_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("films") / "good.mp4")


@pytest.fixture(scope="session")
def good(good_file: Path) -> Evidence:
    """Everything about a file that has no fault."""
    return gather(good_file, planned())
