from pathlib import Path

import pytest

from reelhouse.language import open_language
from reelhouse.model.release import Credit, CreditKind
from reelhouse.model.script import Line, Role, Scene, Script
from reelhouse.scripts.blurb import HASHTAGS, TAGS, TEASER, teaser, write_words
from reelhouse.scripts.keywords import keywords
from reelhouse.scripts.write import write_parts
from reelhouse.sources.text import read_story

STORIES = Path(__file__).parents[2] / "stories"
VOICE = Credit(kind=CreditKind.VOICE, name="espeak:en-us", licence="GPL-3.0-or-later (the program)")
FONTS = tuple(Credit(kind=CreditKind.FONT, name=name, licence="OFL-1.1") for name in ("Inter", "Montserrat"))
MUSIC = Credit(kind=CreditKind.MUSIC, name="")


def script(*told: str, title: str = "The key still fit", language: str = "en", **facts: object) -> Script:
    lines = tuple(Line(id=f"s1.{number}", text=text, shown=text) for number, text in enumerate(told))
    asked = (Line(id="end.1", text="What would you do?", shown="What would you do?"),)
    scenes = (
        Scene(id="title", role=Role.TITLE, lines=(Line(id="t", text=title, shown=title),)),
        Scene(id="s1", role=Role.STORY, lines=lines),
        Scene(id="end", role=Role.END, lines=asked),
    )
    return Script.model_validate({"title": title, "language": language, "scenes": scenes, **facts})


def test_a_description_begins_like_the_story_asks_and_thanks() -> None:
    told = ("I tried the old key.", "It turned.", "My landlord was inside.")
    words = write_words(script(*told, teller="night_owl", board="Confessions"), (VOICE, MUSIC, *FONTS))
    assert words.title == "The key still fit"
    assert words.description.split("\n\n") == [
        "I tried the old key.",
        "What would you do?",
        "#storytime #key #fit #landlord #stories",
        (
            "Credits\n"
            "Story: told by night_owl, Confessions\n"
            "Voice: espeak:en-us, GPL-3.0-or-later (the program)\n"
            "Music: composed by Reelhouse\n"
            "Fonts: Inter (OFL-1.1), Montserrat (OFL-1.1)"
        ),
    ]
    assert [credit.kind for credit in words.credits] == ["story", "voice", "music", "font", "font"]


def test_a_part_says_which_it_is() -> None:
    words = write_words(script("One.", part=2, parts=3), ())
    assert words.title == "The key still fit (Part 2 of 3)"
    assert words.description.startswith("Part 2 of 3\n\nOne.")
    assert "Credits" not in words.description
    assert (words.part, words.parts) == (2, 3)


def test_the_teaser_takes_whole_sentences_and_at_most_a_third() -> None:
    english = open_language("en")
    many = [f"Sentence number {number} is told." for number in range(30)]
    told = teaser(script(*many), english)
    assert told.endswith(".")
    assert TEASER - 40 < len(told) <= TEASER
    assert teaser(script(*many[:6]), english) == " ".join(many[:2])
    assert teaser(script(), english) == ""


def test_a_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    told = teaser(script("word " * 100 + "end."), open_language("en"))
    assert told.endswith("word…")
    assert len(told) <= TEASER


@pytest.mark.parametrize("code", ["es", "ko", "ro", "ru"])
def test_every_language_has_its_words_tags_and_labels(code: str) -> None:
    story = read_story((STORIES / f"{code}.md").read_bytes(), f"{code}.md", language=code)
    first = write_parts(story, part_seconds=60, profanity="soften", call_to_action="")[0]
    language = open_language(code)
    words = write_words(first, (VOICE, MUSIC, *FONTS))
    assert words == write_words(first, (VOICE, MUSIC, *FONTS))
    for name in ("credits", "credit_voice", "credit_music", "credit_font", "own_music"):
        assert language.phrases[name] in words.description
    assert 5 <= len(words.tags) <= TAGS
    assert words.description.count("#") == HASHTAGS
    assert words.tags[0] == language.phrases["genre"].split()[0]
    assert all(tag.isalpha() and tag == tag.casefold() for tag in words.tags)


def test_keywords_are_things_and_what_returns_not_what_every_story_has() -> None:
    told = ("My landlord opened the door.", "He had counted keys and counted again.", "Then the door closed.")
    found = keywords(script(*told), open_language("en"), 4)
    assert found == ("key", "door", "fit", "landlord")
    assert not {"then", "again", "opened", "still"} & set(keywords(script(*told), open_language("en"), 99))


def test_strong_language_becomes_no_tag() -> None:
    assert keywords(script(title="Holy shit, my bitchy damn boss"), open_language("en"), 9) == ("holy", "boss")


def test_korean_endings_are_taken_off_and_bits_of_words_left_out() -> None:
    found = keywords(script(title="시어머니가 집을 몰래 아파트에서", language="ko"), open_language("ko"), 9)
    assert found == ("시어머니", "몰래", "아파트")


def test_a_title_without_a_word_has_no_tags_of_its_own() -> None:
    assert write_words(script(title="😀 ../../x"), ()).tags == ("storytime", "stories")
