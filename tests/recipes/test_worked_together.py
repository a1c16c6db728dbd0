"""A real episode by two real workers: the bytes of `make`, each chunk once, and some by either of them."""

import contextlib
import json
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from conftest import Run
from runs import LETTERS, copy_home, finished_steps, started

CHOOSE = ("--set", "part=20", "--set", "renditions=draft")


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="the second worker would have no core of its own")
def test_two_workers_make_what_make_makes(tmp_path: Path, warm_home: Path, reelhouse: Run) -> None:
    story = tmp_path / "letters.txt"
    story.write_text(LETTERS, encoding="utf-8")
    made = reelhouse("make", "stories", story, "--out", tmp_path / "made", *CHOOSE)
    assert made.returncode in {0, 4}, made.stderr
    home = copy_home(warm_home, tmp_path / "home", workers=1)
    before = finished_steps(home)

    asked = reelhouse("episodes", "start", "stories", story, "--out", tmp_path / "worked", *CHOOSE, "--json", home=home)
    name = json.loads(asked.stdout)["episode"]
    reelhouse("episodes", "restart", name, "--from", "render chunk", home=home)
    with started("worker", home=home) as one, started("worker", home=home) as two:
        followed = reelhouse("episodes", "follow", name, "--json", home=home)
        for worker in (one, two):
            worker.send(signal.SIGTERM)
            code, _, err = worker.finish()
            assert (code, err.startswith("Working")) == (0, True)

    assert followed.returncode == made.returncode, followed.stderr
    assert json.loads(followed.stdout.splitlines()[-1])["percent"] == 100
    files = [{path.name: path.read_bytes() for path in (tmp_path / out).rglob("*.mp4")} for out in ("made", "worked")]
    assert len(files[0]) == 2
    assert files[0] == files[1]
    new = finished_steps(home).keys() - before.keys()
    makers = _makers(home, new)
    assert makers.pop("render chunk") >= 2, "a helper helps with each part by itself"
    assert set(makers.values()) == {1}
    assert list((home / "scratch").iterdir()) == []


def _makers(home: Path, keys: set[str]) -> dict[str, int]:
    """By how many runs steps of each name were made."""
    with contextlib.closing(sqlite3.connect(home / "reelhouse.db")) as database:
        rows = database.execute("select key, name, holder, fence from step").fetchall()
    assert {fence for key, _, _, fence in rows if key in keys} == {1}
    made = {(name, holder) for key, name, holder, _ in rows if key in keys}
    return {name: sum(one == name for one, _ in made) for name, _ in made}
