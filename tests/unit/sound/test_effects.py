from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import UnknownName
from reelhouse.media.wav import inspect_wav, read_wav
from reelhouse.sound.effects import effect_names, make_effect


@pytest.mark.parametrize("name", effect_names())
def test_an_effect_is_small_and_begins_and_ends_in_silence(name: str, tmp_path: Path) -> None:
    samples = make_effect(name, tmp_path / "a.wav")
    sound = read_wav(tmp_path / "a.wav")
    assert sound.shape == (2, samples)
    assert inspect_wav(tmp_path / "a.wav").rate == 48_000
    assert -18.1 <= 20 * np.log10(np.abs(sound).max()) <= -11.9
    assert np.abs(sound[:, [0, -1]]).max() < 0.002
    assert samples <= 2 * 48_000


@pytest.mark.parametrize("name", effect_names())
def test_an_effect_is_the_same_every_time(name: str, tmp_path: Path) -> None:
    make_effect(name, tmp_path / "a.wav")
    make_effect(name, tmp_path / "b.wav")
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


@pytest.mark.parametrize("name", effect_names())
def test_a_phone_can_play_it(name: str, tmp_path: Path) -> None:
    """What small loudspeakers play begins at about 150 Hz."""
    make_effect(name, tmp_path / "a.wav")
    spectrum = np.abs(np.fft.rfft(read_wav(tmp_path / "a.wav").mean(axis=0))) ** 2
    hertz = np.fft.rfftfreq(2 * len(spectrum) - 2, 1 / 48_000)[: len(spectrum)]
    assert spectrum[hertz > 110].sum() > 0.15 * spectrum.sum()


def test_a_whoosh_rises_and_a_pop_falls(tmp_path: Path) -> None:
    def centre(name: str, start: float, stop: float) -> float:
        samples = make_effect(name, tmp_path / "a.wav")
        piece = read_wav(tmp_path / "a.wav")[0, round(start * samples) : round(stop * samples)]
        power = np.abs(np.fft.rfft(piece)) ** 2
        return float((np.fft.rfftfreq(len(piece), 1 / 48_000) * power).sum() / power.sum())

    assert centre("whoosh", 0.6, 0.9) > 1.3 * centre("whoosh", 0.1, 0.4)
    assert centre("pop", 0.6, 0.95) < centre("pop", 0.0, 0.3)


def test_an_unknown_effect_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="whoosh"):
        make_effect("whosh", tmp_path / "a.wav")
