"""Contrast, and what is done about it."""

import numpy as np
import pytest

from reelhouse.captions.contrast import Ground, Treatment, hue, look_at, luminance, pick_accent, ratio, treat


def test_luminance_of_known_colours() -> None:
    assert luminance("#000000") == 0
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#808080") == pytest.approx(0.2159, abs=1e-4)
    assert luminance("#ff0000") == pytest.approx(0.2126)


def test_ratio_goes_from_one_to_twenty_one() -> None:
    assert ratio(0, 1) == ratio(1, 0) == pytest.approx(21)
    assert ratio(0.4, 0.4) == 1
    assert ratio(luminance("#ffffff"), luminance("#0a0c14")) == pytest.approx(19.5, abs=0.1)


@pytest.mark.parametrize(
    ("ground", "treatment"),
    [
        (0.0, Treatment(outline=2 / 3, shadow=False)),
        (0.183, Treatment(outline=2 / 3, shadow=False)),
        (0.184, Treatment()),
        (0.369, Treatment()),
        (0.371, Treatment(shadow=False, plate=True)),
        (1.0, Treatment(shadow=False, plate=True)),
        (None, Treatment()),
    ],
)
def test_the_brighter_the_ground_the_more_is_done(ground: float | None, treatment: Treatment) -> None:
    assert treat(Ground(ground)) == treatment


def test_hues() -> None:
    assert hue("#ff0000") == 0
    assert hue("#00ff00") == pytest.approx(120)
    assert hue("#777777") is None


@pytest.mark.parametrize(
    ("ground", "picked"),
    [(10.0, "#7c9bff"), (83.0, "#7c9bff"), (90.0, "#ffd24a"), (None, "#ffd24a")],
)
def test_the_accent_keeps_away_from_the_grounds_hue(ground: float | None, picked: str) -> None:
    assert pick_accent(Ground(hue=ground), "#ffd24a", "#7c9bff") == picked


def test_hues_meet_at_the_end_of_the_circle() -> None:
    assert pick_accent(Ground(hue=350), "#ff0000", "#00ff00") == "#00ff00"
    assert pick_accent(Ground(hue=350), "#888888", "#00ff00") == "#888888"


def test_a_ground_is_judged_by_its_brightest_part() -> None:
    pixels = np.zeros((10, 10, 3), np.uint8)
    assert look_at(pixels) == Ground(0.0, None)
    pixels[:1] = (255, 120, 0)
    ground = look_at(pixels)
    assert ground.luminance == pytest.approx(luminance("#ff7800"), abs=1e-3)
    assert ground.hue is not None
    assert abs(ground.hue - 28) < 3
    pixels[:1] = 0
    pixels[0, :4] = 255
    assert look_at(pixels).luminance == 0
