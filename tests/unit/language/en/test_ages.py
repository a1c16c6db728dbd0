from __future__ import annotations

import pytest

from reelhouse.language.en.ages import read_ages


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("I (28F) left", "I, a twenty-eight-year-old woman, left"),
        ("me [29M]", "me, a twenty-nine-year-old man,"),
        ("I (8m) left", "I, an eight-year-old boy, left"),
        ("I (28) left", "I, a twenty-eight-year-old person, left"),
        ("my MIL (62F) called", "my MIL, sixty-two, called"),
        ("wife (F/31), and", "wife, thirty-one, and"),
        ("wife (31, F) and", "wife, thirty-one, and"),
        ("see note (0)", "see note (0)"),
        ("I'm 28F and he's 30M.", "I'm twenty-eight, female and he's thirty, male."),
        ("My SO M32 said", "My SO, thirty-two, said"),
        ("my 28F friend", "my twenty-eight-year-old female friend"),
        ("28F here", "twenty-eight, female here"),
        ("It was at 90F outside, 85F inside", "It was at 90F outside, 85F inside"),
        ("our 5yo daughter", "our five-year-old daughter"),
        ("she is 7 yo now", "she is seven years old now"),
        ("1 y/o and 2yo", "one year old and two years old"),
        ("two 9yos", "two nine-year-olds"),
        ("an 18-year-old, 20 year olds", "an eighteen-year-old, twenty-year-olds"),
        ("a 28yoF", "a twenty-eight-year-old female"),
        ("$28M and M1911", "$28M and M1911"),
    ],
)
def test_ages(written: str, said: str) -> None:
    assert read_ages(written).replace(" ,", ",") == said
