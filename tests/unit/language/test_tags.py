"""Language tags as they are really written."""

import pytest

from reelhouse.language.tags import primary, three_letters


@pytest.mark.parametrize(
    ("tag", "language"),
    [("en", "en"), ("en-US", "en"), ("en_gb", "en"), ("PT-br", "pt"), ("zh-Hans-CN", "zh"), ("cmn", "cmn"), ("", "")],
)
def test_the_language_without_its_country(tag: str, language: str) -> None:
    assert primary(tag) == language


@pytest.mark.parametrize(
    ("tag", "stored"),
    [("en", "eng"), ("RU", "rus"), ("pt-br", "por"), ("ko_KR", "kor"), ("xx", "und"), ("", "und")],
)
def test_the_three_letters_of_a_language(tag: str, stored: str) -> None:
    assert three_letters(tag) == stored
