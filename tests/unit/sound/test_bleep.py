from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.media.wav import Depth, inspect_wav, read_wav, write_wav
from reelhouse.model.time import TimeRange
from reelhouse.sound.bleep import AMPLITUDE, EDGE, HERTZ, bleep

RATE = 48_000


def noise(samples: int = RATE) -> np.ndarray:
    return (np.random.default_rng(3).standard_normal((1, samples)) * 0.1).astype(np.float32)


def test_the_range_is_a_tone_and_nothing_else_changes(tmp_path: Path) -> None:
    write_wav(tmp_path / "voice.wav", noise())
    voice = read_wav(tmp_path / "voice.wav")[0]
    start, end = 12_000, 20_000
    assert bleep(tmp_path / "voice.wav", [TimeRange(start=start, duration=end - start)], tmp_path / "out.wav") == RATE
    shape = inspect_wav(tmp_path / "out.wav")
    assert (shape.channels, shape.rate, shape.depth, shape.samples) == (1, RATE, Depth.S16, RATE)
    out = read_wav(tmp_path / "out.wav")[0]
    assert (out[: start - EDGE] == voice[: start - EDGE]).all()
    assert (out[end + EDGE :] == voice[end + EDGE :]).all()
    spectrum = np.abs(np.fft.rfft(out[start:end] * np.hanning(end - start))) ** 2
    hertz = np.fft.rfftfreq(end - start, 1 / RATE)
    assert spectrum[np.abs(hertz - HERTZ) < 30].sum() > 0.999 * spectrum.sum()
    assert np.abs(out[start:end]).max() == pytest.approx(AMPLITUDE, rel=0.01)


def test_the_edges_do_not_click(tmp_path: Path) -> None:
    write_wav(tmp_path / "voice.wav", np.zeros((1, RATE), np.float32))
    bleep(tmp_path / "voice.wav", [TimeRange(start=12_000, duration=8_000)], tmp_path / "out.wav")
    out = read_wav(tmp_path / "out.wav")[0]
    spectrum = np.abs(np.fft.rfft(out)) ** 2
    far = np.abs(np.fft.rfftfreq(RATE, 1 / RATE) - HERTZ) > 1500
    assert 10 * np.log10(spectrum[far].sum() / spectrum.sum()) < -55


@pytest.mark.parametrize(
    ("start", "duration"), [(0, 480), (0, RATE), (RATE - 100, 100), (100, 1), (RATE - 10, 500), (RATE + 1000, 10)]
)
def test_ranges_at_the_ends_fit(tmp_path: Path, start: int, duration: int) -> None:
    write_wav(tmp_path / "voice.wav", noise())
    covered = TimeRange(start=start, duration=duration)
    assert bleep(tmp_path / "voice.wav", [covered], tmp_path / "out.wav") == RATE
    assert np.abs(read_wav(tmp_path / "out.wav")).max() < 1


def test_it_is_the_same_every_time(tmp_path: Path) -> None:
    write_wav(tmp_path / "voice.wav", noise())
    for name in ("a", "b"):
        bleep(tmp_path / "voice.wav", [TimeRange(start=5, duration=99)], tmp_path / f"{name}.wav")
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()
