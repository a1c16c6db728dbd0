"""Processes that die, sleep or race while they publish: nothing is there twice, and what is unclear says so."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from reelhouse.config import Settings
from reelhouse.storage import open_store
from reelhouse.storage.publications import Stage
from trial import POINTS, Site

BORDERS = [(kind, point) for kind, points in POINTS.items() for point in points]


def stages(home: Path) -> list[str]:
    return (home / "log").read_text().split()


def on_record(settings: Settings) -> Stage:
    with open_store(settings) as store:
        (found,) = store.publications.every()
    return found.stage


@pytest.mark.parametrize(("kind", "point"), BORDERS)
def test_killed_anywhere_it_is_posted_once_or_a_person_is_asked(
    kind: str, point: str, home: Path, settings: Settings, posts: Any
) -> None:
    died = posts.run(home, kind=kind, die=point)
    assert died == (0 if point == "before locate" else -signal.SIGKILL)
    assert posts.run(home, kind=kind) == 0
    posted = Site(home / "site").posted()
    if point == "before send":  # it had the right to send, and nobody can know that it did not
        assert posted == []
        assert stages(home)[-1] == on_record(settings) == "unclear"
    else:
        assert posted == ["A key"]
        assert stages(home)[-1] == on_record(settings) == "sent"
    assert posts.run(home, kind=kind) == 0
    assert Site(home / "site").posted() == posted


@pytest.mark.parametrize(("kind", "point"), [("uploads", "before finish"), ("board", "before send")])
def test_a_sleeper_that_wakes_after_it_was_given_up_posts_nothing_twice(
    kind: str, point: str, home: Path, settings: Settings, posts: Any
) -> None:
    """It holds the one right to send: until it has used it, others can only look."""
    gate = posts.gate("gate")
    sleeper = posts.start(home, kind=kind, wait=point, gate=str(gate))
    gate.read_text(encoding="utf-8")
    os.kill(sleeper, signal.SIGSTOP)
    assert posts.run(home, kind=kind, looks=12, lease=0.5) == 0
    meanwhile = Site(home / "site").posted()
    assert meanwhile == (["A key"] if kind == "uploads" else [])
    if kind == "board":
        shared = settings.database is not None  # on our own machine one sees that it is only asleep
        assert stages(home) == ["unclear" if shared else "sending"]
    os.kill(sleeper, signal.SIGCONT)
    gate.write_text("go", encoding="utf-8")
    assert posts.wait(sleeper) == 0
    assert Site(home / "site").posted() == ["A key"]
    assert on_record(settings) == "sent"


@pytest.mark.parametrize("kind", ["uploads", "board"])
def test_many_at_once_post_it_once(kind: str, home: Path, settings: Settings, posts: Any) -> None:
    started = [posts.start(home, kind=kind, looks=20) for _ in range(6)]
    assert [posts.wait(one) for one in started] == [0] * 6
    assert Site(home / "site").posted() == ["A key"]
    assert on_record(settings) == "sent"
