"""Shows as their recipe sees them, and the order in which their sources are taken."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.config.shows import Show, ShowFile
from reelhouse.errors import InvalidSettings, PathNotFound, UnknownName
from reelhouse.operations.make import prepare
from reelhouse.operations.pieces import Piece, next_piece, pieces_of
from reelhouse.operations.shows import find_show, read_one, read_shows, request_of, usable
from reelhouse.storage import Store, open_store


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "shows").mkdir()
    return Settings(home=tmp_path)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    with open_store(settings) as opened:
        yield opened


def write(settings: Settings, text: str, name: str = "midnight") -> ShowFile:
    path = settings.home / "shows" / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return read_one(path, {})


def stories(settings: Settings, *names: str) -> Path:
    folder = settings.home / "shows" / "stories"
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# The key\n\nI tried the old key.\n", encoding="utf-8")
    return folder


def test_a_show_asks_for_an_episode_as_a_person_would(settings: Settings) -> None:
    folder = stories(settings, "a.md")
    file = write(
        settings,
        "recipe: stories\nbrief: {source: stories, renditions: [draft, portrait], part: 90, footage: stories}\n"
        "approve: [script, release]\ndestinations: [kit]\nout: ../videos\n",
    )
    (piece,) = pieces_of(file)
    request = request_of(file, piece, settings)
    assert request.source == str(folder / "a.md")
    assert request.choose == (
        "renditions=draft,portrait",
        "part=90",
        f"footage={folder}",
        "approve=script,release",
    )
    assert (request.kit, request.destinations, request.show) == (True, (), "midnight")
    assert request.out.resolve() == settings.home / "videos"
    order, _ = prepare(request, settings)
    assert order.name.startswith("midnight-")
    assert order.show == "midnight"


def test_each_show_has_its_own_episode_of_a_story(settings: Settings) -> None:
    stories(settings, "a.md")
    names = {
        prepare(request_of(write(settings, "recipe: stories", show), Piece(None), settings), settings)[0].name
        for show in ("one", "other")
    }
    assert {name.partition("-")[0] for name in names} == {"one", "other"}
    one = write(settings, "recipe: stories")
    assert request_of(one, Piece(None), settings).out == settings.home / "out" / "midnight"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("recipe: storys", {"line 1, key recipe": "there is no recipe 'storys'"}),
        (
            "recipe: stories\nbrief:\n  stile: x\n  part: long\n  renditions: drft\n  title: {a: b}\n  source: [a]\n",
            {
                "line 3, key brief.stile": "there is no option 'stile'",
                "line 4, key brief.part": "'long' does not fit",
                "line 5, key brief.renditions": "there is no rendition 'drft'",
                "line 6, key brief.title": "",
                "line 7, key brief.source": "a text is needed here",
            },
        ),
        (
            "recipe: stories\nbrief: {mood: {a: b}}\nzone: Mars\napprove: skript\ndestinations: [kit, nowhere]\n",
            {
                "line 3, key zone": "there is no time zone",
                "line 2, key brief.mood": "",
                "line 5, key destinations.1": "there is no destination 'nowhere'",
                "line 4, key approve": "there is no approve 'skript'",
            },
        ),
    ],
)
def test_everything_that_is_wrong_is_told_with_its_line(text: str, told: dict[str, str], settings: Settings) -> None:
    file = write(settings, text)
    assert file.show is None
    assert {one.where.partition("yaml, ")[2] for one in file.problems} == set(told)
    for problem in file.problems:
        assert told[problem.where.partition("yaml, ")[2]] in problem.message
        assert problem.remedy
    with pytest.raises(InvalidSettings) as raised:
        usable(file)
    assert ("more: reelhouse shows check midnight" in raised.value.message) == (len(told) > 1)


def test_an_unknown_destination_is_told_what_there_is(settings: Settings) -> None:
    (problem,) = write(settings, "recipe: stories\nbrief: {source: demo}\ndestinations: [tiktok]\n").problems
    assert problem.remedy.startswith("Known: kit. No package that posts is installed here")


def test_shows_are_found_by_name(settings: Settings, store: Store) -> None:
    with pytest.raises(UnknownName) as raised:
        find_show(store, settings, {}, "midnight")
    assert "midnight.yaml" in raised.value.remedy
    write(settings, "recipe: stories")
    assert find_show(store, settings, {}, "midnight").show == Show(recipe="stories")
    with pytest.raises(UnknownName, match="midnigt"):
        find_show(store, settings, {}, "midnigt")
    with pytest.raises(PathNotFound):
        read_one(settings.home / "gone.yaml", {})
    assert [one.name for one in read_shows(store, settings, {})] == ["midnight"]


def test_the_files_of_a_folder_go_in_the_order_of_their_numbers(settings: Settings) -> None:
    stories(settings, "story-10.md", "story-2.TXT", "Story-1.markdown", ".hidden.md", "notes.pdf", "below/x.md")
    file = write(settings, "recipe: stories\nbrief: {source: stories}")
    assert [piece.name for piece in pieces_of(file)] == ["Story-1.markdown", "story-2.TXT", "story-10.md"]
    following = next_piece(file, {"Story-1.markdown"})
    assert following is not None
    assert following.name == "story-2.TXT"
    assert next_piece(file, {"Story-1.markdown", "story-2.TXT", "story-10.md"}) is None


def test_a_pattern_takes_what_it_matches(settings: Settings) -> None:
    stories(settings, "a/1.md", "b/2.md", "b/3.txt")
    file = write(settings, "recipe: stories\nbrief: {source: 'stories/*/*.md'}")
    assert [piece.name for piece in pieces_of(file)] == ["a/1.md", "b/2.md"]


def test_one_file_is_made_again_each_time(settings: Settings) -> None:
    folder = stories(settings, "a.md", "[b].md")
    for name in ("a.md", "[b].md"):
        file = write(settings, f"recipe: stories\nbrief: {{source: 'stories/{name}'}}")
        assert next_piece(file, {"", name}) == Piece(str(folder / name))
    assert next_piece(write(settings, "recipe: stories\nbrief: {source: demo}"), ()) == Piece("demo")
    assert next_piece(write(settings, "recipe: stories"), ()) == Piece(None)


def test_a_file_that_cannot_be_read_holds_nobody_up(settings: Settings) -> None:
    folder = stories(settings, "1.md", "2.md")
    (folder / "1.md").unlink()
    (folder / "1.md").symlink_to(folder / "1.md.loop")
    (folder / "1.md.loop").symlink_to(folder / "1.md")
    file = write(settings, "recipe: stories\nbrief: {source: stories}")
    following = next_piece(file, ())
    assert following is not None
    assert following.name == "2.md"
