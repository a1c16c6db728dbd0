from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language.en.amounts import (
    read_fractions,
    read_money,
    read_numbers,
    read_percent,
    read_units,
)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$3,500.50", "three thousand five hundred dollars and fifty cents"),
        ("$1 and $1.01", "one dollar and one dollar and one cent"),
        ("$.50, $0.05, 50¢", "fifty cents, five cents, fifty cents"),
        ("$60k, $1.5K", "sixty thousand dollars, one thousand five hundred dollars"),
        (
            "$1.2M, $3bn, $1.2 million",
            "one point two million dollars, three billion dollars, one point two million dollars",
        ),
        ("€5, 5€, 5 €", "five euros, five euros, five euros"),
        ("£20.05", "twenty pounds and five pence"),
        ("US$5, 500 USD, ¥1000", "five dollars, five hundred dollars, one thousand yen"),
        ("¥10.5", "ten yen"),
        ("-$500", "minus five hundred dollars"),
        ("$5-10, $50-$60k", "five to ten dollars, fifty to sixty thousand dollars"),
        ("$900k-1.2M", "nine hundred thousand to one point two million dollars"),
        ("a $5 bill", "a five dollar bill"),
        ("a $3,500-a-month flat", "a three thousand five hundred dollar-a-month flat"),
        ("$20/hour", "twenty dollars per hour"),
        ("$85k/yr", "eighty-five thousand dollars per year"),
        ("$100+", "one hundred dollars or more"),
        ("$ or $$$", "$ or $$$"),
    ],
)
def test_money(written: str, said: str) -> None:
    assert read_money(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [("3.5%", "three point five percent"), ("50-60 %", "fifty to sixty percent"), ("1,000%", "one thousand percent")],
)
def test_percent(written: str, said: str) -> None:
    assert read_percent(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("5'10\" tall, 6’2", "five foot ten tall, six foot two"),
        ("10kg, 1 lb, 5 lbs. of", "ten kilos, one pound, five pounds of"),
        ("75°F, 20 °C, 60mph", "seventy-five degrees Fahrenheit, twenty degrees Celsius, sixty miles an hour"),
        ("2x, 3 x 4", "two times, 3 by 4"),
        ("2-3x a week, 5-10kg", "two to three times a week, five to ten kilos"),
        ("2.5 hrs. Then", "two point five hours. Then"),
        ("5 kgb 10 amps", "5 kgb 10 amps"),
    ],
)
def test_units(written: str, said: str) -> None:
    assert read_units(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1/2, 1/3, 3/4", "half, a third, three quarters"),
        ("1 1/2", "one and a half"),
        ("2 3/4", "two and three quarters"),
        ("1/5", "one fifth"),
        ("8/10, 24/7, 9/11, 50/50", "eight out of ten, twenty-four seven, nine eleven, fifty-fifty"),
        ("1/2/3", "1/2/3"),
    ],
)
def test_fractions(written: str, said: str) -> None:
    assert read_fractions(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1,234,567", "one million two hundred thirty-four thousand five hundred sixty-seven"),
        ("3.5 .5 0.05", "three point five zero point five zero point zero five"),
        ("Call 911! a 4K TV", "Call nine one one! a four K TV"),
        ("ages 5-10", "ages five to ten"),
        ("-5 and x-5", "minus five and x-five"),
        ("007", "zero zero seven"),
        ("1234567890123", "one two three four five six seven eight nine zero one two three"),
        (
            "555-1234 (555) 123-4567",
            "five five five one two three four five five five one two three four five six seven",
        ),
        ("v1.2.3 B2B 60k", "v one point two point three B two B sixty thousand"),
    ],
)
def test_numbers(written: str, said: str) -> None:
    assert read_numbers(written) == said


@given(st.text(alphabet="0123456789.,-/$%k €x'\"°F ", max_size=25))
def test_no_digit_is_left(text: str) -> None:
    for rule in (read_money, read_percent, read_units, read_fractions, read_numbers):
        text = rule(text)
    assert not any(letter.isdigit() for letter in text)
