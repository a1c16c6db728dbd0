"""Counts in a hurry."""

import pytest

from reelhouse.language import language_codes, open_language
from reelhouse.language.counts import short_count


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"), (999, "999"), (1000, "1k"), (1130, "1.1k"), (14_299, "14.2k"), (123_456, "123k"), (999_999, "999k"),
        (3_000_000, "3M"), (2_590_000, "2.5M"),
    ],
)  # fmt: skip
def test_english_counts(number: int, text: str) -> None:
    assert short_count(number, open_language("en")) == text


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("ru", ("980", "14,2 тыс.", "3 млн")),
        ("es", ("980", "14,2 mil", "3 M")),
        ("ro", ("980", "14,2 K", "3 mil.")),
        ("ko", ("980", "1.4만", "300만")),
    ],
)
def test_each_language_has_its_own_way(code: str, texts: tuple[str, ...]) -> None:
    assert tuple(short_count(number, open_language(code)) for number in (980, 14_210, 3_000_000)) == texts


def test_a_larger_count_is_never_written_as_a_smaller_one() -> None:
    for code in language_codes():
        language = open_language(code)
        written = [short_count(number, language) for number in range(0, 200_000, 50)]
        assert len(dict.fromkeys(written)) == len(
            [1 for n, one in enumerate(written) if n == 0 or one != written[n - 1]]
        )
