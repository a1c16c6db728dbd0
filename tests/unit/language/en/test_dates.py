from __future__ import annotations

import pytest

from reelhouse.language.en.dates import read_dates, read_ordinals, read_times, read_years


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("at 5:05pm", "at five oh five P-M"),
        ("10:30 a.m. sharp", "ten thirty A-M sharp"),
        ("at 5 p.m. Then", "at five P-M. Then"),
        ("at 5 p.m.", "at five P-M."),
        ("at 5pm", "at five P-M"),
        (
            "10:00 and 17:30 and 00:15 and 18:00",
            "ten o'clock and seventeen thirty and zero fifteen and eighteen hundred hours",
        ),
        ("5:00 pm", "five P-M"),
        ("from 9-5pm", "from nine to five P-M"),
        ("3:1 odds, 12:75, 1:234", "3:1 odds, 12:75, 1:234"),
    ],
)
def test_times(written: str, said: str) -> None:
    assert read_times(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Nov 21, 2024", "November twenty-first, twenty twenty-four"),
        ("on Nov. 21st we", "on November twenty-first we"),
        ("21 November 1999", "November twenty-first, nineteen ninety-nine"),
        ("the 3rd of May", "the May third"),
        ("in March 2010", "in March twenty ten"),
        ("2024-11-21", "November twenty-first, twenty twenty-four"),
        ("21/11 and 11/21", "November twenty-first and November twenty-first"),
        ("3/4/2024 and 3/4/98", "March fourth, twenty twenty-four and March fourth, nineteen ninety-eight"),
        ("3/4 and 24/7 and 40/50", "3/4 and 24/7 and 40/50"),
        ("may 5 people come? May 5,000 come", "May fifth people come? May 5,000 come"),
    ],
)
def test_dates(written: str, said: str) -> None:
    assert read_dates(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("in 1999 and since 2005", "in nineteen ninety-nine and since two thousand five"),
        ("the 1980s and '90s and my 20s", "the nineteen eighties and nineties and my twenties"),
        ("2000s", "two thousands"),
        ("0s and 1000s", "0s and 1000s"),
        (
            "1999-2005 and 1999–05",
            "nineteen ninety-nine to two thousand five and nineteen ninety-nine to nineteen oh-five",
        ),
        ("(1999) of 2000 people, in 1999's", "(nineteen ninety-nine) of 2000 people, in 1999's"),
        ("2020 was bad, 2020 people", "twenty twenty was bad, 2020 people"),
        ("$1999 or 1999", "$1999 or 1999"),
    ],
)
def test_years(written: str, said: str) -> None:
    assert read_years(written) == said


def test_ordinals() -> None:
    assert read_ordinals("1st, 22nd, 103RD, 1,000th") == "first, twenty-second, one hundred third, one thousandth"
