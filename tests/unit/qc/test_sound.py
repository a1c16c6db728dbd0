"""Files whose sound has a fault, made by the encoder."""

from dataclasses import replace
from pathlib import Path

import pytest

from films import AAC, TONE, empty, film
from papers import timeline, voice_track
from reelhouse.errors import UnreadableMedia
from reelhouse.model.quality import Finding, Level
from reelhouse.model.time import TimeRange
from reelhouse.model.timeline import Clip, GeneratorReference, Track, TrackKind
from reelhouse.qc.evidence import Evidence, Planned, gather
from reelhouse.qc.hear import check_clipping, check_loudness, check_range, check_silence, check_true_peak
from reelhouse.qc.report import check_deliverable
from reelhouse.qc.sound import listen

WAV = ("-c:a", "pcm_s16le")


def heard(path: Path, sound: str, *, seconds: float = 6, name: str = "a.wav") -> Evidence:
    audio = WAV if name.endswith(".wav") else AAC
    return gather(film(path / name, picture=None, sound=sound, seconds=seconds, audio=audio, mux=()))


def bad(evidence: Evidence) -> dict[str, Finding]:
    return {f.check: f for f in check_deliverable(evidence).findings if f.level is not Level.OK}


def test_what_a_tone_sounds_like(tmp_path: Path) -> None:
    path = film(tmp_path / "a.wav", picture=None, audio=WAV, mux=())
    sound = listen(path)
    assert (sound.rate, sound.channels, sound.samples) == (48_000, 2, 288_000)
    assert (sound.lufs, sound.range, sound.peak) == (-1400, 0, -1398)
    assert sound.true_peak is not None
    assert abs(sound.true_peak + 1400) <= 10
    assert (sound.silences, sound.clipped, sound.clipped_at, sound.damage) == ((), 0, None, ())


@pytest.mark.parametrize("name", ["a.wav", "a.m4a"])
def test_a_silent_middle(tmp_path: Path, name: str) -> None:
    evidence = heard(tmp_path, f"{TONE},volume=0:enable='between(t,2,3.5)'", name=name)
    finding = bad(evidence)["silence"]
    assert finding.level is Level.FAIL
    assert finding.at is not None
    assert abs(finding.at - 2000) <= 40
    assert "at the" not in finding.message


def test_quiet_room_tone_is_silence_too(tmp_path: Path) -> None:
    finding = bad(heard(tmp_path, f"{TONE},volume=-46dB:enable='between(t,2,2.9)'"))["silence"]
    assert finding.level is Level.WARN
    assert not bad(heard(tmp_path, f"{TONE},volume=-30dB:enable='between(t,2,2.9)'", name="b.wav"))


def test_silence_at_the_ends(tmp_path: Path) -> None:
    evidence = heard(tmp_path, f"{TONE},volume=0:enable='lt(t,0.8)+gt(t,4.5)'")
    start, end = check_silence(evidence)
    assert (start.level, start.at, "at the start" in start.message) == (Level.WARN, 0, True)
    assert (end.level, end.at, "at the end" in end.message) == (Level.FAIL, 4510, True)


def test_silence_where_the_timeline_is_silent(tmp_path: Path) -> None:
    """The voice of the papers is heard from 0.3 to 2.3, 2.6 to 4.7 and 5.0 to 5.8 seconds."""
    evidence = heard(tmp_path, f"{TONE},volume=0:enable='between(t,2,3.5)'")
    spoken = replace(evidence, planned=Planned(timeline=timeline(voice_track({"a.2": 168_000, "b.1": 270_000}))))
    assert [f.level for f in check_silence(spoken)] == [Level.OK]
    source = TimeRange(start=0, duration=288_000)
    bed = Track(
        kind=TrackKind.MUSIC, name="bed", items=(Clip(name="bed", media=GeneratorReference(name="x"), source=source),)
    )
    with_music = replace(evidence, planned=Planned(timeline=timeline(voice_track(), bed)))
    assert [f.level for f in check_silence(with_music)] == [Level.FAIL]


@pytest.mark.parametrize(("gain", "level"), [(-16, "fail"), (-1.2, "fail"), (-0.8, "warn"), (0.3, "ok"), (3, "fail")])
def test_loudness(tmp_path: Path, gain: float, level: str) -> None:
    (finding,) = check_loudness(heard(tmp_path, f"{TONE},volume={gain}dB", seconds=2))
    assert finding.level == level
    assert finding.value == f"{-14 + gain:.1f} LUFS"


