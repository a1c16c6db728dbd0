"""An episode of a show by a real worker, from its file to the post and the bill: with a voice that costs money."""

import json
import os
import signal
from pathlib import Path

import pytest

from conftest import Run
from parrot import PARROT
from runs import SHORT, copy_home, started
from trial import Site

SHOW = f"""recipe: stories
title: Nightly
brief:
  source: stories
  voice: {PARROT}
  renditions: [draft]
destinations: ["trial:main"]
budget: {{month: 1}}
out: out
"""
#: In words of its own, so that its pictures are made here and not found.
STORY = SHORT.replace("the old key", "the brass key")
#: A package with a voice and a destination.
BROUGHT = "[reelhouse.voices]\nparrot = brought_voice\n[reelhouse.destinations]\ntrial = brought\n"


@pytest.fixture
def brought(tmp_path: Path) -> dict[str, str]:
    """The environment in which that package is installed; it works in the folder of the test."""
    package = tmp_path / "package"
    facts = package / "brought-1.dist-info"
    facts.mkdir(parents=True)
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: brought\nVersion: 1\n")
    (facts / "entry_points.txt").write_text(BROUGHT)
    begin = "from pathlib import Path\nfrom {0} import {1}\nPROVIDER = {1}(Path({2!r}))\n"
    (package / "brought.py").write_text(begin.format("trial", "Uploads", str(tmp_path / "site")))
    (package / "brought_voice.py").write_text(begin.format("parrot", "Parrot", str(tmp_path)))
    folders = [str(package), str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(folders)}


def test_a_show_is_made_posted_and_paid_for_once(
    tmp_path: Path, warm_home: Path, reelhouse: Run, brought: dict[str, str]
) -> None:
    (tmp_path / "story.md").write_text(SHORT, encoding="utf-8")
    warming = reelhouse(
        "make", "stories", tmp_path / "story.md", "--out", tmp_path / "out", "--set", "renditions=draft"
    )
    assert warming.returncode in {0, 4}, warming.stderr
    home = copy_home(warm_home, tmp_path / "home")
    shows = home / "shows"
    (shows / "stories").mkdir(parents=True)
    (shows / "stories" / "story.md").write_text(STORY, encoding="utf-8")
    (shows / "nightly.yaml").write_text(SHOW, encoding="utf-8")

    asked = reelhouse("shows", "start", "nightly", "--json", home=home, env=brought)
    assert asked.returncode == 0, asked.stderr
    name = json.loads(asked.stdout)["episode"]
    with started("worker", home=home, env=brought) as worker:
        worker.wait_for("Working")
        followed = reelhouse("episodes", "follow", name, "--json", home=home, env=brought)
        worker.send(signal.SIGTERM)
        assert worker.finish()[0] == 0
    assert json.loads(followed.stdout.splitlines()[-1])["status"] == "done", followed.stdout

    assert len(list((shows / "out").glob("*.mp4"))) == 1
    assert Site(tmp_path / "site").posted() == ["The key still fit"]
    billed = sum(map(int, (tmp_path / "invoice").read_text().split())) * 15
    costs = json.loads(reelhouse("costs", "--by", "show", "--json", home=home, env=brought).stdout)
    row = next(one for one in costs["rows"] if one["name"] == "nightly")
    assert row["cost_usd"] * 1_000_000 == pytest.approx(billed)
    assert {one["service"] for one in row["counted"]} >= {"parrot", "encoder"}
    shown = json.loads(reelhouse("shows", "show", "nightly", "--json", home=home, env=brought).stdout)
    assert (shown["made"], shown["left"]) == (1, 0)
    again = reelhouse("shows", "start", "nightly", home=home, env=brought)
    assert (again.returncode, "it has made all of its sources" in again.stderr) == (2, True)
