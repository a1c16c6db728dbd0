"""A real episode by a real worker: the same bytes as `make`, and nothing is made twice."""

import json
import signal
from pathlib import Path

from conftest import Run
from runs import SHORT, copy_home, finished_steps, started


def test_a_worker_makes_what_make_makes(tmp_path: Path, warm_home: Path, reelhouse: Run) -> None:
    story = tmp_path / "story.md"
    story.write_text(SHORT, encoding="utf-8")
    choose = ["--set", "renditions=draft"]
    made = reelhouse("make", "stories", story, "--out", tmp_path / "made", *choose)
    assert made.returncode in {0, 4}, made.stderr
    home = copy_home(warm_home, tmp_path / "home")
    before = finished_steps(home)

    asked = reelhouse("episodes", "start", "stories", story, "--out", tmp_path / "worked", *choose, "--json", home=home)
    name = json.loads(asked.stdout)["episode"]
    reelhouse("episodes", "restart", name, "--from", "join", home=home)
    with started("worker", home=home) as worker:
        worker.wait_for("Working")
        followed = reelhouse("episodes", "follow", name, "--json", home=home)
        worker.send(signal.SIGTERM)
        code, out, err = worker.finish()

    assert followed.returncode == made.returncode, followed.stderr
    events = [json.loads(line) for line in followed.stdout.splitlines()]
    assert (events[-1]["percent"], events[-1]["left"]) == (100, None)
    assert (code, out, err) == (0, "", "")
    videos = [next((tmp_path / folder).rglob("*.mp4")) for folder in ("made", "worked")]
    assert videos[0].read_bytes() == videos[1].read_bytes()
    again = {row[0] for key, row in finished_steps(home).items() if before.get(key) != row}
    assert again == {"join", "draw contact sheet", "draw cover", "write subtitles", "check quality"}
    assert list((home / "scratch").iterdir()) == []
