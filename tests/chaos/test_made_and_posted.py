"""An episode whose `make` dies while it is posted is not over: it says so, and the next run posts it once."""

import signal
from pathlib import Path
from typing import Any

import pytest

from posting import NAME
from reelhouse.config import Settings
from reelhouse.operations.episodes import show_episode
from trial import Site

BORDERS = [
    ("uploads", "before begin"),
    ("uploads", "before finish"),
    ("uploads", "after finish"),
    ("board", "after send"),
]


@pytest.mark.parametrize(("kind", "point"), BORDERS)
def test_killed_while_it_is_posted_it_is_interrupted(
    kind: str, point: str, home: Path, settings: Settings, makes: Any
) -> None:
    assert makes.run(home, kind=kind, die=point) == -signal.SIGKILL
    assert show_episode(settings, NAME).listed.status == "interrupted"
    assert show_episode(settings, NAME).videos[0]["title"] == "A key"
    assert makes.run(home, kind=kind) == 0
    assert show_episode(settings, NAME).listed.status == "done"
    assert (home / "log").read_text() == "0\n"
    assert Site(home / "site").posted() == ["A key"]
