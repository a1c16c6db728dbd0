import numpy as np

from reelhouse.sound.clipping import FlatTops

TIME = np.arange(48_000) / 48_000
WAVE = (np.sin(2 * np.pi * 150 * TIME) * np.sin(2 * np.pi * 1.5 * TIME)).astype(np.float32)


def tops(sound: np.ndarray, blocks: int = 1) -> int:
    flat = FlatTops()
    for block in np.array_split(sound.astype(np.float32), blocks):
        flat.add(block)
    return flat.count


def test_a_whole_wave_has_no_flat_tops() -> None:
    assert tops(0.9 * WAVE) == 0
    assert tops(np.round(0.9 * WAVE * 32768) / 32768) == 0


def test_a_clipped_wave_has_many_even_when_it_was_made_quieter_later() -> None:
    clipped = np.clip(1.5 * WAVE, -1, 1)
    assert tops(clipped) > 50
    assert tops(0.3 * clipped) > 50
    assert abs(tops(clipped, blocks=10) - tops(clipped)) <= 10


def test_what_is_louder_later_starts_the_count_again() -> None:
    quiet = np.clip(1.5 * WAVE, -0.5, 0.5)
    assert tops(np.concatenate([quiet, 0.9 * WAVE]), blocks=2) == 0


def test_silence_is_not_clipped() -> None:
    assert tops(np.zeros(1000)) == 0
    assert tops(np.zeros(0)) == 0
