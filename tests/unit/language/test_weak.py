from __future__ import annotations

import pytest

from reelhouse.language import Language
from reelhouse.language.weak import is_weak


@pytest.mark.parametrize(
    ("word", "weak"),
    [
        ("the", True),
        ("The", True),
        ("“of", True),
        ("house", False),
        ("of,", False),
        ("and.", False),
        ("—", False),
        ("", False),
    ],
)
def test_weak_words(word: str, weak: bool, english: Language) -> None:
    assert is_weak(word, english) is weak
