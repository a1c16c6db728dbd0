"""What holds for every language that is here."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reelhouse.errors import UnsuitableStory
from reelhouse.language import Language, language_codes, open_language
from reelhouse.language.detect import foreign_share, other_language, script_shares, told_in
from reelhouse.language.tables import read_lines
from reelhouse.scripts.spoken import shown, spoken
from reelhouse.scripts.write import write_parts
from reelhouse.sources.text import read_story

STORIES = Path(__file__).parents[2] / "stories"
CODES = ("es", "ko", "ro", "ru")
MESSY = "(28F) 1.234,5 € 50% №5 7:30 03.05.2021 2/3 A&B ~7 kg 5-7 #Tag @me C++ x=y 20°C 1 000 000 $3 900k 0,05"


def story(code: str) -> str:
    return (STORIES / f"{code}.md").read_text("utf-8")


@pytest.fixture(params=CODES)
def language(request: pytest.FixtureRequest) -> Language:
    return open_language(request.param)


def test_the_five_are_here() -> None:
    assert language_codes() == ("en", *CODES)


def test_word_lists_are_lower_case_and_filled(language: Language) -> None:
    for words in (language.weak, language.stop, language.conjunctions):
        assert len(words) > 10
        assert all(word == word.lower() for word in words)
    assert language.closing <= language.abbreviations
    assert len(language.hook_stems) > 20
    assert len(language.profanity) + len(language.profane_stems) > 15
    assert all(word == word.lower() for word in language.profanity)
    assert len(read_lines(language.code, "decoys.txt")) == 8


def test_our_own_phrases_fit_their_cards_and_are_in_the_language(language: Language) -> None:
    for name in ("question", "verdict", "your_turn"):
        assert 1 <= len(language.phrases[name].split()) <= 4
    assert set(language.phrases) == set(open_language("en").phrases)
    for name, phrase in language.phrases.items():
        said = spoken(phrase.format(n=1, m=3, name=""), language)
        assert said, name
        assert script_shares(said.replace("Reelhouse", "")).get(language.script, 0) == 1
        assert phrase != open_language("en").phrases[name]


def test_nothing_that_is_said_has_a_digit_or_a_sign(language: Language) -> None:
    said = spoken(MESSY, language)
    assert re.fullmatch(r"[^\W\d_](?:[^\W\d_]|[ .,!?;:'-])*", said)


def test_what_is_said_is_said_the_same_again(language: Language) -> None:
    """Text that is already words is not changed a second time."""
    for line in read_lines(language.code, "decoys.txt"):
        once = spoken(line, language)
        assert spoken(once, language) == once


def test_a_story_becomes_scripts_without_a_doubt(language: Language) -> None:
    found = read_story(story(language.code).encode(), "story.md", language=language.code)
    assert found.findings == ()
    parts = write_parts(found)
    assert len(parts) == 2
    for part in parts:
        assert part.findings == ()
        assert all(len(line.shown.split()) <= language.breath for line in part.lines)
        assert part.scenes[-1].heading in language.phrases.values()
        assert not re.search(r"[A-Za-z]{3}", part.scenes[-1].note) or language.script == "Latin"


@pytest.mark.parametrize("code", ["es", "ro", "ru"])
def test_the_turn_of_a_story_stands_alone(code: str) -> None:
    parts = write_parts(read_story(story(code).encode(), "story.md", language=code))
    assert any(scene.role == "twist" for scene in parts[-1].scenes)


def test_a_story_is_known_by_its_words(language: Language) -> None:
    assert told_in(story(language.code)) == language.code
    assert other_language(story(language.code).split("\n\n", 1)[1], language) is None
    assert foreign_share(story(language.code).split("---", 2)[2], language) < 0.02


def test_english_is_another_language(language: Language) -> None:
    text = "My sister sold the house and she never told me about it until the lawyer called me."
    assert told_in(text) == "en"
    assert foreign_share(text, language) > 0.9


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Моя сестра продала будинок і не сказала мені, що він належав нашій бабусі, а я вже мала ключі.", None),
        ("Ma sœur a vendu la maison de notre grand-mère et elle ne nous a pas dit que le notaire était là.", None),
        ("我姐姐卖掉了奶奶的房子", None),
        ("12 🎉", None),
    ],
)
def test_languages_without_stories(text: str, code: str | None) -> None:
    assert told_in(text) == code


def test_a_few_english_names_are_no_other_language(language: Language) -> None:
    first = read_lines(language.code, "decoys.txt")[4]
    assert foreign_share(f"{first} iPhone 13", language) < 0.2
    assert "iPhone" in shown(f"{first} iPhone", language)


def test_a_brief_that_disagrees_with_the_text_is_told_the_language(language: Language) -> None:
    with pytest.raises(UnsuitableStory, match=f"--set language={language.code}"):
        read_story(story(language.code).encode(), "story.md", language="en")
    other = "ro" if language.code == "es" else "es"
    with pytest.raises(UnsuitableStory, match=f"--set language={language.code}"):
        read_story(story(language.code).encode(), "story.md", language=other)


def test_a_text_from_right_to_left_is_refused(language: Language) -> None:
    text = "باعت أختي بيت جدتي ولم تخبرني بذلك.\n\nثم وجدت الوصية الثانية في الدرج القديم."
    with pytest.raises(UnsuitableStory, match="from right to left") as caught:
        read_story(text.encode(), "story.md", language=language.code)
    assert "ru" in caught.value.remedy
