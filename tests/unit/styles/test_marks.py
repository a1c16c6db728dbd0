"""Lines of YAML keys."""

import pytest

from reelhouse.styles.marks import line_of

TEXT = "one: 1\ntwo:\n  three: 3\n  four:\n    - a\n    - b\n"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("one",), 1),
        (("two", "three"), 3),
        (("two", "four", 1), 6),
        (("two", "missing"), 2),
        (("missing",), 1),
        (("two", "four", 9), 4),
        (("one", "deeper"), 1),
    ],
)
def test_the_line_of_the_deepest_part_that_exists(path: tuple[str | int, ...], line: int) -> None:
    assert line_of(TEXT, path) == line


def test_an_empty_text_has_only_its_first_line() -> None:
    assert line_of("", ("a",)) == 1
