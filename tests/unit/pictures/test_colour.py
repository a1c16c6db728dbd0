"""Colours as numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.pictures.colour import contrast, display, linear, look_up, luminance, ramp, rgb


def test_hexadecimal() -> None:
    assert rgb("#ff8000").tolist() == pytest.approx([1, 128 / 255, 0])


@given(st.floats(0, 1, width=32))
def test_light_and_display_undo_each_other(value: float) -> None:
    assert float(display(linear(value))) == pytest.approx(value, abs=1e-4)


def test_contrast_of_black_and_white() -> None:
    assert contrast(float(luminance(rgb("#000000"))), float(luminance(rgb("#ffffff")))) == pytest.approx(21, rel=1e-4)
    assert contrast(0.2, 0.5) == contrast(0.5, 0.2)


def test_a_ramp_passes_through_its_stops_and_mixes_light() -> None:
    table = ramp(((0, "#000000"), (50, "#ffffff"), (100, "#ff0000")))
    assert table[0].tolist() == pytest.approx([0, 0, 0])
    assert table[-1].tolist() == pytest.approx([1, 0, 0], abs=1e-3)
    assert float(linear(table[256])[0]) == pytest.approx(0.5, abs=0.01)


def test_places_beyond_a_ramp_are_its_ends() -> None:
    table = ramp(((0, "#000000"), (100, "#ffffff")))
    found = look_up(table, np.array([[-1.0, 2.0]], np.float32))
    assert found[0, 0].tolist() == [0, 0, 0]
    assert found[0, 1].tolist() == pytest.approx([1, 1, 1])
