import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import UnknownName
from reelhouse.media.loudness import measure
from reelhouse.media.wav import Sound, inspect_wav, read_wav
from reelhouse.sound import mood_names
from reelhouse.sound.bed import bar_of, compose_bed, load_mood


def share(sound: Sound, low: float, high: float) -> float:
    """Share of all power between two frequencies, in decibels."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, 8192, axis=1)[:, ::4096]
    power = (np.abs(np.fft.rfft(frames * np.hanning(8192))) ** 2).mean(axis=1)
    frequency = np.fft.rfftfreq(8192, 1 / 48_000)
    inside = power[:, (frequency >= low) & (frequency < high)].sum()
    return float(10 * np.log10(inside / np.sum(power)))


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("mood", mood_names())
def test_a_bed_leaves_room_for_a_voice_on_any_loudspeaker(mood: str, seed: int, tmp_path: Path) -> None:
    samples = compose_bed(mood, seed, 8, tmp_path / "bed.wav")
    shape, sound = inspect_wav(tmp_path / "bed.wav"), read_wav(tmp_path / "bed.wav")
    assert (shape.channels, shape.samples) == (2, samples)
    assert samples == 8 * 4 * load_mood(mood).beat
    assert measure(sound) == pytest.approx(-20, abs=0.5)
    assert share(sound, 20, 120) <= -8
    assert share(sound, 500, 2000) >= -10
    assert share(sound, 2000, 5000) <= -18
    assert 0.5 <= np.asarray(np.corrcoef(sound))[0, 1] <= 0.9
    crest = 20 * np.log10(np.abs(sound).max() / np.sqrt(np.mean(sound**2)))
    assert 9 <= crest <= 14
    assert np.abs(sound[:, 0] - sound[:, -1]).max() <= 0.003


def test_composing_takes_the_memory_of_a_few_loops(tmp_path: Path) -> None:
    """Voices and pictures are made beside it: whole loops of double precision would be what a video needs most."""
    tracemalloc.start()
    try:
        samples = compose_bed("calm", 1, 16, tmp_path / "bed.wav")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 5 * 2 * 4 * samples


def test_the_seam_is_no_rougher_than_any_other_place(tmp_path: Path) -> None:
    """A click is a jump in the second difference; the seam must not stand out against the loop around it."""
    compose_bed("suspense", 5, 4, tmp_path / "bed.wav")
    sound = read_wav(tmp_path / "bed.wav").mean(axis=0)
    around = np.concatenate([sound[-4800:], sound[:4800]])
    bend = np.abs(np.diff(around, 2))
    assert bend[4790:4810].max() <= 2 * np.percentile(bend, 99.5)


def test_a_seed_is_repeated_exactly_and_another_one_differs(tmp_path: Path) -> None:
    for name, seed in (("a", 7), ("b", 7), ("c", 8)):
        compose_bed("calm", seed, 4, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_bars_one_and_two_are_the_pad_alone_and_the_bass_enters_with_bar_three(tmp_path: Path) -> None:
    samples = compose_bed("suspense", 1, 8, tmp_path / "bed.wav")
    bars = np.split(read_wav(tmp_path / "bed.wav"), 8, axis=1)
    assert samples // 8 == bars[0].shape[1]
    low = [share(bar, 20, 120) + 20 * np.log10(np.sqrt(np.mean(bar**2))) for bar in bars]
    assert max(low[:2]) < min(low[2:]) - 10


def alike(one: Sound, other: Sound) -> float:
    """Correlation of two sounds where they fit best: their loops may be closed up to 10 ms apart."""
    middle = other[960:-960]
    fits = np.correlate(one, middle, "valid") / np.sqrt(np.sum(middle**2) * np.sum(one[960:-960] ** 2))
    return float(fits.max())


@pytest.mark.parametrize("mood", ["bright", "suspense"])
def test_a_thin_one_is_the_same_loop_without_drums_and_low_sound(mood: str, tmp_path: Path) -> None:
    samples = compose_bed(mood, 1, 8, tmp_path / "a.wav")
    assert compose_bed(mood, 1, 8, tmp_path / "b.wav", thin=True) == samples
    whole, thin = read_wav(tmp_path / "a.wav"), read_wav(tmp_path / "b.wav")
    intro, beat = slice(0, samples // 4), slice(samples // 2, samples * 3 // 4)
    assert alike(whole[0, intro], thin[0, intro]) > 0.8
    assert share(thin[:, beat], 20, 120) < share(whole[:, beat], 20, 120) - 6


def test_a_mood_says_how_long_its_bars_are(tmp_path: Path) -> None:
    bar, full = bar_of("suspense")
    assert compose_bed("suspense", 1, 4, tmp_path / "bed.wav") == 4 * bar
    assert full < 16


@pytest.mark.parametrize("bars", [0, 3, 65])
def test_too_few_and_too_many_bars_are_refused(bars: int, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="4 to 64 bars"):
        compose_bed("calm", 1, bars, tmp_path / "bed.wav")


def test_an_unknown_mood_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="suspense"):
        compose_bed("suspence", 1, 8, tmp_path / "bed.wav")


@pytest.mark.parametrize("mood", mood_names())
def test_a_mood_is_complete(mood: str) -> None:
    score = load_mood(mood)
    assert score.name == mood
    assert len(score.chords) == 8
    assert all(len(line) == 16 for lines in score.drums.values() for line in lines)
    assert all(0 <= note.step < 16 and 0 < note.velocity <= 1 for bar in (*score.keys, *score.melody) for note in bar)


def test_there_are_four_moods() -> None:
    assert mood_names() == ("bright", "calm", "lofi", "suspense")
