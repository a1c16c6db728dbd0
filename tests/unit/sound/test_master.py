from pathlib import Path

import numpy as np
import pytest

from films import told_samples
from reelhouse.errors import UnreadableMedia
from reelhouse.media.loudness import SILENCE, Loudness, measure_file
from reelhouse.media.wav import Depth, Sound, write_wav
from reelhouse.sound.master import ROUNDS, MasterFacts, _Attempt, _corrected, _Setting, master
from takes import babble, drone


def mastered(sound: np.ndarray, folder: Path) -> MasterFacts:
    write_wav(folder / "mix.wav", sound.astype(np.float32), Depth.F32)
    return master(folder / "mix.wav", folder / "out.m4a")


@pytest.fixture
def speech() -> Sound:
    return (babble(4.0) + drone(4.0, level=0.01)).astype(np.float32)


@pytest.mark.parametrize("level", [0.1, 0.5, 3.0])
def test_a_mix_of_any_level_reaches_the_target(speech: Sound, level: float, tmp_path: Path) -> None:
    facts = mastered(speech * np.float32(level), tmp_path)
    heard = measure_file(tmp_path / "out.m4a")
    assert heard.lufs == pytest.approx(-14, abs=0.5)
    assert heard.true_peak <= -1.0
    assert facts.lufs == round(heard.lufs * 100)
    assert facts.true_peak == round(heard.true_peak * 100)


def test_what_needs_no_limiter_gets_none_and_one_round(tmp_path: Path) -> None:
    facts = mastered(drone(4.0), tmp_path)
    assert (facts.limited, facts.rounds) == (False, 1)


def clicks(rng: np.random.Generator) -> np.ndarray:
    sound = rng.standard_normal((2, 144_000)) * 0.01
    sound[:, ::12_000] = 1
    return sound


def alternating_clicks(rng: np.random.Generator) -> np.ndarray:
    sound = rng.standard_normal((2, 144_000)) * 0.03
    for offset, value in enumerate((1, -1, 1)):
        sound[:, offset:143_000:4800] = value
    return sound


def bursts(rng: np.random.Generator) -> np.ndarray:
    return rng.standard_normal((2, 144_000)) * (np.sin(np.arange(144_000) / 2500) > 0.9)


def squares(rng: np.random.Generator) -> np.ndarray:
    time = np.arange(144_000) / 48_000
    return np.tile(np.sign(np.sin(2 * np.pi * 997 * time)) * (np.sin(2 * np.pi * 3 * time) > 0.95), (2, 1))


@pytest.mark.parametrize("torture", [clicks, alternating_clicks, bursts, squares])
def test_no_torture_lifts_the_encoded_peaks_over_the_ceiling(torture: object, tmp_path: Path) -> None:
    assert callable(torture)
    facts = mastered(torture(np.random.default_rng(3)), tmp_path)
    assert measure_file(tmp_path / "out.m4a").true_peak <= -1.0
    assert facts.true_peak <= -100
    assert facts.rounds <= ROUNDS


def test_later_rounds_lower_the_limit_and_the_last_one_everything(tmp_path: Path) -> None:
    first = _Attempt(tmp_path, _Setting(6.0, -2.0), Loudness(lufs=-14.0, true_peak=0.5, range=0))
    second = _corrected(first, 6.0, last=False)
    assert second.limit is not None
    assert second.limit < -3.5
    third = _corrected(_Attempt(tmp_path, second, first.heard), 6.0, last=True)
    assert (third.gain, third.limit) == (second.gain, second.limit)
    assert third.trim < -1.5


def test_silence_stays_silence(tmp_path: Path) -> None:
    facts = mastered(np.zeros((2, 48_000)), tmp_path)
    assert (facts.lufs, facts.rounds, facts.gain) == (round(SILENCE * 100), 1, 0)


def test_noise_floors_are_not_blown_up(tmp_path: Path) -> None:
    facts = mastered(np.random.default_rng(1).standard_normal((2, 48_000)) * 3e-4, tmp_path)
    assert facts.gain <= 2700
    assert facts.lufs < -3000


@pytest.mark.parametrize("samples", [1, 1600, 48_000, 50_001])
def test_the_length_is_kept_to_the_sample(samples: int, tmp_path: Path) -> None:
    facts = mastered(babble(2.0)[:, :samples].repeat(2, axis=0), tmp_path)
    assert facts.samples == samples
    assert told_samples(tmp_path / "out.m4a") == samples


def test_the_same_mix_makes_the_same_bytes_and_leaves_nothing_else(speech: Sound, tmp_path: Path) -> None:
    mastered(speech * 3, tmp_path)
    once = (tmp_path / "out.m4a").read_bytes()
    mastered(speech * 3, tmp_path)
    assert (tmp_path / "out.m4a").read_bytes() == once
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mix.wav", "out.m4a"]


def test_what_is_no_mix_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mix.wav").write_bytes(b"nothing")
    with pytest.raises(UnreadableMedia):
        master(tmp_path / "mix.wav", tmp_path / "out.m4a")
    assert not (tmp_path / "out.m4a").exists()
