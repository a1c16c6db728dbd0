"""From what a person typed to a brief and its material, and back to what a person can read."""

import os
from pathlib import Path
from typing import Literal

import pytest
from pydantic import Field

from reelhouse.config import Settings
from reelhouse.errors import InvalidSettings, NoVoice, PathNotFound, UnknownName, UnreadableText, UsageError
from reelhouse.model.brief import Brief
from reelhouse.operations import material
from reelhouse.operations.briefs import Choice, choices, parse_brief
from reelhouse.operations.catalogue import all_styles, installed_voices, recipe_choices, recipe_names
from reelhouse.operations.material import read_material, readable
from reelhouse.operations.wanted import check_wanted
from reelhouse.production.material import Material


class Asked(Brief):
    source: str = Field("demo", description="Where it comes from")
    part_length: int = Field(60, ge=15, le=180, description="Seconds")
    mood: Literal["calm", "bright"] = Field("calm", description="Music")
    loud: bool = Field(default=False, description="Shout")
    sizes: tuple[Literal["big", "small"], ...] = Field(("big", "small"), min_length=1, description="Sizes")
    words: tuple[str, ...] = Field((), description="Words")


class Styled(Brief):
    style: str = "midnight"
    voice: str = "espeak:en-us"


class Spoken(Styled):
    language: str = "en"


def test_a_brief_is_listed_with_kinds_limits_and_defaults() -> None:
    assert choices(Asked) == (
        Choice("part_length", "number 15..180", "60", "Seconds"),
        Choice("mood", "calm | bright", "calm", "Music"),
        Choice("loud", "yes | no", "False", "Shout"),
        Choice("sizes", "list of big | small", "big,small", "Sizes"),
        Choice("words", "list of text", "", "Words"),
    )


def test_pairs_become_values_and_the_last_one_counts() -> None:
    pairs = ["part-length=20", " mood = bright ", "sizes= small , big,", "loud=yes", "words=a=b,c", "part_length=30"]
    brief = parse_brief(Asked, "story.md", pairs)
    assert brief == Asked(
        source="story.md", part_length=30, mood="bright", loud=True, sizes=("small", "big"), words=("a=b", "c")
    )
    assert parse_brief(Asked, None, []) == Asked()


@pytest.mark.parametrize(
    ("pair", "where", "message", "remedy"),
    [
        ("part-length=3", "--set part_length", "'3' does not fit", "It takes number 15..180 (default 60)"),
        ("loud=perhaps", "--set loud", "'perhaps' does not fit", "It takes yes | no (default False)"),
        ("mood=brigth", "--set mood", "there is no mood 'brigth'", "Did you mean 'bright'? It takes calm | bright"),
        ("sizes=big,smal", "--set sizes", "there is no size 'smal'", "Did you mean 'small'?"),
        ("sizes=", "--set sizes", "does not fit", "It takes list of big | small (default big,small)"),
    ],
)
def test_a_value_that_does_not_fit_names_key_limits_and_default(
    pair: str, where: str, message: str, remedy: str
) -> None:
    with pytest.raises(UsageError) as caught:
        parse_brief(Asked, None, [pair])
    assert caught.value.where == where
    assert message in caught.value.message
    assert remedy in caught.value.remedy


def test_unknown_styles_voices_and_steps_are_refused(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    check_wanted(Styled(), "render chunk", settings)
    check_wanted(Asked(), None, settings)
    with pytest.raises(UnknownName, match="style"):
        check_wanted(Styled(style="midnite"), None, settings)
    with pytest.raises(UnknownName, match="voice"):
        check_wanted(Styled(voice="espeak:en-us | espeak:nobody"), None, settings)
    with pytest.raises(InvalidSettings):
        check_wanted(Styled(voice="|"), None, settings)
    with pytest.raises(NoVoice, match="no voice that was chosen speaks Russian: espeak:en-us speaks en"):
        check_wanted(Spoken(language="ru"), None, settings)
    check_wanted(Spoken(language="ru", voice="espeak:en-us | espeak:ru"), None, settings)
    with pytest.raises(UnknownName, match="step"):
        check_wanted(Styled(), "rendering", settings)


def test_material_comes_from_a_file_a_pipe_or_standard_input(tmp_path: Path) -> None:
    (tmp_path / "a story.md").write_bytes(b"words")
    found = read_material(str(tmp_path / "a story.md"))
    assert found == Material(name="a story.md", content=b"words")
    assert read_material("-", b"piped") == Material(name="stdin (piped)", content=b"piped")
    assert read_material("-") == Material(name="stdin", content=b"")
    reading, writing = os.pipe()
    os.write(writing, b"words")
    os.close(writing)
    from_pipe = read_material(f"/dev/fd/{reading}")
    os.close(reading)
    assert from_pipe is not None
    assert from_pipe == Material(name="pipe (words)", content=b"words")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"# The  old key \n\nI tried it.", "stdin (The old key)"),
        (b"\xef\xbb\xbfThe old key\r\n\r\nI tried it.", "stdin (The old key)"),
        (b"---\nboard: True\ntitle: 'The old key'\n---\nI tried it.", "stdin (The old key)"),
        (b"---\nboard: True\n---\n\nThe old key\n", "stdin (The old key)"),
        ("Ключ\n\nЯ попробовал.".encode(), "stdin (Ключ)"),
        ("The old key\n\nI tried it.".encode("utf-16"), "stdin (The old key)"),
        (b"a \x1b[31mkey\n", "stdin (a [31mkey)"),
        (b"\0\1\2\3", "stdin"),
        (b"x" * 5000, f"stdin ({'x' * 60})"),
        (b"\n---\n\n", "stdin"),
    ],
)
def test_a_piped_text_is_known_by_its_title(content: bytes, name: str) -> None:
    """Two of them are two episodes, and one whose story is corrected stays what it was."""
    found = read_material("-", content)
    assert found is not None
    assert found.name == name
    more = read_material("-", content + b"\nanother end")
    assert more is not None
    assert more.name in {name, "stdin (another end)"}


def test_demo_is_a_reference_unless_a_file_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert read_material("demo") is None
    Path("demo").write_text("mine")
    assert read_material("demo") == Material(name="demo", content=b"mine")


@pytest.mark.parametrize("source", ["nosuch", "x" * 5000, "a\0b", "/etc/passwd/x", "reddit:tifu"])
def test_what_is_no_file_is_not_found(source: str) -> None:
    with pytest.raises(PathNotFound) as caught:
        read_material(source)
    assert len(caught.value.where) < 130


def test_too_much_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(material, "LIMIT", 1 << 20)
    (tmp_path / "much").write_bytes(b"x" * (1 << 20) + b"x")
    for source, stdin in ((str(tmp_path / "much"), None), ("-", b"x" * ((1 << 20) + 1))):
        with pytest.raises(UnreadableText, match="more than 1 MB"):
            read_material(source, stdin)
    with pytest.raises(UnreadableText, match="folder"):
        read_material(str(tmp_path))


def test_any_file_name_can_be_part_of_a_key() -> None:
    assert readable("a\udcff é.md") == "a\\xff é.md"


def test_the_catalogue_has_what_comes_with_the_house(tmp_path: Path) -> None:
    assert "stories" in recipe_names()
    assert "voice" in {choice.name for choice in recipe_choices("stories")}
    assert "midnight" in {style.name for style in all_styles()}
    settings = Settings(home=tmp_path)
    assert "espeak:en-us" in {voice.ref for voice in installed_voices(settings)}
    with pytest.raises(UnknownName):
        recipe_choices("storys")
