import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

import takes
from reelhouse.media.loudness import SILENCE, measure
from reelhouse.media.wav import Depth, inspect_wav, read_wav
from reelhouse.model.time import frames_to_samples
from reelhouse.model.timeline import Clip, Gap, Timeline
from reelhouse.sound.ducking import HOLD, RELEASE, STEP
from reelhouse.sound.mix import MUSIC, VOICE, mix
from takes import Desk, babble, drone


def db(sound: np.ndarray) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(sound)))))


@pytest.fixture
def spoken(desk: Desk) -> Timeline:
    """Eight seconds: two of music alone, two of speech, music alone again."""
    voice, music = desk.media(babble(2.0)), desk.media(drone(1.0), loops=True)
    return desk.timeline(
        240, voice=[Gap(duration=96_000), desk.clip(voice)], music=[desk.clip(music, start=777, duration=384_000)]
    )


def test_the_mix_is_exactly_as_long_as_the_picture(desk: Desk, spoken: Timeline, tmp_path: Path) -> None:
    for frames, rate in ((240, (30, 1)), (191, (24_000, 1001)), (1, (30, 1))):
        timeline = spoken.model_copy(
            update={"duration": frames, "rate": spoken.rate.model_copy(update={"num": rate[0], "den": rate[1]})}
        )
        facts = mix(timeline, desk.paths, tmp_path / "mix.wav")
        shape = inspect_wav(tmp_path / "mix.wav")
        assert facts.samples == shape.samples == frames_to_samples(frames, timeline.rate)
        assert (shape.channels, shape.depth) == (2, Depth.F32)


def test_music_stands_at_its_level_and_steps_back_seven_decibels(desk: Desk, spoken: Timeline, tmp_path: Path) -> None:
    mix(spoken, desk.paths, tmp_path / "mix.wav")
    silent = spoken.model_copy(update={"tracks": spoken.tracks[1:]})
    mix(silent, desk.paths, tmp_path / "music.wav")
    sound, music = read_wav(tmp_path / "mix.wav"), read_wav(tmp_path / "music.wav")
    # The sides hold no voice, so what is left of them is music alone.
    side, whole = sound[0] - sound[1], music[0] - music[1]
    assert measure(music[:, 48_000:96_000]) == pytest.approx(MUSIC, abs=0.1)
    during = slice(96_000, 192_000)
    assert db(side[during]) - db(whole[during]) == pytest.approx(-7, abs=0.1)
    before = slice(0, 96_000 - 4800)
    assert np.allclose(side[before], whole[before], atol=1e-6)
    after = slice(192_000 + (HOLD + RELEASE + 2) * STEP, 384_000)
    assert np.allclose(side[after], whole[after], atol=1e-6)


def test_the_facts_say_what_can_be_measured(desk: Desk, spoken: Timeline, tmp_path: Path) -> None:
    facts = mix(spoken, desk.paths, tmp_path / "mix.wav")
    assert facts.voice == round(VOICE * 100)
    assert facts.music_clear == pytest.approx(MUSIC * 100, abs=80)  # the fades at both ends are part of it
    assert facts.music_spoken == pytest.approx((MUSIC - 7) * 100, abs=20)
    assert facts.spoken == pytest.approx(96_000, abs=2400)
    assert facts.flat_tops == 0


def test_the_voice_is_levelled_and_stands_in_the_middle(desk: Desk, tmp_path: Path) -> None:
    voice = babble(2.0, level=0.08)
    one_sided = np.concatenate([voice, 0 * voice])
    mix(desk.timeline(60, voice=[desk.clip(desk.media(one_sided))]), desk.paths, tmp_path / "mix.wav")
    sound = read_wav(tmp_path / "mix.wav")
    assert measure(sound) == pytest.approx(VOICE, abs=0.1)
    assert np.abs(sound[0] - sound[1]).max() < 0.01  # room tone differs, the voice does not


def test_gains_of_clips_come_on_top(desk: Desk, tmp_path: Path) -> None:
    music = desk.media(drone(2.0), loops=True)
    mix(desk.timeline(60, music=[desk.clip(music, gain=-600)]), desk.paths, tmp_path / "mix.wav")
    assert measure(read_wav(tmp_path / "mix.wav")[:, 10_000:40_000]) == pytest.approx(MUSIC - 6, abs=0.1)


def test_effects_are_played_as_they_are_and_push_nothing_back(desk: Desk, tmp_path: Path) -> None:
    effect = np.full((2, 4800), 0.25, dtype=np.float32)
    timeline = desk.timeline(30, effect=[Gap(duration=10_000), desk.clip(desk.media(effect))])
    facts = mix(timeline, desk.paths, tmp_path / "mix.wav")
    sound = read_wav(tmp_path / "mix.wav")
    assert np.allclose(sound[:, 12_000:13_000], 0.25, atol=0.01)
    assert (facts.spoken, facts.voice) == (0, round(SILENCE * 100))


