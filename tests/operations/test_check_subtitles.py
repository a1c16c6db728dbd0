"""Subtitle files of any origin: what is wrong is named, and can be repaired into a file that players show right."""

import sys
from pathlib import Path

import pytest

from reelhouse.captions import formats
from reelhouse.captions.read import caption_formats
from reelhouse.cli.main import run
from reelhouse.errors import NotWritable, UnreadableText, UsageError
from reelhouse.model.quality import Level
from reelhouse.operations.check import check_path

BROKEN = """1
00:00:05,000 --> 00:00:07,000
This comes second.

2
00:00:01,000 --> 00:00:05,500
This comes first, and runs into the next.

3
00:00:09,000 --> 00:00:08,000
This ends before it starts.
"""
SMI = """<SAMI><HEAD><STYLE><!-- .KRCC {Name:K; lang:ko-KR;} .ENCC {Name:E; lang:en-US;} --></STYLE></HEAD><BODY>
<SYNC Start=1000><P Class=KRCC>안녕하세요 여러분<P Class=ENCC>Hello everybody
<SYNC Start=4000><P Class=KRCC>&nbsp;<P Class=ENCC>&nbsp;
</BODY></SAMI>"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "broken.srt"
    path.write_text(BROKEN)
    return path


def test_faults_are_named_and_fail(broken: Path) -> None:
    report = check_path(broken)
    assert not report.passed
    assert {finding.check for finding in report.of(Level.FAIL)} >= {"captions-order", "captions-negative"}


def test_a_repaired_file_passes(broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mended = tmp_path / "mended.vtt"
    assert run(["check", str(broken), "--repair", str(mended)]) == 0
    assert "repaired" in capsys.readouterr().out
    assert mended.read_text().startswith("WEBVTT")
    assert check_path(mended).passed
    assert run(["check", str(mended), "--quiet"]) == 0


def test_broken_times_are_told_and_never_become_words(tmp_path: Path) -> None:
    path, mended = tmp_path / "film.srt", tmp_path / "mended.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,500\nStays.\n\n2\n00:00:0x,000 --> 00:00:04,000\nGoes.\n")
    for report in (check_path(path), check_path(path, mended)):
        assert [finding.check for finding in report.of(Level.WARN)] == ["captions-file"]
    assert mended.read_text() == "1\n00:00:01,000 --> 00:00:02,500\nStays.\n\n"


def test_a_place_that_takes_no_file_says_which_option_to_change(broken: Path) -> None:
    with pytest.raises(NotWritable) as caught:
        check_path(broken, Path("/proc/mended.srt"))
    assert caught.value.where == "/proc/mended.srt"
    assert "with --repair" in caught.value.remedy


def test_a_file_with_two_languages_becomes_two(tmp_path: Path) -> None:
    path = tmp_path / "film.smi"
    path.write_text(SMI, encoding="utf-16")
    assert check_path(path, tmp_path / "film.srt").passed
    assert "안녕하세요" in (tmp_path / "film.ko.srt").read_text()
    assert "Hello everybody" in (tmp_path / "film.en.srt").read_text()


NEW = """
from reelhouse.captions.formats.base import Format, Read, make_cue


def _read(text):
    return (Read((make_cue(1000, 3000, text.removeprefix("SAY ").strip()),)),)


def _write(cues):
    return "".join(f"SAY {cue.text}\\n" for cue in cues)


FORMAT = Format("Say", (".say",), lambda text: text.startswith("SAY "), _read, _write)
"""


def test_one_more_file_is_one_more_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "say.py").write_text(NEW)
    (tmp_path / "hello.say").write_text("SAY Hello everybody")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    caption_formats.cache_clear()
    try:
        assert check_path(tmp_path / "hello.say", tmp_path / "mended.say").passed
        assert (tmp_path / "mended.say").read_text() == "SAY Hello everybody\n"
    finally:
        monkeypatch.undo()
        caption_formats.cache_clear()
        sys.modules.pop("reelhouse.captions.formats.say")


def test_a_language_that_is_no_code_cannot_lead_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "film.smi"
    path.write_text(SMI.replace("ko-KR", "../../k"), encoding="utf-16")
    check_path(path, tmp_path / "film.srt")
    assert sorted(one.name for one in tmp_path.glob("*.srt"))[:1] == ["film.en.srt"]
    assert len(list(tmp_path.glob("*.srt"))) == 2


def test_a_good_file_says_so(tmp_path: Path) -> None:
    path = tmp_path / "good.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:03,000\nAll is well.\n")
    (finding,) = check_path(path).findings
    assert (finding.level, finding.value) == (Level.OK, "1 cues (und)")


def test_what_cannot_be_repaired_says_why(broken: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.srt or \.vtt"):
        check_path(broken, tmp_path / "mended.doc")
    video = tmp_path / "film.mp4"
    video.write_bytes(b"")
    with pytest.raises(UsageError, match="only subtitle"):
        check_path(video, tmp_path / "mended.srt")
    empty = tmp_path / "empty.srt"
    empty.write_text("")
    with pytest.raises(UnreadableText):
        check_path(empty)
    huge = tmp_path / "huge.srt"
    with huge.open("wb") as file:
        file.truncate(20 << 20)
    assert run(["check", str(huge)]) == 1
