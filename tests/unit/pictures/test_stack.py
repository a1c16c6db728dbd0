"""Words in lines whose letters are as large as they can be."""

from hypothesis import given
from hypothesis import strategies as st

from reelhouse.pictures.stack import NEARLY, stack


def lines(text: str, room: float = 10, largest: float = 10) -> list[str]:
    return [" ".join(line) for line in stack(text.split(), len, room, largest)]


def test_no_word_stands_alone_between_longer_lines() -> None:
    assert lines("no sabia que habia otro", largest=1.3) == ["no sabia", "que habia", "otro"]
    assert lines("sister sold our grandmothers house") == ["sister", "sold our", "grandmothers", "house"]


def test_few_lines_are_enough_when_letters_cannot_grow() -> None:
    assert lines("sora mea a vandut", largest=0.5) == ["sora mea a vandut"]


def test_nothing_stands_in_no_lines() -> None:
    assert stack((), len, 10, 10) == ()


@given(st.lists(st.text("ab", min_size=1, max_size=9), max_size=6))
def test_no_other_number_of_lines_has_much_larger_letters(words: list[str]) -> None:
    found = stack(words, len, 100, 1000)
    assert [word for line in found for word in line] == words
    if words:
        assert max(len(" ".join(line)) for line in found) <= max(map(len, words)) / NEARLY
