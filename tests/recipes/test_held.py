"""A video that really fails its report: made from footage that flashes, held aside, and let go of once it is good."""

import json
from pathlib import Path

from clips import TAGGED, source
from conftest import Run
from runs import SHORT

#: Five seconds that are black and white in turn, six times a second: enough to harm people.
STROBE = f"color=white:s=270x480:r=30:d=5,drawbox=t=fill:color=black:enable='lt(mod(n,5),2.5)',format=yuv420p,{TAGGED}"


def test_a_video_that_fails_is_held_aside_and_a_good_one_takes_its_place(reelhouse: Run, tmp_path: Path) -> None:
    story, out, footage = tmp_path / "story.md", tmp_path / "out", tmp_path / "footage"
    story.write_text(SHORT)
    footage.mkdir()
    source(STROBE, "-c:v", "libx264", "-preset", "ultrafast", "-crf", "10")(footage / "key.mp4")
    asked = ("make", "stories", story, "--set", "renditions=draft", "--set", f"footage={footage}", "--out", out)

    done = reelhouse(*asked, "--json", "--kit")

    assert done.returncode == 4, done.stderr
    printed = json.loads(done.stdout)
    assert printed["status"] == "held"
    (video,) = printed["deliverables"]
    assert [one["check"] for one in video["quality"]["findings"] if one["level"] == "fail"] == ["flashing"]
    assert not video["quality"]["passed"]
    assert Path(video["path"]) == out / "held" / "the-key-still-fit-draft.mp4"
    files = {"the-key-still-fit-draft" + end for end in (".mp4", ".jpg", ".srt", ".vtt", ".contact.jpg")}
    assert {path.name for path in (out / "held").iterdir()} == files
    assert [path.name for path in out.iterdir()] == ["held"]

    said = reelhouse(*asked)
    assert said.returncode == 4
    assert "held back" in said.stdout
    assert "flash" in said.stdout

    another = out / "held" / "another.mp4"
    another.write_text("stays")
    good = reelhouse(*asked[:5], "--out", out)
    assert good.returncode == 0, good.stderr
    assert files <= {path.name for path in out.iterdir()}
    assert [path.name for path in (out / "held").iterdir()] == ["another.mp4"]

    another.unlink()
    assert reelhouse(*asked[:5], "--out", out).returncode == 0
    assert not (out / "held").exists()
