from __future__ import annotations

from reelhouse.language.latin import in_latin


def test_cyrillic_and_hangul() -> None:
    assert in_latin("Свекровь продала дачу") == "svekrov prodala dachu"
    assert in_latin("시어머니의 비밀") == "sieomeoniui bimil"


def test_other_letters_stay() -> None:
    assert in_latin("Și ¿qué? 12") == "Și ¿qué? 12"
