"""Documents on paper: what a person opens comes back as it was, and every mistake has a line."""

from pathlib import Path

import pytest

from reelhouse.errors import InvalidSettings
from reelhouse.language import open_language
from reelhouse.model.captions import Captions, Cue
from reelhouse.model.script import Parts
from reelhouse.model.story import Story
from reelhouse.operations.sheets import Change, Head, changes, read_sheet, write_sheet
from reelhouse.production.documents.scripted import origin_of_script
from reelhouse.production.documents.versions import Kind
from reelhouse.scripts.write import write_parts

BODY = 'I (28F) tried the $3,500 key. "No!" he said: it\'s over.\n\nThen I heard someone breathing damn loud.'
SCRIPT = Parts(scripts=write_parts(Story(title="The key: still fit", body=BODY)))
CUES = Captions(
    language="en",
    cues=(
        Cue(start=16_001, end=96_123, text="I tried the key\nand it fit."),
        Cue(start=100_000, end=172_900, text="Then I heard someone."),
    ),
)
MINE = Path("mine.yaml")
SCRIPT_HEAD = Head("stories-1", Kind.SCRIPT, 0, "0-abc")
CUES_HEAD = Head("stories-1", Kind.CAPTIONS, 2, "3-abc")


def script_after(*swaps: tuple[str, str]) -> Parts:
    paper = write_sheet(SCRIPT_HEAD, SCRIPT, "soften", "A key")
    for old, new in swaps:
        assert old in paper
        paper = paper.replace(old, new)
    after, version = read_sheet(paper.encode(), MINE, SCRIPT_HEAD, SCRIPT, "soften")
    assert version == "0-abc"
    assert isinstance(after, Parts)
    return after


def cues_after(*swaps: tuple[str, str]) -> Captions:
    paper = write_sheet(CUES_HEAD, CUES, "soften", "A key")
    for old, new in swaps:
        assert old in paper
        paper = paper.replace(old, new)
    after, _ = read_sheet(paper.encode(), MINE, CUES_HEAD, CUES, "soften")
    assert isinstance(after, Captions)
    return after


def test_what_nobody_changed_is_the_same_to_the_sample() -> None:
    assert origin_of_script(script_after()) == origin_of_script(SCRIPT)
    assert script_after() == SCRIPT
    assert cues_after() == CUES


@pytest.mark.parametrize("code", ["ru", "ro", "es", "ko"])
def test_every_language_comes_back_as_it_was(code: str) -> None:
    body = (Path(__file__).parents[1] / "stories" / f"{code}.md").read_text(encoding="utf-8")
    made = Parts(scripts=write_parts(Story(title=body.splitlines()[0].strip("# "), body=body, language=code)))
    paper = write_sheet(SCRIPT_HEAD, made, "soften", "x")
    assert read_sheet(paper.encode(), MINE, SCRIPT_HEAD, made, "soften")[0] == made
    assert open_language(code).code == code


def test_what_is_shown_is_what_is_said_unless_a_person_says_otherwise() -> None:
    after = script_after(("Then I heard someone", "Then 2 men came, someone"))
    (line,) = [one for one in after.scripts[0].lines if "men" in one.shown]
    assert line.shown.startswith("Then 2 men came")
    assert line.text.startswith("Then two men came")
    given = "\n    s1.1:\n      shown: 28F\n      said: a woman\n      pause: 700\n    new: More.\n    s1.2:"
    first, second = (f"\n    s1.{number}:" for number in (1, 2))
    paper = write_sheet(SCRIPT_HEAD, SCRIPT, "soften", "A key")
    old = paper[paper.index(first) : paper.index(second) + len(second)]
    lines = script_after((old, given)).scripts[0].scenes[1].lines
    assert (lines[0].shown, lines[0].text, lines[0].pause) == ("28F", "A woman.", 700)
    assert (lines[1].id, lines[1].text) == ("s1.new1", "More.")


