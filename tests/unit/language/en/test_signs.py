from __future__ import annotations

import pytest

from reelhouse.language.en.signs import read_comparisons, read_leftovers, read_signs


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("him & her", "him and her"),
        ("R&B", "R and B"),
        ("he/she, s/he, and/or", "he or she, she or he, and or"),
        ("#MeToo #not_now", "Me Too not now"),
        ("a+b = c", "a plus b equals c"),
        ("me @ home, @someone", "me at home, someone"),
        ("then -> now", "then, now"),
        ("nothing here", "nothing here"),
    ],
)
def test_signs(written: str, said: str) -> None:
    assert read_signs(written) == said


def test_hearts_and_faces_go() -> None:
    assert read_signs("love <3 you :)").split() == ["love", "you"]


def test_leftovers() -> None:
    assert read_leftovers("a % b°").split() == ["a", "percent", "b", "degrees"]


def test_signs_before_numbers() -> None:
    assert read_comparisons("~$5, >3, <=4, 10+, a~b") == "about $5, more than 3, less than 4, 10 or more, a~b"
