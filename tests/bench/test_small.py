"""What the studies of the engine do again and again: a little of each."""

import os
import time
from pathlib import Path

import pytest
from bench.costs import tree_cpu
from bench.crowd import lay
from bench.scripts import ask, make_all
from bench.small import listed, steps

from reelhouse.cli.telling import tell_list
from reelhouse.config import Settings
from reelhouse.operations.episodes import list_episodes
from reelhouse.storage import open_store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home")


def test_steps_are_made_and_then_met(settings: Settings) -> None:
    took = steps(settings, 2)
    assert set(took) == {
        f"{cpu}{kind}_{what}" for cpu in ("", "cpu_") for kind in ("word", "file") for what in ("made", "met")
    }
    assert took["word_made"] > took["word_met"] > 0


def test_small_episodes_are_made_and_render_nothing(settings: Settings) -> None:
    names = {ask(settings, number) for number in range(2)}
    assert make_all(settings, 2) > 0
    found, count = list_episodes(settings)
    assert ({one.episode for one in found}, {one.status for one in found}, count) == (names, {"done"}, 2)
    with open_store(settings) as store:
        assert set(store.steps.pace()) == {"read story", "write script"}


def test_a_crowd_is_listed_by_the_page(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(settings, 60)["listed"] > 0
    first, count = list_episodes(settings, 50)
    rest, _ = list_episodes(settings, 50, skip=50)
    assert (len(first), len(rest), count) == (50, 10, 60)
    assert [*first, *rest] == list(list_episodes(settings)[0])
    tell_list(first, 0, count)
    assert "and 10 more: --skip 50 goes on, --limit 0 lists all" in capsys.readouterr().out
    tell_list(rest, 50, count)
    assert "more:" not in capsys.readouterr().out
    tell_list((), 60, count)
    assert capsys.readouterr().out.strip() == "There are 60 episodes."


def test_episodes_wait_for_an_approval(settings: Settings) -> None:
    with open_store(settings) as store:
        lay(store, 3)
        assert len(store.approvals.waiting()) == 3
    assert {one.status for one in list_episodes(settings)[0]} == {"waiting"}


def test_the_cpu_of_a_process_grows() -> None:
    before, until = tree_cpu(os.getpid()), time.process_time() + 0.2
    while time.process_time() < until:
        pass
    assert tree_cpu(os.getpid()) - before > 0.1
