from pathlib import Path

import numpy as np
import pytest

from reelhouse.errors import UnreadableMedia
from reelhouse.media.loudness import HOP, SILENCE, Meter, from_lufs, measure, measure_file, to_lufs
from reelhouse.media.wav import Depth, Sound, write_wav


def sine(level: float, seconds: float, hertz: float = 997.0, channels: int = 2) -> Sound:
    time = np.arange(round(seconds * 48_000)) / 48_000
    line = 10 ** (level / 20) * np.sin(2 * np.pi * hertz * time)
    return np.repeat(line[np.newaxis], channels, axis=0).astype(np.float32)


def test_a_stereo_sine_of_997_hertz_measures_its_peak_level() -> None:
    """EBU Tech 3341, test signals 1 and 2: -23 dBFS in both channels reads -23 LUFS, -33 reads -33."""
    assert measure(sine(-23, 5)) == pytest.approx(-23, abs=0.05)
    assert measure(sine(-33, 5)) == pytest.approx(-33, abs=0.05)


def test_quiet_passages_are_gated() -> None:
    """EBU Tech 3341, test signal 3: 10 s at -36, 60 s at -23, 10 s at -36 reads -23 LUFS."""
    quiet, loud = sine(-36, 10), sine(-23, 60)
    assert measure(np.concatenate([quiet, loud, quiet], axis=1)) == pytest.approx(-23, abs=0.1)


def test_one_channel_has_half_the_power_of_two() -> None:
    assert measure(sine(-20, 2, channels=1)) == pytest.approx(measure(sine(-20, 2)) - 3.01, abs=0.01)


def test_blocks_of_any_size_measure_alike() -> None:
    sound = np.random.default_rng(1).standard_normal((2, 100_003)).astype(np.float32) * np.float32(0.1)
    meter = Meter(2)
    for block in np.array_split(sound, 7, axis=1):
        meter.add(block)
        meter.add(block[:, :0])
    assert meter.lufs == pytest.approx(measure(sound), abs=1e-9)
    assert meter.peak == np.abs(sound).max()
    assert len(meter.powers) == 100_003 // HOP


@pytest.mark.parametrize("seconds", [0.02, 0.25, 0.41])
def test_very_short_sounds_have_a_loudness(seconds: float) -> None:
    assert measure(sine(-20, seconds)) == pytest.approx(-20, abs=1.5)


def test_silence_and_nothing_measure_the_gate() -> None:
    assert measure(np.zeros((2, 48_000), dtype=np.float32)) == SILENCE
    assert Meter(2).lufs == SILENCE
    assert to_lufs(0.0) == SILENCE


def test_power_and_loudness_are_each_others_inverse() -> None:
    assert to_lufs(from_lufs(-23.4)) == pytest.approx(-23.4)


def test_the_encoder_measures_files_as_we_measure_arrays(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    sound = (sine(-12, 4) * rng.uniform(0.2, 1, (1, 192_000))).astype(np.float32)
    write_wav(tmp_path / "a.wav", sound, Depth.F32)
    heard = measure_file(tmp_path / "a.wav")
    assert heard.lufs == pytest.approx(measure(sound), abs=0.06)
    assert heard.true_peak >= 20 * np.log10(np.abs(sound).max()) - 0.1


def test_a_silent_file_measures_as_silence(tmp_path: Path) -> None:
    write_wav(tmp_path / "a.wav", np.zeros((2, 24_000), dtype=np.float32))
    heard = measure_file(tmp_path / "a.wav")
    assert (heard.lufs, heard.true_peak, heard.range) == (SILENCE, -120.0, 0.0)


def test_what_is_no_sound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.m4a").write_bytes(b"this is not sound" * 50)
    with pytest.raises(UnreadableMedia):
        measure_file(tmp_path / "a.m4a")
