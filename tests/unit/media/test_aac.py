from pathlib import Path

import av
import numpy as np
import pytest

from films import told_samples
from reelhouse.errors import UnreadableMedia
from reelhouse.media.aac import encode_aac
from reelhouse.media.wav import Depth, write_wav


def decoded(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        assert file.streams.audio[0].codec_context.name == "aac"
        return np.concatenate([frame.to_ndarray() for frame in file.decode(audio=0)], axis=1)


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    time = np.arange(48_000) / 48_000
    write_wav(
        tmp_path / "tone.wav", (0.3 * np.sin(2 * np.pi * 440 * np.stack([time, time]))).astype(np.float32), Depth.F32
    )
    return tmp_path / "tone.wav"


def test_the_sound_is_as_long_as_was_asked(tone: Path, tmp_path: Path) -> None:
    for samples in (30_000, 48_000, 60_000):
        encode_aac(tone, tmp_path / "a.m4a", filters=[], samples=samples)
        assert told_samples(tmp_path / "a.m4a") == samples


def test_filters_are_applied_and_the_start_is_kept(tone: Path, tmp_path: Path) -> None:
    encode_aac(tone, tmp_path / "a.m4a", filters=["volume=-6.0206dB"], samples=48_000)
    sound = decoded(tmp_path / "a.m4a")
    time = np.arange(5000, 40_000) / 48_000
    assert np.abs(sound[:, 5000:40_000] - 0.15 * np.sin(2 * np.pi * 440 * time)).max() < 0.01


def test_the_same_sound_makes_the_same_bytes(tone: Path, tmp_path: Path) -> None:
    for name in ("a.m4a", "b.m4a"):
        encode_aac(tone, tmp_path / name, filters=["volume=1dB"], samples=48_000)
    assert (tmp_path / "a.m4a").read_bytes() == (tmp_path / "b.m4a").read_bytes()


def test_a_damaged_source_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "bad.wav").write_bytes(b"no sound" * 100)
    with pytest.raises(UnreadableMedia):
        encode_aac(tmp_path / "bad.wav", tmp_path / "a.m4a", filters=[], samples=100)
    assert not (tmp_path / "a.m4a").exists()
