"""Ink of a text before it is drawn."""

import pytest

from reelhouse.captions.ink import measure_ink
from reelhouse.styles.measure import Faces


def test_ink_lies_within_the_advance_and_on_the_baseline(faces: Faces) -> None:
    ink = measure_ink("HE", "caption", faces)
    assert 0 < ink.left < ink.right < faces.width("HE", "caption", 1)
    assert ink.bottom == pytest.approx(0, abs=0.002)
    assert ink.top == pytest.approx(-0.7, abs=0.005)
    assert ink.ascent + ink.descent == pytest.approx(faces.ass_size("caption", 1))


def test_letters_below_the_baseline_and_spaces(faces: Faces) -> None:
    assert measure_ink("Щ", "caption", faces).bottom > 0.1
    apart, close = measure_ink("A A", "caption", faces), measure_ink("AA", "caption", faces)
    assert apart.right > close.right
    assert measure_ink(" ", "caption", faces).right == 0


def test_a_line_is_as_high_as_its_highest_face(faces: Faces) -> None:
    alone, mixed = measure_ink("A", "caption", faces), measure_ink("Aɭ", "caption", faces)
    assert mixed.right > alone.right
    assert mixed.ascent >= alone.ascent
    assert mixed.middle == (mixed.ascent - mixed.descent) / 2
