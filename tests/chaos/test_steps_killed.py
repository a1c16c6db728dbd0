"""Processes that die, or sleep, in the middle of their work: the next one finishes it, and nothing is half there."""

import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reelhouse.config import Settings
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables

#: What an undisturbed episode passes: (step, border). A step keeps as many artifacts as steps are before it.
BORDERS = [
    (name, border)
    for kept, name in enumerate(("write", "speak", "render"))
    for border in ("before claim", "after claim", *(["after keep"] * kept), "after make", "after finish")
]
#: Artifacts and bytes of a whole episode: one of 50 kB, and two that begin with it.
WHOLE = (3, 250_000)


def makings(home: Path) -> Counter[str]:
    lines = [line.split() for line in (home / "log").read_text(encoding="utf-8").splitlines()]
    return Counter(which for _, what, which in lines if what == "making")


def results(home: Path) -> list[str]:
    lines = [line.split() for line in (home / "log").read_text(encoding="utf-8").splitlines()]
    return [f"{who}: {which}" for who, what, which in lines if what == "results"]


def check_whole(home: Path, settings: Settings) -> None:
    """Every step is made, every artifact is right, and there is no other file and no other run."""
    with open_store(settings) as store:
        artifacts = recorded(store)
        assert len(artifacts) == WHOLE[0]
        assert sum(row.size for row in artifacts) == WHOLE[1]
        assert len(list(store.artifacts.files())) == WHOLE[0]
        pruned = store.cache.prune(dry_run=True)
        assert not pruned.artifacts
        assert not pruned.orphans
        with store.database.reading() as connection:
            assert [row.state for row in connection.execute(tables.step.select())] == ["made"] * 3
            assert connection.execute(tables.run.select()).all() == []
            if not store.database.shared:
                assert connection.exec_driver_sql("pragma integrity_check").scalar_one() == "ok"
    assert list((home / "scratch").iterdir()) == []


def recorded(store: Store) -> list[Any]:
    with store.database.reading() as connection:
        rows = list(connection.execute(tables.artifact.select()))
    for row in rows:
        place = store.home / "artifacts" / row.sha256[:2] / f"{row.sha256[2:]}{row.suffix}"
        assert place.stat().st_size == row.size
    return rows


def test_the_borders_are_as_many_as_we_think(episodes: Any, home: Path, settings: Settings) -> None:
    assert episodes.run(home, crash_at=len(BORDERS) + 1) == 0
    check_whole(home, settings)


@pytest.mark.parametrize(("number", "step", "border"), [(n, *place) for n, place in enumerate(BORDERS, 1)])
def test_killed_at_a_border_and_run_again(
    number: int, step: str, border: str, episodes: Any, home: Path, settings: Settings
) -> None:
    assert episodes.run(home, crash_at=number) == -signal.SIGKILL
    assert episodes.run(home) == 0
    check_whole(home, settings)

    twice = {step} if border in {"after keep", "after make"} else set()
    assert makings(home) == {name: 2 if name in twice else 1 for name in ("write", "speak", "render")}

    assert episodes.run(home) == 0
    assert makings(home).total() == 3 + len(twice)


def test_killed_inside_a_step_while_another_one_waits_for_it(episodes: Any, home: Path, settings: Settings) -> None:
    gate = episodes.gate("speaking")
    first = episodes.start(home, name="first", gates={"speak": str(gate)})
    gate.read_text(encoding="utf-8")
    second = episodes.start(home, name="second")

    os.kill(first, signal.SIGKILL)
    assert episodes.wait(second) == 0
    assert episodes.wait(first) == -signal.SIGKILL

    assert makings(home) == {"write": 1, "speak": 2, "render": 1}
    assert results(home) == ["second: first,second,second"]
    assert episodes.run(home) == 0
    check_whole(home, settings)


def test_a_sleeper_whose_claim_was_taken_over_takes_the_result_that_is_there(
    episodes: Any, home: Path, settings: Settings
) -> None:
    inside, opened = episodes.gate("inside"), episodes.gate("opened")
    sleeper = episodes.start(home, name="sleeper", gates={"speak": str(inside)})
    inside.read_text(encoding="utf-8")
    os.kill(sleeper, signal.SIGSTOP)
    other = episodes.start(home, name="other", gates={"opened": str(opened)})
    opened.read_text(encoding="utf-8")
    with open_store(settings) as store, store.database.writing() as connection:
        connection.execute(tables.run.update().values(born="declared dead", seen_at=0))
    opened.write_text("go on", encoding="utf-8")
    assert episodes.wait(other) == 0

    os.kill(sleeper, signal.SIGCONT)
    inside.write_text("go on", encoding="utf-8")
    assert episodes.wait(sleeper) == 0

    assert results(home) == ["other: sleeper,other,other", "sleeper: sleeper,other,other"]
    assert makings(home) == {"write": 1, "speak": 2, "render": 1}
    check_whole(home, settings)
