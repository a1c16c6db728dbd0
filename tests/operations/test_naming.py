"""Names in an output folder: a story keeps its own, and never takes another's."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.model.deliverable import Deliverable
from reelhouse.model.layout import RENDITIONS
from reelhouse.model.quality import QualityReport
from reelhouse.operations.naming import file_name, story_of
from reelhouse.production.material import Material
from reelhouse.storage import Store, open_store

Write = Callable[..., str]
MP4 = Artifact(sha256="0" * 64, kind=Kind.DELIVERABLE, suffix=".mp4", size=1)


def video(slug: str, rendition: str) -> Deliverable:
    return Deliverable(
        title="A key",
        slug=slug,
        rendition=RENDITIONS[rendition],
        frames=45,
        video=MP4,
        thumbnail=MP4,
        sidecars=(),
        quality=QualityReport(findings=()),
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(Settings(home=tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def write(store: Store, tmp_path: Path) -> Write:
    """Name a video of a story and write it; its name comes back."""

    def name(story: str, slug: str = "a-key", rendition: str = "portrait", out: str = "out") -> str:
        found = file_name(video(slug, rendition), story, tmp_path / out, store.exports)
        (tmp_path / out).mkdir(exist_ok=True)
        (tmp_path / out / f"{found}.mp4").write_text(story)
        return found

    return name


def test_two_stories_with_one_title_stand_side_by_side(write: Write, tmp_path: Path) -> None:
    first, second, third = (write(story) for story in ("one", "two", "three"))
    assert first == "a-key"
    assert len({first, second, third}) == 3
    assert {(tmp_path / "out" / f"{name}.mp4").read_text() for name in (first, second, third)} == {
        "one",
        "two",
        "three",
    }


def test_a_story_keeps_its_name_in_any_order(write: Write) -> None:
    names = [write(story) for story in ("one", "two")]
    assert [write(story) for story in ("two", "one")] == names[::-1]
    assert [write(story) for story in ("one", "two")] == names


def test_parts_and_sizes_of_a_story_share_its_name(write: Write) -> None:
    assert write("one") == "a-key"
    plain = write("two")
    code = plain.removeprefix("a-key-")
    assert len(code) == 6
    assert write("two", "a-key-part-1") == f"a-key-{code}-part-1"
    assert write("two", "a-key-draft", "draft") == f"a-key-{code}-draft"
    assert write("two", "a-key-part-12-draft", "draft") == f"a-key-{code}-part-12-draft"
    assert write("one", "a-key-draft", "draft") == "a-key-draft"


def test_what_is_held_back_keeps_its_name_too(write: Write, tmp_path: Path) -> None:
    write("one")
    (tmp_path / "out" / "held").mkdir()
    (tmp_path / "out" / "a-key.mp4").rename(tmp_path / "out" / "held" / "a-key.mp4")
    assert write("two") != "a-key"


def test_a_name_whose_files_are_gone_is_free_again(write: Write, tmp_path: Path) -> None:
    write("one")
    (tmp_path / "out" / "a-key.mp4").unlink()
    assert write("two") == "a-key"
    assert write("one") != "a-key"


def test_other_folders_and_titles_have_nothing_to_do_with_it(write: Write) -> None:
    write("one")
    assert write("two", out="elsewhere") == "a-key"
    assert write("two", "a-keyhole") == "a-keyhole"


def test_a_story_is_the_file_it_is_in_or_its_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.md").write_text("one")
    (tmp_path / "a.md").write_text("one")
    (tmp_path / "b.md").symlink_to("a.md")
    one, other = Material("a.md", b"one"), Material("a.md", b"other")
    assert story_of("stories", "a.md", one) == story_of("stories", str(tmp_path / "a.md"), other)
    assert story_of("stories", "a.md", one) == story_of("stories", "b.md", one)
    assert story_of("stories", "a.md", one) != story_of("stories", "sub/a.md", one)
    assert story_of("stories", "demo", None) == "stories/demo"
    for pipe in ("-", "/dev/null"):
        assert story_of("stories", pipe, one) == story_of("stories", pipe, one)
        assert story_of("stories", pipe, one) != story_of("stories", pipe, other)
