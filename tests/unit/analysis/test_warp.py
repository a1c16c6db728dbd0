from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from reelhouse.analysis.hearing import hear
from reelhouse.analysis.warp import distance, features, warp

Lines = dict[str, Any]


def table(one: np.ndarray, other: np.ndarray) -> float:
    """The plain table, entry by entry."""
    total = np.full((len(one) + 1, len(other) + 1), np.inf)
    total[0, 0] = 0
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            before = min(total[row - 1, column], total[row, column - 1], total[row - 1, column - 1])
            total[row, column] = before + np.linalg.norm(one[row - 1] - other[column - 1])
    return float(total[-1, -1])


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 5), (7, 3), (12, 15)])
def test_the_diagonals_compute_what_the_table_does(rows: int, columns: int) -> None:
    random = np.random.default_rng(rows * columns)
    one, other = random.normal(size=(rows, 4)), random.normal(size=(columns, 4))
    assert distance(one, other) * (rows + columns) == pytest.approx(table(one, other))


def test_a_reading_is_nothing_away_from_itself_and_stays_in_step() -> None:
    reading = np.random.default_rng(1).normal(size=(40, 26))
    assert distance(reading, reading) == pytest.approx(0, abs=1e-6)
    assert warp(reading, reading).tolist() == list(range(40))


def test_a_reading_at_half_the_pace_is_followed() -> None:
    reading = np.cumsum(np.random.default_rng(2).normal(size=(40, 26)), axis=0)
    path = warp(reading, np.repeat(reading, 2, axis=0))
    assert np.abs(path - (2 * np.arange(40) + 0.5)).max() <= 1


def test_loudness_does_not_change_what_was_said(lines: Lines) -> None:
    sound = hear(lines["piper:en_US-joe"][0].path)
    assert distance(features(sound), features(0.1 * sound)) < 0.5
    assert features(sound).shape == (len(sound) // 160 + 1, 26)


def test_the_same_words_by_another_voice_are_nearer_than_others(lines: Lines) -> None:
    said = features(hear(lines["piper:en_US-joe"][0].path))
    right, *others = [distance(features(hear(line.path)), said) for line in lines["espeak:en-us"]]
    assert right < min(others) - 0.1
