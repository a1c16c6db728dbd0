"""The summary at the end and the table of checks, and the exit code that goes with them."""

from pathlib import Path

import pytest

from reelhouse.cli.showing import show_episode, show_report
from reelhouse.cli.streams import harmless
from reelhouse.errors import Cancelled, PathNotFound
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.operations.episode import Episode, FileMade, Quality, Status, StepMade, VideoMade, failed
from reelhouse.production.watch import StepRecord

FAILED = Finding(check="black", level=Level.FAIL, message="the picture is black", value="2 s", limit="0.5 s", at=1500)
FINE = Finding(check="silence", level=Level.OK, message="never silent", value="0 s")


def episode(*findings: Finding, passed: bool = True, title: str = "A key") -> Episode:
    video = VideoMade(
        title=title,
        rendition="draft",
        path="out/a-key.mp4",
        seconds=12.5,
        width=540,
        height=960,
        bytes=3_040_000,
        sha256="a" * 64,
        sidecars=(FileMade(kind="srt", path="out/[b]a-key.srt"),),
        thumbnail="out/a-key.jpg",
        quality=Quality(passed=passed, findings=findings),
    )
    steps = (
        StepMade(name="join", seconds=1.6, cached=False, attempts=1),
        StepMade(name="mix sound", seconds=9.0, cached=True, attempts=0),
    )
    status = Status.DONE if passed else Status.HELD
    return Episode(episode="stories-1", recipe="stories", status=status, deliverables=(video,), steps=steps)


def test_the_summary_has_paths_size_seconds_and_work(capsys: pytest.CaptureFixture[str]) -> None:
    show_episode(episode(FINE))
    assert capsys.readouterr().out.splitlines() == [
        "A key  passed",
        "  out/a-key.mp4  (540x960, 12.5 s, 3.0 MB)",
        "  out/[b]a-key.srt",
        "  out/a-key.jpg",
        "1 steps made in 2 s of work, 1 kept from before",
    ]


def test_a_held_video_says_why_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    held = episode(FINE, FAILED, passed=False, title="A \x1b[2Jkey :smile: [red]")
    show_episode(held)
    shown = capsys.readouterr().out
    assert "A \\x1b[2Jkey :smile: [red]  held back" in shown
    assert "  fail  the picture is black at 1.5 s" in shown
    assert "never silent" not in shown
    assert held.exit_code == 4
    assert episode().exit_code == 0


def test_a_report_shows_every_check(capsys: pytest.CaptureFixture[str]) -> None:
    show_report(QualityReport(findings=(FINE, FAILED)), "x.mp4")
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        "x.mp4 failed",
        "ok silence 0 s never silent",
        "fail black 2 s the picture is black at 1.5 s",
    ]


def test_what_was_stopped_or_failed_has_the_same_shape() -> None:
    problem = failed("stories", PathNotFound("there is no such file", where="x", remedy="Check the path")).printed()
    assert problem["status"] == "failed"
    assert problem["error"] == {"message": "there is no such file", "where": "x", "remedy": "Check the path"}
    stopped = failed("stories", Cancelled(), "stories-1", [StepRecord("join", "draft", 1.23456, False, 1)]).printed()
    assert (stopped["status"], stopped["episode"]) == ("cancelled", "stories-1")
    assert stopped["steps"] == [{"name": "join", "label": "draft", "seconds": 1.235, "cached": False, "attempts": 1}]
    assert list(problem)[:-1] == list(episode().printed())


def test_text_from_outside_cannot_command_a_terminal() -> None:
    assert harmless("a\x1b[2J\n\u202eé\udcff 😀") == "a\\x1b[2J\\n\\u202eé\\udcff 😀"
    assert harmless(str(Path("plain/é.mp4"))) == "plain/é.mp4"
