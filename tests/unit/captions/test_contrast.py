"""Contrast, and what is done about it."""

import pytest

from reelhouse.captions.contrast import (
    Ground,
    Legible,
    Treatment,
    hue,
    luminance,
    needed,
    pick_accent,
    ratio,
    report_contrast,
    surround,
    treat,
)


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


EDGE = "#0a0c14"
THICK, THIN, PLATE = Treatment(), Treatment(outline=2 / 3, shadow=False), Treatment(shadow=False, plate=True)


@pytest.mark.parametrize(
    ("ground", "treatment", "outline", "behind"),
    [
        (0.18, THIN, 4, luminance(EDGE)),
        (0.19, THIN, 4, 0.19),
        (0.19, THICK, 6, luminance(EDGE)),
        (0.38, THICK, 6, 0.38),
        (0.0, THIN, 1, 0.0),
        (0.0, PLATE, 6, luminance("#07090e")),
        (1.0, PLATE, 6, luminance("#4f5056")),
    ],
)
def test_what_surrounds_letters(ground: float, treatment: Treatment, outline: float, behind: float) -> None:
    assert surround(ground, treatment, EDGE, outline) == pytest.approx(behind, abs=1e-3)


@pytest.mark.parametrize(("size", "weight", "least"), [(56, 800, 3), (55, 800, 4.5), (72, 400, 3), (71, 400, 4.5)])
def test_small_text_needs_more(size: int, weight: int, least: float) -> None:
    assert needed(size, weight) == least


def test_the_caption_nearest_to_its_own_limit_is_reported() -> None:
    good, small = Legible("good", 0, 4.2, 3.0), Legible("small", 900, 4.499, 4.5)
    found = report_contrast([good, small])
    assert (found.level, found.value, found.limit, found.at) == ("fail", "4.4:1", "4.5:1 (small text)", 900)
    assert report_contrast([good]).level == "ok"
