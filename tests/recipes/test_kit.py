"""A story made with its kit: once, again, and after a person changed a text."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import av

from conftest import Run
from runs import SHORT

ARGUMENTS = ("--set", "renditions=draft", "--set", "voice=espeak:en-us", "--kit")


def test_a_story_comes_with_a_kit_that_is_the_same_each_time(reelhouse: Run, tmp_path: Path) -> None:
    story, out = tmp_path / "story.md", tmp_path / "out"
    story.write_text(SHORT)

    def make() -> dict[str, Any]:
        done = reelhouse("make", "stories", story, "--out", out, *ARGUMENTS, "--json")
        assert done.returncode == 0, done.stderr
        printed: dict[str, Any] = json.loads(done.stdout)
        return printed

    kit = make()["kit"]
    place, archive = Path(kit["folder"]), Path(kit["archive"])
    assert kit == {"folder": str(place), "archive": str(archive), "kept": [], "held": []}
    first = archive.read_bytes()
    words = (place / "description.txt").read_text()
    assert words.startswith("I tried the old key.\n\nWhat would you do?\n\n#storytime #key")
    assert "Voice: espeak:en-us" in words
    assert "Fonts: Montserrat (OFL-1.1), Inter (OFL-1.1)" in words
    assert (out / "the-key-still-fit-draft.mp4").read_bytes() == (place / "the-key-still-fit-draft.mp4").read_bytes()
    with av.open(place / "the-key-still-fit-draft.mp4") as video:
        assert video.duration

    again = make()
    assert archive.read_bytes() == first
    assert not [step for step in again["steps"] if not step["cached"]]

    (place / "description.txt").write_text("Mine.\n")
    done = reelhouse("make", "stories", story, "--out", out, *ARGUMENTS)
    assert "description.txt is yours and was kept" in done.stdout
    with ZipFile(archive) as packed:
        assert packed.read("the-key-still-fit-kit/description.txt") == b"Mine.\n"


def test_a_kit_that_cannot_be_written_says_so_after_the_video_is_there(reelhouse: Run, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(SHORT)
    out = tmp_path / "out"
    (out / "the-key-still-fit-kit").mkdir(parents=True)
    (out / "the-key-still-fit-kit" / "mine.txt").write_text("mine")
    done = reelhouse("make", "stories", tmp_path / "story.md", "--out", out, *ARGUMENTS)
    assert done.returncode == 1
    assert "no kit of ours" in done.stderr
    assert (out / "the-key-still-fit-draft.mp4").exists()
    assert [path.name for path in (out / "the-key-still-fit-kit").iterdir()] == ["mine.txt"]
