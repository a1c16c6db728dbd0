"""Files without a sound or without a picture: ours fail, others are told of it."""

from pathlib import Path

import pytest

from films import FAST_START, film, run_encoder
from papers import planned
from reelhouse.model.quality import Level
from reelhouse.qc.evidence import Evidence, gather
from reelhouse.qc.report import check_deliverable, check_file
from reelhouse.qc.streams import check_streams


def without(good_file: Path, stream: str, into: Path) -> Path:
    """A copy of a good file in which one of its two streams is missing."""
    run_encoder("-i", str(good_file), "-map", "0", "-map", f"-0:{stream}", "-c", "copy", *FAST_START, str(into))
    return into


@pytest.mark.parametrize(
    ("stream", "value", "words"),
    [("a", "picture", "there is no sound, only a picture"), ("v", "sound", "there is no picture, only sound")],
)
def test_ours_fail_when_a_stream_is_missing(
    good_file: Path, tmp_path: Path, stream: str, value: str, words: str
) -> None:
    broken = without(good_file, stream, tmp_path / "broken.mp4")
    report = check_deliverable(gather(broken, planned()))
    (finding,) = (one for one in report.findings if one.check == "streams")
    assert (finding.level, finding.value, finding.message) == (Level.FAIL, value, words)
    assert not report.passed


def test_others_are_told_of_it(good_file: Path, tmp_path: Path) -> None:
    for stream in "av":
        report = check_file(without(good_file, stream, tmp_path / f"{stream}.mp4"))
        assert report.passed
        assert "streams" in [one.check for one in report.of(Level.WARN)]


def test_a_sound_file_needs_no_picture(tmp_path: Path) -> None:
    report = check_file(film(tmp_path / "voice.wav", picture=None, seconds=1, audio=("-c:a", "pcm_s16le"), mux=()))
    (finding,) = (one for one in report.findings if one.check == "streams")
    assert (finding.level, finding.message) == (Level.OK, "there is no picture, only sound")


def test_a_whole_file(good: Evidence) -> None:
    (finding,) = check_streams(good)
    assert (finding.level, finding.value) == (Level.OK, "picture and sound")
