"""A story made and posted to a platform that another package brings: once, however often it is made."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from runs import SHORT
from trial import Site

ARGUMENTS = ("--set", "renditions=draft", "--set", "voice=espeak:en-us", "--to", "trial:main")
#: What makes a folder an installed package with a destination.
BROUGHT = "[reelhouse.destinations]\ntrial = brought\n"


@pytest.fixture
def brought(tmp_path: Path) -> dict[str, str]:
    """The environment in which a destination `trial` is installed that posts into a folder."""
    package = tmp_path / "package"
    (package / "brought-1.dist-info").mkdir(parents=True)
    (package / "brought-1.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: brought\nVersion: 1\n")
    (package / "brought-1.dist-info" / "entry_points.txt").write_text(BROUGHT)
    (package / "brought.py").write_text(
        f"from pathlib import Path\nfrom trial import Uploads\nPROVIDER = Uploads(Path({str(tmp_path / 'site')!r}))\n"
    )
    folders = [str(package), str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(folders)}


def test_made_again_and_changed_it_is_posted_once(reelhouse: Run, brought: dict[str, str], tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(SHORT)

    def make(*more: str) -> dict[str, Any]:
        done = reelhouse("make", "stories", story, "--out", tmp_path / "out", *ARGUMENTS, *more, "--json", env=brought)
        assert done.returncode == 0, done.stderr
        (sent,) = json.loads(done.stdout)["publications"]
        found: dict[str, Any] = sent
        return found

    first = make()
    assert (first["stage"], first["part"], first["title"]) == ("sent", 1, "The key still fit")
    assert first["place"].startswith("trial:main")
    again = make()
    assert (again["place"], again["differs"]) == (first["place"], False)
    other = make("--refresh", "--set", "question=Would you?")  # other options: another episode
    assert other["place"] != first["place"]
    listed = reelhouse("releases", "list", first["episode"], env=brought)
    assert "The key still fit at trial:main  sent" in listed.stdout
    assert len(Site(tmp_path / "site").posted()) == 2


def test_a_destination_that_does_not_exist_is_refused_before_anything_is_made(reelhouse: Run, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(SHORT)
    for name in ("trail", "kit"):
        done = reelhouse("make", "stories", story, "--out", tmp_path / "out", "--to", name)
        assert done.returncode == 2
        assert f"--to {name}" in done.stderr
    assert not (tmp_path / "out").exists()
