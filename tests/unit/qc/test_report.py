"""The whole report: a good file passes everything, and every kind of file can be judged."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from films import AAC, FAST_START, PICTURE, TONE, film
from papers import narration, planned, script
from reelhouse.config.platforms import open_platform
from reelhouse.errors import PathNotFound, UnreadableMedia
from reelhouse.model.base import dump, load
from reelhouse.model.quality import Finding, Level, QualityReport
from reelhouse.qc.evidence import Evidence, Planned, gather
from reelhouse.qc.names import CHECK_NAMES
from reelhouse.qc.report import CHECKS, check_deliverable, check_file


def names(findings: Iterable[Finding]) -> set[str]:
    return {finding.check for finding in findings}


def test_a_good_file_passes_every_check(good: Evidence) -> None:
    report = check_deliverable(good)
    assert [f for f in report.findings if f.level is not Level.OK] == []
    assert report.passed
    assert all(f.message and f.value for f in report.findings)
    assert len(names(report.findings)) == len(report.findings)
    assert load(QualityReport, dump(report)) == report


def test_every_check_has_one_name_and_speaks(good: Evidence) -> None:
    long_sound = replace(good, sound=good.sound and good.sound.model_copy(update={"samples": 2 * 10**6, "range": 500}))
    meant = replace(long_sound, planned=replace(good.planned, platforms=(open_platform("reels"),)))
    spoken = [names(check(meant)) for check in CHECKS]
    assert all(len(found) == 1 for found in spoken)
    assert {name for found in spoken for name in found} == set(CHECK_NAMES)
    assert len(CHECKS) == len(CHECK_NAMES)


def test_names_are_stable_identifiers_with_words_for_people() -> None:
    for name, words in CHECK_NAMES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        assert words.title
        assert words.meaning.endswith(".")


def test_a_file_of_any_origin(good_file: Path) -> None:
    report = check_file(good_file)
    assert report.passed
    assert report.of(Level.WARN) == ()
    assert "narration-complete" not in names(report.findings)


@pytest.mark.parametrize(
    ("name", "picture", "video", "audio"),
    [
        ("a.mkv", True, (), AAC),
        ("a.mov", True, (), AAC),
        ("a.avi", True, (), AAC),
        ("a.webm", True, ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8"), ("-c:a", "libopus")),
        ("a.mp3", False, (), ("-c:a", "libmp3lame")),
        ("a.wav", False, (), ("-c:a", "pcm_s16le")),
        ("a.flac", False, (), ("-c:a", "flac")),
    ],
)
def test_other_containers_are_judged(
    tmp_path: Path, name: str, picture: bool, video: tuple[str, ...], audio: tuple[str, ...]
) -> None:
    source = PICTURE if picture else None
    made = film(tmp_path / name, picture=source, seconds=2, video=video, audio=audio, mux=())
    report = check_file(made)
    failed = names(report.of(Level.FAIL))
    assert failed <= {"container-order", "colour-tags"}
    assert {"decode-errors", "loudness", "silence"} <= names(report.findings)
    assert ("black" in names(report.findings)) is picture


def test_a_picture_without_sound_and_the_other_way_round(tmp_path: Path) -> None:
    mute = names(check_file(film(tmp_path / "mute.mp4", sound=None)).findings)
    assert {"black", "frozen", "flashing"} <= mute
    assert not mute & {"loudness", "silence", "clipping", "av-offset", "sound-length"}
    blind = names(check_file(film(tmp_path / "blind.m4a", picture=None, seconds=2)).findings)
    assert "loudness" in blind
    assert not blind & {"black", "frozen", "keyframes", "colour-tags", "av-offset"}


def test_a_sound_at_another_rate_in_one_channel(tmp_path: Path) -> None:
    tone = "aevalsrc=0.28*sin(2*PI*997*t):s=44100"
    report = check_file(film(tmp_path / "mono.wav", picture=None, sound=tone, audio=("-c:a", "pcm_s16le"), mux=()))
    assert report.passed


def test_findings_of_documents_are_carried_along(good: Evidence) -> None:
    loss = Finding(check="captions-glyphs", level=Level.FAIL, message="a glyph is missing")
    slow = Finding(check="voice-fallback", level=Level.WARN, message="the voice fell down the ladder")
    papers = planned()
    speech = narration().lines[0]
    utterance = speech.utterance.model_copy(update={"findings": (slow,)})
    told = narration(
        lines=(speech.model_copy(update={"utterance": utterance}), *narration().lines[1:]), findings=(slow,)
    )
    layout = papers.layout and papers.layout.model_copy(update={"findings": (*papers.layout.findings, loss)})
    report = check_deliverable(replace(good, planned=replace(papers, layout=layout, narration=told, carried=(slow,))))
    assert not report.passed
    once, lost, line = report.findings[-3:]
    assert [once.check, lost.check, line.check] == ["voice-fallback", "captions-glyphs", "voice-fallback"]
    assert once.message == "the voice fell down the ladder"
    assert line.message.startswith("the voice fell down the ladder: '")
    assert speech.utterance.words[0].text in line.message


def test_facts_known_already_are_not_looked_for_again(good: Evidence, tmp_path: Path) -> None:
    sound = good.sound and good.sound.model_copy(update={"lufs": -1450})
    again = gather(good.path, good.planned, picture=good.picture, sound=sound)
    assert again.sound is sound
    assert again.picture is good.picture


def test_what_cannot_be_judged(tmp_path: Path) -> None:
    with pytest.raises(PathNotFound):
        check_file(tmp_path / "nothing.mp4")
    text = tmp_path / "text.mp4"
    text.write_text("Once upon a time")
    with pytest.raises(UnreadableMedia, match=r"text\.mp4"):
        check_file(text)


def test_sound_that_says_nothing_of_itself(tmp_path: Path) -> None:
    silent = film(tmp_path / "s.mp4", sound=f"{TONE},volume=0", seconds=2, mux=FAST_START)
    failed = names(check_file(silent).of(Level.FAIL))
    assert failed == {"loudness", "silence"}


def test_without_documents_nothing_is_demanded_of_them(good: Evidence) -> None:
    bare = check_deliverable(replace(good, planned=Planned()))
    assert not names(bare.findings) & {"captions-in-duration", "voice-licence", "picture-size"}
    assert script().lines
