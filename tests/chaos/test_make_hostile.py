"""Stories and names that try to be paths, markup, filters or commands, and texts that try to take for ever."""

import json
import re
import signal
from pathlib import Path
from typing import Any

import av
import pytest

from conftest import Run
from reelhouse.errors import UnsuitableStory
from reelhouse.scripts.write import write_parts
from reelhouse.sources.text import read_story

DRAFT = ("--set", "renditions=draft", "--json")
HOSTILE = '../../tmp/x {\\b1}<script>alert(1)</script> [v];,\':%s "x" $(id) 😀 ꙮ'
BODY = "The {\\an8}door [0:v] said 100% 'no'; ꙮ <b>then</b> it opened. And \\N nobody was in."
LONG = "It was the day on which " + "everything that could go wrong went wrong and " * 12


def make(reelhouse: Run, story: Path, out: Path) -> dict[str, Any]:
    done = reelhouse("make", "stories", *DRAFT, "--out", out, "--", story)
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def test_a_hostile_title_is_only_ever_text(reelhouse: Run, tmp_path: Path) -> None:
    (tmp_path / "story.md").write_text(f"# {HOSTILE}\n\n{BODY}\n", encoding="utf-8")
    made = make(reelhouse, tmp_path / "story.md", tmp_path / "out")
    video = made["deliverables"][0]
    path = Path(video["path"])
    assert path.parent == tmp_path / "out"
    assert re.fullmatch(r"[a-z0-9-]+\.mp4", path.name)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out", "story.md"]
    with av.open(str(path)) as file:
        assert file.metadata["title"] == video["title"]
    subtitles = path.with_suffix(".vtt").read_text(encoding="utf-8")
    assert "<script" not in subtitles
    assert "<b>" not in subtitles
    assert "ꙮ" not in subtitles
    left_out = [finding for finding in video["quality"]["findings"] if finding["check"] == "language"]
    assert [finding["level"] for finding in left_out] == ["warn"]


def test_names_of_files_and_folders_may_be_anything(reelhouse: Run, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    story = Path("-rf \n%s [x]\x1b[2J\udcff.md")
    story.write_text(f"# {LONG}\n\nI tried the old key. Then I heard someone breathing.\n", encoding="utf-8")
    out = Path("-out\n é;'\udcff")
    made = make(reelhouse, story, out)
    video = made["deliverables"][0]
    assert len(Path(video["path"]).name) < 80
    assert len(list(out.iterdir())) == 5
    shown = reelhouse("make", "stories", "--set", "renditions=draft", "--out", out, "--", story)
    assert shown.returncode == 0, shown.stderr
    assert "passed" in shown.stdout
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", shown.stdout)


FLOODS = (
    *"aé.…!-_*`#>|[(<{\\\"'1@\n\tا漢٣😀:=\u200b\u202e",
    *("- ", " **a", "~~", "](", "[a](", "<!--", "1. ", "9,", "$1 ", "a@b.", "http://", "http://a ", " x", "x! "),
    *("&amp;", "\n- ", "e\u0301"),
)


@pytest.mark.parametrize("flood", FLOODS)
def test_no_text_takes_for_ever(flood: str) -> None:
    """A hundred seconds of the processor's time would be far too much; most take a tenth of one."""
    text = f"A fine title\n\nI went home and it was dark. {(flood * 55_000)[:55_000]} And then it was over."
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)
    try:
        longest = _longest_line(text)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    assert longest < 500


def _longest_line(text: str) -> int:
    try:
        parts = write_parts(read_story(text.encode(), "flood.txt"))
    except UnsuitableStory as refused:
        return 0 if refused.remedy else 1000
    return max(len(line.text) for part in parts for line in part.lines)


def _too_long(*_: object) -> None:
    raise TimeoutError("this text takes for ever")


def test_a_word_that_no_line_could_hold_is_left_out_with_a_finding() -> None:
    story = read_story(f"A title\n\nI said {'h' * 300} and went away from there.".encode(), "story.txt")
    assert story.body == "I said and went away from there."
    assert "A row of 300 characters" in story.findings[0].message


def test_ten_megabytes_of_text_are_refused_at_once(reelhouse: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Once upon a time there was a story. " * 300_000)
    done = reelhouse("make", "stories", tmp_path / "long.txt", "--out", tmp_path / "out", home=tmp_path / "home")
    assert done.returncode == 1
    assert "10,800,000 bytes and the limit is 1,000,000" in done.stderr
    assert "Cut it into several files" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless device")
def test_an_endless_input_is_refused(reelhouse: Run, tmp_path: Path) -> None:
    done = reelhouse("make", "stories", "/dev/zero", "--out", tmp_path / "out", home=tmp_path / "home")
    assert done.returncode == 1
    assert "more than 64 MB" in done.stderr


def test_one_letter_that_nobody_can_read_in_a_long_story_is_told() -> None:
    story = read_story(f"A title\n\n{'I went home and it was dark. ' * 50}Then ꙮ came.".encode(), "story.txt")
    assert [finding.check for finding in story.findings] == ["language"]
