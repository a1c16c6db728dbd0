from __future__ import annotations

from reelhouse.language import Language
from reelhouse.language.stems import hooks_in, strong_stem


def test_beginnings_of_words_count_once(russian: Language, english: Language) -> None:
    assert hooks_in(["наследство", "наследства", "окно"], russian) == 2
    assert hooks_in(["sold", "sold", "window"], english) == 1


def test_the_longest_strong_beginning_is_found(korean: Language, english: Language) -> None:
    assert strong_stem("개새끼가", korean) == "개새끼"
    assert strong_stem("하늘이", korean) == ""
    assert strong_stem("shift", english) == ""
