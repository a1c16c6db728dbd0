"""Shows in the database: put, read everywhere as a file would be, and taken out; what is in two places is told."""

from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import InvalidSettings, PathNotFound, UnknownName, UnreadableText, UsageError
from reelhouse.operations.agenda import check_shows, describe_show, list_shows
from reelhouse.operations.scheduling import start_show
from reelhouse.operations.show_texts import LARGEST, put_show, remove_show, show_history, show_text
from reelhouse.storage import open_store

SHOW = "recipe: stories\nbrief: {source: stories, voice: '${VOICE}'}\nschedule: 0 9 * * *\nout: ${VIDEOS:-out}\n"
HERE = {"VOICE": "espeak:en-us"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "midnight.yaml"
    path.parent.mkdir()
    path.write_text(SHOW, encoding="utf-8")
    return path


def test_a_show_in_the_database_is_one_wherever_that_is_used(settings: Settings, file: Path, tmp_path: Path) -> None:
    kept = put_show(settings, {}, file, "anna")
    assert (kept.show, kept.changed, kept.absent) == ("midnight", True, ("the environment variable VOICE is not set",))
    assert not put_show(settings, HERE, file, "bob").changed
    with open_store(settings) as store:
        assert store.show_texts.current()["midnight"].text == SHOW

    other = settings.model_copy(update={"home": tmp_path / "other"}) if settings.database else settings
    stories = other.home / "shows" / "stories"
    stories.mkdir(parents=True)
    (stories / "1.md").write_text("# Key\n\nI tried the old key.\n", encoding="utf-8")
    (listed,) = list_shows(other, HERE)
    assert (listed.show, listed.state, listed.path) == ("midnight", "on", "show midnight in the database")
    told = describe_show(other, HERE, "midnight")
    assert (told.left, told.out, told.put_by) == (1, str(other.home / "shows" / "out"), "anna")
    assert start_show(other, HERE, "midnight").startswith("midnight-")

    (unset,) = list_shows(other, {})
    assert unset.state == "faulty"
    assert unset.faults[0].where == "show midnight in the database, line 2, key brief.voice"


def test_what_was_done_with_a_show_is_remembered(settings: Settings, file: Path) -> None:
    put_show(settings, HERE, file, "anna", "late-night")
    file.write_text(SHOW.replace("0 9", "0 7"), encoding="utf-8")
    put_show(settings, HERE, file, "bob", "late-night")
    remove_show(settings, "late-night", "carol")
    assert [(one.version, one.deed, one.who) for one in show_history(settings, "late-night")] == [
        (1, "put", "anna"),
        (2, "put", "bob"),
        (3, "remove", "carol"),
    ]
    assert list_shows(settings, HERE) == ()
    assert show_text(settings, "late-night") == SHOW.replace("0 9", "0 7")
    assert show_text(settings, "late-night", 1) == SHOW
    with pytest.raises(UsageError, match="no text of version 3"):
        show_text(settings, "late-night", 3)
    for wrong in (show_text, show_history):
        with pytest.raises(UnknownName, match="midnight"):
            wrong(settings, "midnight")


def test_a_show_that_lies_in_two_places_names_both(settings: Settings, file: Path) -> None:
    put_show(settings, HERE, file, "anna")
    folder = settings.home / "shows"
    folder.mkdir()
    twin = folder / file.name
    twin.write_text(SHOW, encoding="utf-8")
    (found,) = check_shows(settings, HERE, None)
    assert found.problems[0].where == str(twin)
    assert "in the database too" in found.problems[0].message
    assert "reelhouse shows remove midnight" in found.problems[0].remedy
    with pytest.raises(InvalidSettings, match="in the database too"):
        start_show(settings, HERE, "midnight")
    with pytest.raises(UsageError, match="nobody could tell which one is meant"):
        put_show(settings, HERE, file, "anna")
    remove_show(settings, "midnight", "anna")
    assert list_shows(settings, HERE)[0].state == "on"
    with pytest.raises(UsageError, match="this show is a file"):
        remove_show(settings, "midnight", "anna")
    twin.unlink()
    with pytest.raises(UnknownName, match="midnight"):
        remove_show(settings, "midnight", "anna")


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        ("recipe: stories\nplan: x\n", ", line 2, key plan", "there is no such key"),
        ("recipe: ${R}\nschedule: x\n", ", line 2, key schedule", ""),
        ("recipe: stories\nzone: Mars\nbrief: {pat: 3}\n", ", line 2, key zone", "1 more: reelhouse shows check "),
        ("recipe: stories\ntitle: ${1}\n", ", line 2, key title", "not a reference"),
        ("recipe: [\n", ", line 2", "this is not YAML"),
        ("recipe: \0\n", "", "cannot be read"),
    ],
)
def test_what_is_wrong_is_not_put(text: str, where: str, message: str, settings: Settings, file: Path) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidSettings) as raised:
        put_show(settings, {}, file, "anna")
    assert raised.value.where == f"{file}{where}"
    assert message in raised.value.message
    assert list_shows(settings, {}) == ()


def test_what_depends_on_another_machine_is_not_judged_here(settings: Settings, file: Path) -> None:
    file.write_text(
        "recipe: ${R}\nzone: ${Z}\nbudget: {day: '${D}'}\napprove: ['${A}']\ntitle: ${file:gone}\n", encoding="utf-8"
    )
    assert len(put_show(settings, {}, file, "anna").absent) == 5
    file.write_text("recipe: stories\nbrief: {source: demo, part: '${P}', pat: 3}\napprove: '${A}'\n", encoding="utf-8")
    with pytest.raises(InvalidSettings, match="there is no option 'pat'"):
        put_show(settings, {}, file, "anna")


def test_files_that_are_no_shows(settings: Settings, file: Path) -> None:
    with pytest.raises(PathNotFound):
        put_show(settings, {}, file.with_name("gone.yaml"), "anna")
    for name in ("../x", "No Name"):
        with pytest.raises(UsageError, match="cannot be called"):
            put_show(settings, {}, file, "anna", name)
    for content, message in ((b"\xff", "no text in UTF-8"), (b"#" * (LARGEST + 1), "longer than 256 KB")):
        file.write_bytes(content)
        with pytest.raises(UnreadableText, match=message):
            put_show(settings, {}, file, "anna")
