from __future__ import annotations

import pytest

from reelhouse.language.en.capitals import is_shouted, read_abbreviations, read_capitals


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("AITA for this", "am I the jerk for this"),
        ("my MIL's house", "my mother-in-law's house"),
        ("My SO and the OP", "My significant other and the original poster"),
        ("So what? mil", "So what? mil"),
        ("SO I WENT HOME.", "SO I WENT HOME."),
        ("IDK tbh, Btw w/ him w/o me", "I don't know to be honest, by the way with him without me"),
        ("TL;DR: fine", "in short: fine"),
        ("Mr. and Mrs. X vs. Dr. Y", "Mister and Missus X versus Doctor Y"),
        ("e.g. this, i.e. that, etc.", "for example this, that is that, et cetera"),
        ("the U.S. and a Ph.D. at a.m.", "the U-S and a PHD at A-M"),
        ("No. 5 and #1", "number 5 and number 1"),
        ("til then, Ty said rip", "til then, Ty said rip"),
        ("BFs and abfs", "boyfriends and abfs"),
    ],
)
def test_abbreviations(written: str, said: str) -> None:
    assert read_abbreviations(written).replace("P-H-D", "PHD") == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the FBI said NO", "the F-B-I said no"),
        ("CEOs and the CEO's TV", "C-E-O's and the C-E-O's T-V"),
        ("my DNA TEST", "my D-N-A test"),
        ("I'M NOT GOING TO US.", "I'm not going to us."),
        ("in the US now", "in the U-S now"),
        ("NASA and COVID", "Nasa and Covid"),
        ("the XKCD strip, HMM, SHH", "the X-K-C-D strip, hmm, shh"),
        ("World War II and Henry VIII", "World War two and Henry eight"),
        ("F-B-I stays, A too", "F-B-I stays, A too"),
        ("SHE LEFT ME. Then calm.", "She left me. Then calm."),
    ],
)
def test_capitals(written: str, said: str) -> None:
    assert read_capitals(written) == said


def test_shouting_needs_three_words() -> None:
    assert is_shouted("I AM SO DONE")
    assert not is_shouted("NO WAY")
    assert not is_shouted("The FBI and CIA and NSA came to the house")
    assert not is_shouted("")
