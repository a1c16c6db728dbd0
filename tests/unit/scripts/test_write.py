from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelhouse.errors import UnknownName, UnsuitableStory
from reelhouse.language import open_language
from reelhouse.language.syllables import syllables
from reelhouse.model.quality import Level
from reelhouse.model.script import Role, Script
from reelhouse.model.story import Story
from reelhouse.scripts.sentence import read_sentences
from reelhouse.scripts.write import write_parts
from reelhouse.sources.demo import demo_story
from reelhouse.sources.text import read_story

DEMO = read_story(demo_story(), "demo")
PARAGRAPH = (
    'My sister sold the house (28F) for $412,000 and kept it all. I called her at 5pm. "Why?" I asked. "I needed it. '
    'You never came." Then she hung up, and I sat in the dark for a very long time, because there was nothing left to '
    "say between the two of us."
)
LONG = Story(title="My sister sold the house", body="\n\n".join([PARAGRAPH] * 12), board="Confessions", votes=5)


def told(scripts: tuple[Script, ...]) -> list[str]:
    roles = {Role.STORY, Role.TWIST}
    return [line.shown for script in scripts for scene in script.scenes if scene.role in roles for line in scene.lines]


def syllable_seconds(script: Script) -> float:
    return sum(syllables(line.text, open_language("en")) for line in script.lines) / (175 * 1.36 / 60)


def test_the_demo_is_one_part_with_a_twist() -> None:
    (script,) = write_parts(DEMO)
    assert (script.part, script.parts, script.title) == (1, 1, DEMO.title.replace("'", "’"))
    assert script.scenes[0].role is Role.TITLE
    assert script.scenes[-1].id == "end"
    (twist,) = [scene for scene in script.scenes if scene.role is Role.TWIST]
    assert len(twist.lines) == 1
    assert script.scenes[-1].heading == "What would you do?"
    assert script.findings == ()


def test_lines_have_stable_unique_names_and_both_texts() -> None:
    for script in write_parts(LONG):
        names = [line.id for line in script.lines]
        assert len(set(names)) == len(names)
        assert all(line.id.startswith(f"{scene.id}.") for scene in script.scenes for line in scene.lines)
        assert all(line.text and line.shown and line.pause >= 100 for line in script.lines)
        assert not any(letter.isdigit() for line in script.lines for letter in line.text)


def test_a_long_story_becomes_balanced_parts_that_announce_each_other() -> None:
    scripts = write_parts(LONG, part_seconds=60)
    assert len(scripts) > 2
    lengths = [syllable_seconds(script) for script in scripts]
    assert max(lengths) < 60 * 1.2
    assert min(lengths) > 0.6 * max(lengths)
    assert [script.part for script in scripts] == list(range(1, len(scripts) + 1))
    first, last = scripts[0], scripts[-1]
    assert first.scenes[0].lines[-1].shown == f"Part 1 of {len(scripts)}"
    assert first.scenes[0].lines[-1].text.startswith("Part one of")
    assert first.scenes[-1].note == "Part 2 is next"
    assert last.scenes[-1].note == "Follow for more stories"
    assert {script.board for script in scripts} == {"Confessions"}


def test_no_part_ends_inside_a_quotation() -> None:
    for script in write_parts(LONG, part_seconds=30):
        shown = " ".join(told((script,)))
        assert shown.count('"') % 2 == 0


def test_a_persons_call_to_action_is_asked() -> None:
    (script,) = write_parts(DEMO, call_to_action="Tell me: who is right? **Now** 🎉")
    end = script.scenes[-1]
    assert [line.shown for line in end.lines] == ["Tell me: who is right?", "Now"]
    assert len(end.heading.split()) <= 4
    short = write_parts(DEMO, call_to_action="Your move?")[0].scenes[-1]
    assert (short.heading, short.lines[0].text) == ("Your move?", "Your move?")
    unsayable = write_parts(DEMO, call_to_action="¿?")[0].scenes[-1]
    assert unsayable.lines[0].text