def test_nothing_to_hear(tmp_path: Path) -> None:
    (finding,) = check_loudness(heard(tmp_path, f"{TONE},volume=0", seconds=2))
    assert (finding.level, finding.value) == (Level.FAIL, "silence")
    assert list(check_true_peak(heard(tmp_path, f"{TONE},volume=0", seconds=2, name="b.wav"))) == []


def test_a_hot_sound(tmp_path: Path) -> None:
    hot = f"{TONE},volume=15dB"
    finding = bad(heard(tmp_path, hot, name="a.m4a"))["true-peak"]
    assert finding.level is Level.FAIL
    assert finding.value in {"1.0 dBTP", "1.1 dBTP", "1.2 dBTP", "1.3 dBTP", "1.4 dBTP"}


def test_a_peak_between_two_samples(tmp_path: Path) -> None:
    """At a quarter of the rate, shifted by an eighth, every sample lies 3 dB below the peak between them."""
    between = "aevalsrc=1.05*sin(2*PI*12000*t+PI/4):s=48000"
    evidence = heard(tmp_path, between, seconds=2)
    assert evidence.sound is not None
    assert evidence.sound.peak is not None
    assert evidence.sound.peak < -240
    (finding,) = check_true_peak(evidence)
    assert finding.level is Level.FAIL
    assert [f.level for f in check_clipping(evidence)] == [Level.OK]


@pytest.mark.parametrize(("gain", "level"), [(12.6, "warn"), (12.8, "warn"), (13.2, "fail"), (11.0, "ok")])
def test_true_peak_levels(tmp_path: Path, gain: float, level: str) -> None:
    (finding,) = check_true_peak(heard(tmp_path, f"{TONE},volume={gain}dB", seconds=1))
    assert finding.level == level


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("a.wav", f"{TONE},volume=20dB,aformat=s16"),
        ("b.wav", f"{TONE},volume=20dB,aformat=s16,volume=-6dB"),
        ("c.m4a", f"{TONE},volume=20dB,aformat=s16"),
    ],
)
def test_clipping(tmp_path: Path, name: str, sound: str) -> None:
    finding = bad(heard(tmp_path, sound, seconds=2, name=name))["clipping"]
    assert finding.level is Level.FAIL
    assert finding.at is not None
    assert finding.at < 100


def test_one_clipped_sample_warns(tmp_path: Path) -> None:
    click = "aevalsrc='0.2*sin(2*PI*997*t)+2*eq(n,24000)':s=48000"
    path = film(tmp_path / "a.wav", picture=None, sound=click, seconds=2, audio=("-c:a", "pcm_f32le"), mux=())
    (finding,) = check_clipping(gather(path))
    assert (finding.level, finding.value, finding.at) == (Level.WARN, "1 samples", 500)


@pytest.mark.parametrize("frequency", [40, 100, 997, 12000])
def test_tops_of_waves_are_not_clipping(tmp_path: Path, frequency: int) -> None:
    tone = f"aevalsrc=0.5*sin(2*PI*{frequency}*t):s=48000"
    assert [f.level for f in check_clipping(heard(tmp_path, tone, seconds=2))] == [Level.OK]


def test_loudness_range(tmp_path: Path) -> None:
    flat = heard(tmp_path, TONE, seconds=31)
    assert [(f.level, f.value) for f in check_range(flat)] == [(Level.WARN, "0.0 LU")]
    wide = heard(tmp_path, f"{TONE},volume=-15dB:enable='lt(mod(t,10),5)'", seconds=31, name="b.wav")
    (finding,) = check_range(wide)
    assert (finding.level, "too far apart" in finding.message) == (Level.WARN, True)
    fair = heard(tmp_path, f"{TONE},volume=-5dB:enable='lt(mod(t,10),5)'", seconds=31, name="c.wav")
    assert [f.level for f in check_range(fair)] == [Level.OK]
    assert list(check_range(heard(tmp_path, TONE, seconds=29, name="d.wav"))) == []


def test_no_sound_to_hear(tmp_path: Path) -> None:
    with pytest.raises(UnreadableMedia, match="has no sound"):
        listen(film(tmp_path / "mute.mp4", sound=None, seconds=1))


def test_a_sound_of_which_nothing_comes_out(tmp_path: Path) -> None:
    path = empty(film(tmp_path / "a.m4a", picture=None, seconds=1, mux=("-movflags", "+faststart")), 0xFF)
    with pytest.raises(UnreadableMedia, match=r"no sound of a\.m4a can be decoded"):
        listen(path)
