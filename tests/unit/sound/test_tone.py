import numpy as np
import pytest

from reelhouse.sound.reverb import room
from reelhouse.sound.score import Balance
from reelhouse.sound.tone import closed, reverberate, shape, tape, transform

SAMPLES = 96_000
BALANCE = Balance(low=-12, middle=-7, presence=-22, air=-30)


def sound(seed: int = 1) -> np.ndarray:
    """Pink noise: as much power in every octave, which is how music is made."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal((2, SAMPLES)))
    spectrum /= np.sqrt(np.arange(spectrum.shape[1]) + 1)
    return np.fft.irfft(spectrum, n=SAMPLES).astype(np.float32)


def test_a_tail_that_runs_past_the_end_sounds_at_the_start() -> None:
    click = np.zeros((2, SAMPLES), dtype=np.float32)
    click[:, -4800] = 1
    wet = np.fft.irfft(reverberate(transform(click), room(1.0, np.random.default_rng(1)), SAMPLES, 0.0), n=SAMPLES)
    assert np.mean(wet[:, :4800] ** 2) > 20 * np.mean(wet[:, 40_000:80_000] ** 2)
    assert np.abs(wet[:, -4700:-4200]).max() < 1e-4  # the first reflection keeps its distance


def test_the_room_is_gone_when_it_says() -> None:
    response = room(1.0, np.random.default_rng(1))
    late = np.abs(response[:, -2400:]).max() / np.abs(response).max()
    assert late < 0.003
    assert np.allclose((response**2).sum(axis=1), 1, atol=1e-4)


def test_bands_reach_their_shares_and_sides_their_width() -> None:
    shaped = shape(transform(sound()), SAMPLES, BALANCE)
    power = np.asarray(np.abs(np.fft.rfft(shaped))) ** 2
    hertz = np.fft.rfftfreq(SAMPLES, 1 / 48_000)

    def share(low: float, high: float) -> float:
        return float(10 * np.log10(power[:, (hertz >= low) & (hertz < high)].sum() / np.sum(power)))

    assert share(500, 2000) == pytest.approx(-7, abs=3)
    assert share(2000, 5000) <= -16
    assert share(0, 50) < -25
    assert 0.5 < np.asarray(np.corrcoef(shaped))[0, 1] < 0.9


def test_a_mono_sound_stays_mono() -> None:
    mono = np.repeat(sound()[:1], 2, axis=0)
    shaped = shape(transform(mono), SAMPLES, BALANCE)
    assert np.allclose(shaped[0], shaped[1], atol=1e-5)


def test_tape_bends_peaks_and_keeps_the_loop_closed() -> None:
    time = np.arange(SAMPLES) / 48_000
    loud = np.stack([np.sin(2 * np.pi * 220 * time), np.sin(2 * np.pi * 330 * time)]).astype(np.float32)
    loud[:, 5000] = 30
    bent = tape(loud, 4.0)
    assert np.abs(bent).max() <= 1
    assert np.abs(bent[:, 0] - bent[:, -1]).max() < 0.02


def test_a_loop_begins_where_its_seam_is_smoothest() -> None:
    loop = sound()
    loop[0, -1] = loop[0, 0] + np.float32(0.5)
    turned = closed(loop)
    assert np.abs(turned[:, 0] - turned[:, -1]).max() < 0.01
    assert sorted(turned[0].tolist()) == sorted(loop[0].tolist())


def test_a_loop_that_is_smooth_stays_where_it_is() -> None:
    circle = np.tile(np.sin(2 * np.pi * np.arange(1000) / 1000), (2, 10)).astype(np.float32) * np.float32(0.1)
    assert closed(circle) is circle