def test_a_verdict_is_asked_for_when_the_story_asks_for_one() -> None:
    story = DEMO.model_copy(update={"title": "AITA for selling the house?"})
    assert write_parts(story)[0].scenes[-1].heading == "Who is wrong here?"


def test_a_made_up_title_is_a_finding() -> None:
    story = DEMO.model_copy(update={"title": ""})
    (script,) = write_parts(story)
    assert script.scenes[0].heading == script.title != ""
    assert [(finding.check, finding.level) for finding in script.findings] == [("title", Level.WARN)]
    endless = write_parts(DEMO.model_copy(update={"title": "So long " * 20}))[0]
    assert "too long" in endless.findings[0].message


def test_pauses_follow_the_text() -> None:
    story = Story(
        title="A fine title", body=f"One went home. Two stayed.\n\n{PARAGRAPH.split('. ', maxsplit=1)[0]}. It ended."
    )
    scenes = write_parts(story)[0].scenes
    lines = {line.shown: line.pause for scene in scenes for line in scene.lines}
    assert lines["A fine title"] == 420
    assert lines["One went home."] == 220
    assert lines["Two stayed."] == 420
    assert lines["It ended."] == 420
    assert lines["What would you do?"] == 900


def test_a_long_sentence_is_two_lines_with_a_breath_between() -> None:
    lines = [line for line in write_parts(LONG)[0].lines if line.pause == 120]
    assert lines
    assert all(line.text.endswith(",") for line in lines)


def test_profanity() -> None:
    story = Story(title="Well, shit", body="He said fuck it and left.\n\nWe never saw him again, sadly.")
    soft = write_parts(story)[0]
    assert soft.title == "Well, s***"
    assert soft.scenes[0].lines[0].text == "Well, crap."
    assert write_parts(story, profanity="keep")[0].scenes[0].lines[0].text == "Well, shit."
    with pytest.raises(UnsuitableStory, match="lines 1, 3"):
        write_parts(story, profanity="reject")
    with pytest.raises(UnknownName):
        write_parts(story, profanity="shout")


def test_what_cannot_be_told() -> None:
    with pytest.raises(UnsuitableStory, match="nothing"):
        write_parts(Story(title="Hello there", body="🎉 ... 🎉"))
    with pytest.raises(UnknownName):
        write_parts(Story(title="Hello", body="there", language="xx"))


def test_the_same_story_gives_the_same_scripts() -> None:
    assert write_parts(LONG) == write_parts(LONG)


SENTENCES = st.sampled_from(
    [
        "He left.",
        '"Why? I know." She ran.',
        "But then it rained!",
        "I (28F) paid $5.",
        "🎉",
        "...",
        "Привет.",
        "\n\n",
        "No. 5 won.",
        PARAGRAPH,
        "And so it went on and on and on, until nobody knew who had begun it, or why, or when, or where.",
        '"Open',
    ]
)


@given(st.lists(SENTENCES, min_size=1, max_size=30), st.integers(15, 90))
def test_every_sentence_is_told_exactly_once_in_order(pieces: list[str], part_seconds: int) -> None:
    story = Story(title="A title", body=" ".join(pieces))
    sentences = read_sentences(story.body, open_language("en"), "soften")
    if not sentences:
        return
    scripts = write_parts(story, part_seconds=part_seconds)
    assert " ".join(told(scripts)) == " ".join(sentence.shown for sentence in sentences)
    assert all(line.text and line.shown for script in scripts for line in script.lines)
    assert all(script.parts == len(scripts) for script in scripts)


def test_a_part_for_a_quicker_voice_holds_as_much_more() -> None:
    slow, usual, quick = (write_parts(LONG, part_seconds=60, speed=speed) for speed in (0.7, 1.0, 1.4))
    assert usual == write_parts(LONG, part_seconds=60)
    assert len(quick) < len(usual) < len(slow)
    for scripts, speed in ((slow, 0.7), (usual, 1.0), (quick, 1.4)):
        read = [syllable_seconds(script) / speed for script in scripts]
        assert all(40 <= seconds <= 72 for seconds in read), (speed, read)
    assert [line for line in told(quick) if "sister" in line] == [line for line in told(slow) if "sister" in line]
