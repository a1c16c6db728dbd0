from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.language.figures import Figure, parse


@pytest.mark.parametrize(
    ("text", "decimal", "whole", "fraction"),
    [
        ("1.234,5", ",", "1234", "5"),
        ("1,234.5", ".", "1234", "5"),
        ("1.234.567", ",", "1234567", ""),
        ("1,234,567", ",", "1234567", ""),
        ("50 000", ",", "50000", ""),
        ("1.5", ",", "1", "5"),
        ("1,5", ".", "1", "5"),
        ("1.500", ",", "1500", ""),
        ("1,500", ",", "1", "500"),
        ("007", ",", "007", ""),
    ],
)
def test_notations(text: str, decimal: str, whole: str, fraction: str) -> None:
    assert parse(text, decimal) == Figure(whole, fraction)


def test_a_row_of_numbers_is_none() -> None:
    assert parse("2.0.1", ",") is None


def test_codes_are_read_digit_by_digit() -> None:
    assert Figure("007").is_code
    assert Figure("1" * 13).is_code
    assert not Figure("0").is_code
    assert Figure("5", "00").is_whole


@given(st.integers(0, 10**6), st.integers(1, 4), st.sampled_from([1000, 10**6, 10**9]))
def test_scaling_is_exact(number: int, digits: int, scale: int) -> None:
    text = str(number).rjust(digits + 1, "0")
    scaled = Figure(text[:-digits].lstrip("0") or "0", text[-digits:]).times(scale)
    parts = int((scaled.whole or "0") + scaled.fraction)
    assert parts * 10**digits == number * scale * 10 ** len(scaled.fraction)
