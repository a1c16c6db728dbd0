from pathlib import Path

import numpy as np
import pytest

from reelhouse.media.loudness import measure_file
from reelhouse.model.quality import Finding, Level
from reelhouse.model.timeline import Gap, Timeline
from reelhouse.sound.master import MasterFacts
from reelhouse.sound.mix import MixFacts
from reelhouse.sound.programme import ProgrammeFacts, judge, mix_programme
from takes import Desk, babble, drone


def programme(desk: Desk, seconds: int) -> Timeline:
    voice, music = desk.media(babble(0.8)), desk.media(drone(2.0), loops=True)
    lines = [item for _ in range(seconds) for item in (desk.clip(voice), Gap(duration=9600))]
    return desk.timeline(30 * seconds, voice=lines, music=[desk.clip(music, duration=48_000 * seconds)])


@pytest.mark.parametrize("seconds", [1, 6])
def test_a_programme_is_finished_and_nothing_is_wrong_with_it(desk: Desk, seconds: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    facts, findings = mix_programme(programme(desk, seconds), desk.paths, out / "sound.m4a")
    heard = measure_file(out / "sound.m4a")
    assert heard.lufs == pytest.approx(-14, abs=0.5)
    assert heard.true_peak <= -1.0
    assert facts.mix.samples == facts.master.samples == 48_000 * seconds
    assert {finding.level for finding in findings} == {Level.OK}
    assert [path.name for path in out.iterdir()] == ["sound.m4a"]


def test_the_same_inputs_make_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    timeline = programme(desk, 2)
    first = mix_programme(timeline, desk.paths, tmp_path / "a.m4a")
    second = mix_programme(timeline, desk.paths, tmp_path / "b.m4a")
    assert first == second
    assert (tmp_path / "a.m4a").read_bytes() == (tmp_path / "b.m4a").read_bytes()


def test_silence_as_a_voice_is_reported_and_ends_well(desk: Desk, tmp_path: Path) -> None:
    media = desk.media(np.zeros((1, 48_000), dtype=np.float32))
    facts, findings = mix_programme(desk.timeline(30, voice=[desk.clip(media)]), desk.paths, tmp_path / "a.m4a")
    assert facts.master.samples == 48_000
    assert [finding.check for finding in findings if finding.level is Level.WARN] == ["mastered-loudness"]


def found(check: str, **facts: int) -> Finding:
    mixed = {
        "samples": 1_440_000,
        "voice": -1500,
        "music_clear": -2300,
        "music_spoken": -3100,
        "spoken": 9,
        "flat_tops": 0,
    }
    mastered = {
        "samples": 1_440_000,
        "lufs": -1400,
        "true_peak": -150,
        "range": 400,
        "gain": 100,
        "rounds": 1,
        "limited": 1,
    }
    mixed.update({key: value for key, value in facts.items() if key in mixed})
    mastered.update({key: value for key, value in facts.items() if key in mastered})
    whole = ProgrammeFacts(mix=MixFacts.model_validate(mixed), master=MasterFacts.model_validate(mastered))
    (finding,) = [finding for finding in judge(whole) if finding.check == check]
    return finding


@pytest.mark.parametrize(
    ("check", "fine", "bad", "words"),
    [
        ("voice-above-music", {"music_spoken": -2900}, {"music_spoken": -2899}, "covers words"),
        ("voice-above-music", {"music_spoken": -3700}, {"music_spoken": -3701}, "hardly be heard"),
        ("clipped-narration", {"flat_tops": 0}, {"flat_tops": 2}, "cut off"),
    ],
)
def test_each_finding_has_two_sides(check: str, fine: dict[str, int], bad: dict[str, int], words: str) -> None:
    assert found(check, **fine).level is Level.OK
    assert found(check, **bad).level is Level.WARN
    assert words in found(check, **bad).message


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ({"lufs": -1460}, "very spiky"),
        ({"lufs": -1340}, "misses its target"),
        ({"true_peak": -90}, "over the ceiling"),
    ],
)
def test_a_loudness_that_was_missed_says_why(bad: dict[str, int], words: str) -> None:
    finding = found("mastered-loudness", **bad)
    assert finding.level is Level.WARN
    assert words in finding.message


def test_nothing_is_said_about_what_is_not_there() -> None:
    for check, facts in (
        ("voice-above-music", {"music_spoken": -7000}),
        ("voice-above-music", {"voice": -7000}),
        ("mastered-loudness", {"lufs": -1450}),
        ("mastered-loudness", {"lufs": -1350}),
        ("mastered-loudness", {"true_peak": -100}),
    ):
        with pytest.raises(ValueError, match="not enough values"):
            found(check, **facts)