@pytest.mark.parametrize("tracks", [{}, {"voice": []}, {"voice": [Gap(duration=48_000)]}])
def test_silence_is_room_tone(desk: Desk, tmp_path: Path, tracks: dict[str, list[Gap]]) -> None:
    facts = mix(desk.timeline(30, **tracks), desk.paths, tmp_path / "mix.wav")
    sound = read_wav(tmp_path / "mix.wav")
    assert db(sound) == pytest.approx(-66, abs=1)
    assert facts.voice == facts.music_clear == facts.music_spoken == round(SILENCE * 100)


def test_a_silent_recording_is_not_lifted(desk: Desk, tmp_path: Path) -> None:
    media = desk.media(np.zeros((1, 48_000), dtype=np.float32))
    facts = mix(desk.timeline(30, voice=[desk.clip(media)]), desk.paths, tmp_path / "mix.wav")
    assert facts.voice == round(SILENCE * 100)
    assert db(read_wav(tmp_path / "mix.wav")) == pytest.approx(-66, abs=1)


def test_no_sample_is_ever_nothing_for_long(desk: Desk, spoken: Timeline, tmp_path: Path) -> None:
    voice_only = spoken.model_copy(update={"tracks": spoken.tracks[:1]})
    mix(voice_only, desk.paths, tmp_path / "mix.wav")
    sound = read_wav(tmp_path / "mix.wav")
    blocks = np.abs(sound).max(axis=0).reshape(-1, 480)
    assert blocks.max(axis=1).min() > 1e-5


def test_borders_do_not_click(desk: Desk, tmp_path: Path) -> None:
    """A clip that begins and ends at full swing: its borders are no steeper than its inside."""
    time = np.arange(24_000) / 48_000
    cosine = 0.3 * np.cos(2 * np.pi * 200 * time)[np.newaxis]
    clip = desk.clip(desk.media(cosine.astype(np.float32)))
    mix(desk.timeline(40, voice=[Gap(duration=9600), clip, clip]), desk.paths, tmp_path / "mix.wav")
    sound = read_wav(tmp_path / "mix.wav")
    steep = np.abs(np.diff(sound))
    assert steep.max() <= 1.05 * steep[:, 15_000:20_000].max()


def test_clipped_recordings_are_counted(desk: Desk, tmp_path: Path) -> None:
    clipped = np.clip(babble(2.0, level=0.9), -0.8, 0.8)
    facts = mix(desk.timeline(60, voice=[desk.clip(desk.media(clipped))]), desk.paths, tmp_path / "mix.wav")
    assert facts.flat_tops > 10


def test_the_same_timeline_makes_the_same_bytes(desk: Desk, spoken: Timeline, tmp_path: Path) -> None:
    mix(spoken, desk.paths, tmp_path / "a.wav")
    mix(spoken, desk.paths, tmp_path / "b.wav")
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_an_edit_late_in_the_voice_leaves_the_music_before_it_alone(desk: Desk, tmp_path: Path) -> None:
    first, second = desk.media(babble(1.0)), desk.media(babble(1.0, seed=4))
    music = desk.clip(desk.media(drone(1.0), loops=True), duration=288_000)
    sides = []
    for late in (second, first):
        voice: list[Clip | Gap] = [desk.clip(first), Gap(duration=96_000), desk.clip(late)]
        mix(desk.timeline(180, voice=voice, music=[music]), desk.paths, tmp_path / "mix.wav")
        sound = read_wav(tmp_path / "mix.wav")
        sides.append((sound[0] - sound[1])[:130_000])
    assert np.abs(sides[0] - sides[1]).max() < 1e-6


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of one program is read from Linux's /proc")
def test_five_minutes_fit_in_250_megabytes(tmp_path: Path) -> None:
    # Not ru_maxrss: a new program inherits the peak of the one that started it.
    program = f"""
        import sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(takes.__file__).parent)!r})
        from takes import Desk, babble, drone
        from reelhouse.model.timeline import Gap
        from reelhouse.sound.mix import mix
        folder = Path({str(tmp_path)!r})
        desk = Desk(folder)
        voice, music = desk.media(babble(4.0)), desk.media(drone(20.0), loops=True)
        lines = [item for _ in range(60) for item in (desk.clip(voice), Gap(duration=48_000))]
        timeline = desk.timeline(9000, voice=lines, music=[desk.clip(music, duration=14_400_000)])
        assert mix(timeline, desk.paths, folder / "mix.wav").samples == 14_400_000
        status = Path("/proc/self/status").read_text()
        print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) * 1024 < 250_000_000
