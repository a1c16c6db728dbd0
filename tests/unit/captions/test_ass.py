"""The ASS vocabulary."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.captions.ass import alpha, body, colour, colour_tag, escape, number, rounded
from reelhouse.styles.measure import Faces


def test_colours_are_written_backwards_with_their_transparency() -> None:
    assert colour("#ffd24a") == "&H004AD2FF"
    assert colour("#0a0c14", 72) == "&H47140C0A"
    assert colour("#000000", 0) == "&HFF000000"
    assert colour_tag("#ffd24a") == "&H4AD2FF&"
    assert alpha(56) == "&H70&"


@pytest.mark.parametrize(("value", "text"), [(12.0, "12"), (12.504, "12.5"), (0.256, "0.26"), (100, "100")])
def test_numbers_are_short(value: float, text: str) -> None:
    assert number(value) == text


@given(st.text(alphabet="{}\\tnN(1)\n\u2028a", max_size=12))
def test_text_never_becomes_a_tag(text: str) -> None:
    safe = escape(text)
    assert not re.search(r"(?<!\\)[{}]", safe)
    assert not re.search(r"\\[^{}\u2060]", safe)
    assert len(safe.splitlines()) <= 1


def test_runs_of_other_faces_name_their_font(faces: Faces) -> None:
    assert body("AB", "caption", 92, faces) == "AB"
    mixed = body("Aɭ", "caption", 92, faces)
    assert mixed.startswith(r"{\fnReelhouse Caption\fs143.7}A{\fnReelhouse Text\fs131.")
    assert mixed.endswith("}ɭ")


def test_a_rounded_rectangle_stays_in_its_box() -> None:
    path = rounded(200, 80, 20)
    numbers = [int(part) for part in re.findall(r"\d+", path)]
    assert path.startswith("m 20 0 l 180 0 b ")
    assert max(numbers[::2]) == 200
    assert max(numbers[1::2]) == 80
    assert rounded(20, 200, 40).startswith("m 10 0 ")
