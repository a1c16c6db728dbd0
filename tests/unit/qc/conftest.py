"""A good file, looked at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from films import film
from papers import planned
from reelhouse.media.packets import packet_digests
from reelhouse.qc.evidence import Evidence, Piece, gather


@pytest.fixture(scope="session")
def good_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return film(tmp_path_factory.mktemp("films") / "good.mp4")


@pytest.fixture(scope="session")
def good(good_file: Path) -> Evidence:
    """Everything about a file that has no fault."""
    counts = (70, 110)
    pieces = tuple(map(Piece, counts, packet_digests(good_file, counts)))
    return gather(good_file, replace(planned(), pieces=pieces))