def test_cues_can_move_change_go_and_come() -> None:
    moved = cues_after(("0:02.08 - 0:03.60:", "0:02.50 - 0:03.60:"))
    assert [(cue.start, cue.end) for cue in moved.cues] == [(16_001, 96_123), (120_000, 172_900)]
    gone = cues_after(("  0:02.08 - 0:03.60: Then I heard someone.\n", ""))
    assert len(gone.cues) == 1
    split = cues_after(("someone.\n", "someone.\n  0:03.58 - 0:04: New / one\n"), ("- 0:03.60", "- 0:03.00"))
    assert split.cues[-1].text == "New\none"
    assert changes(Kind.CAPTIONS, CUES, gone) == (
        Change(at="0:02.08 - 0:03.60", before="Then I heard someone.", after=""),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("0:02.08 - 0:03.60", "0:01.50 - 0:03.60", "it begins before 0:00.33 - 0:02.00 is over"),
        ("0:02.08 - 0:03.60", "0:00.10 - 0:00.20", "it comes before 0:00.33 - 0:02.00, which stands above it"),
        ("0:02.08 - 0:03.60", "0:02.08 - 0:01.00", "it ends before it begins"),
        ("0:02.08 - 0:03.60", "1:02.08 - 1:03.60", "it comes after the last words, at 0:03.60"),
        ("0:02.08 - 0:03.60", "soon", "these are no times"),
        (": Then I heard someone.", ":", "this is empty"),
        ("Then I heard someone.", "*" * 3, "is not YAML"),
        ("Then I heard someone.", "Потом я", "is not written in English"),
        ("Then I heard someone.", "x" * 401, "more than 400 letters"),
        ("cues:", "cuse:", "there is no such key"),
        ("part: 2", "part: 1", "this is the document of another one: 2 is meant"),
        ("document: captions", "document: script", "captions is meant"),
        ("version: 3-abc\n", "", "this is gone"),
    ],
)
def test_wrong_captions_are_named_with_their_line(old: str, new: str, said: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        cues_after((old, new))
    assert said in caught.value.message
    assert "mine.yaml" in caught.value.where
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("    title.1:", "    title.2:", "there is no such line"),
        ("  title:\n", "  titel:\n", "there is no such key"),
        ("part 1:", "part 2:", "there is no such key"),
        ("    title.1: ", "    title.1: {pause: soon, shown: x}\n    new: ", "'soon' is no pause"),
        ("    title.1: ", "    title.1: {sung: x}\n    new: ", "there is no such key"),
        ("    title.1: ", "    title.1: {shown: x, said: '...'}\n    new: ", "nothing in it can be said"),
        ("    title.1: ", "    title.1: 😀\n    new: ", "nothing of it can be shown"),
        ("  end:\n", "  end: x\n  last:\n", "there is no such key"),
        ('title: "The', f"title: {'x' * 401}\n# ", "more than 400 letters"),
    ],
)
def test_a_wrong_script_is_named_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(InvalidSettings) as caught:
        script_after((old, new))
    assert any(said in one.message for one in (caught.value, *caught.value.others))
    assert "mine.yaml" in caught.value.where


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(InvalidSettings) as caught:
        script_after(("    title.1: ", "    title.1: {sung: x, pause: soon}\n    new: "), ("  end:\n", "  last:\n"))
    found = [(one.where.rpartition("key ")[2], one.message) for one in (caught.value, *caught.value.others)]
    assert found == [
        ("part 1.title.title.1.sung", "there is no such key"),
        ("part 1.title.title.1.pause", "'soon' is no pause"),
        ("part 1.last", "there is no such key"),
    ]
    with pytest.raises(InvalidSettings) as caught:
        cues_after(("0:02.08 - 0:03.60: Then I heard someone.", "soon: Потом я"), ("part: 2", "part: 1"))
    assert [one.message.partition(":")[0] for one in (caught.value, *caught.value.others)] == [
        "this is the document of another one",
        "'Потом' is not written in English",
        "these are no times",
    ]


def test_differences_are_told_by_what_changed() -> None:
    title = script_after(('title: "The key: still fit"', "title: Another"))
    assert changes(Kind.SCRIPT, SCRIPT, title) == (Change(at="title", before="The key: still fit", after="Another"),)
