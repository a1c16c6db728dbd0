from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reelhouse.analysis.rating import rate_line
from reelhouse.media.wav import write_wav

RATE = 48_000


def hum(seconds: float) -> np.ndarray:
    """A tone whose loudness moves three times a second."""
    time = np.arange(round(seconds * RATE)) / RATE
    return 0.2 * np.sin(2 * np.pi * 200 * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 3 * time))


def test_a_line_is_measured(tmp_path: Path) -> None:
    silence = np.zeros(RATE // 2)
    sound = np.concatenate([silence, hum(1), silence, hum(1), silence]).astype(np.float32)
    write_wav(tmp_path / "a.wav", sound[None])
    found = rate_line(tmp_path / "a.wav", "One two three four five.")
    assert found.words_per_minute == pytest.approx(120, abs=3)
    assert found.pause == pytest.approx(500, abs=30)
    assert found.clipped == 0
    assert -30 < found.lufs < -15
    assert found.match is None


def test_clipping_is_counted(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.clip(hum(1) * 9, -0.9, 0.9).astype(np.float32)[None])
    assert rate_line(tmp_path / "a.wav", "One.").clipped > 200


def test_the_right_text_matches_and_another_does_not(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    words = [rng.standard_normal(RATE // 4) * 0.1 for _ in range(4)]
    for word, width in zip(words, (3, 9, 27, 81), strict=True):
        word[:] = np.convolve(word, np.ones(width) / np.sqrt(width), "same") * np.hanning(len(word))
    for name, order in (("right", (0, 1, 2, 3)), ("same", (0, 1, 2, 3)), ("other", (3, 1, 0, 2))):
        write_wav(tmp_path / f"{name}.wav", np.concatenate([words[place] for place in order]).astype(np.float32)[None])
    right, same, other = (tmp_path / f"{name}.wav" for name in ("right", "same", "other"))
    good, bad = rate_line(right, "One.", same, [other]).match, rate_line(other, "One.", same, [right]).match
    assert good is not None
    assert bad is not None
    assert good > 1.5 > bad == 1.0  # both readings to compare with are the same


def test_silence_has_figures_too(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.zeros((1, RATE), np.float32))
    assert rate_line(tmp_path / "a.wav", "One.").pause == 0
