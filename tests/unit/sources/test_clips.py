"""A folder of clips: only media, only what lies in it, and names are only names."""

import os
from pathlib import Path

import pytest

from reelhouse.errors import ContentError, PathNotFound, UsageError
from reelhouse.sources import clips
from reelhouse.sources.clips import read_clip_folder, shown_name


def put(folder: Path, *names: str, text: str = "x") -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    return [file.name for file in read_clip_folder(folder).files]


def test_only_media_is_listed_and_nothing_hidden(tmp_path: Path) -> None:
    put(tmp_path, "b.mp4", "a.JPG", "city/c.gif", "notes.txt", "x.py", ".hidden.mp4", ".trash/d.mp4", "none")
    assert names_in(tmp_path) == ["a.JPG", "b.mp4", "city/c.gif"]


def test_what_we_made_is_not_footage(tmp_path: Path) -> None:
    put(tmp_path, "story.mp4", "story.jpg", "story.contact.jpg", "story.srt", "mine.mp4", "home/reelhouse.db")
    put(tmp_path, "home/artifacts/ab/chunk.mp4")
    assert names_in(tmp_path) == ["mine.mp4"]


def test_links_that_lead_out_are_named_and_left_out(tmp_path: Path) -> None:
    inside = tmp_path / "clips"
    put(tmp_path, "outside.mp4", "else/far.mp4", "clips/in.mp4")
    (inside / "away.mp4").symlink_to(tmp_path / "outside.mp4")
    (inside / "gone.mp4").symlink_to(tmp_path / "nothing.mp4")
    (inside / "again.mp4").symlink_to(inside / "in.mp4")
    (inside / "folder").symlink_to(tmp_path / "else", target_is_directory=True)
    (inside / "round").symlink_to(inside, target_is_directory=True)
    (inside / "unplugged").symlink_to(tmp_path / "no disk")
    (inside / "notes.txt").symlink_to(tmp_path / "outside.mp4")
    found = read_clip_folder(inside)
    assert [file.name for file in found.files] == ["again.mp4", "in.mp4"]
    named = [finding.message.partition(" ")[0] for finding in found.findings]
    assert named == ["away.mp4", "folder", "gone.mp4", "unplugged"]
    assert found.findings[1].message == "folder is a link that leads out of the folder: left out"


def test_of_many_links_the_first_are_named(tmp_path: Path) -> None:
    put(tmp_path, "clips/in.mp4")
    for number in range(14):
        (tmp_path / "clips" / f"{number:02}").symlink_to(tmp_path)
    found = [finding.message for finding in read_clip_folder(tmp_path / "clips").findings]
    assert len(found) == 11
    assert found[-1] == "and 4 more: left out"


def test_a_folder_that_only_links_to_footage_says_so(tmp_path: Path) -> None:
    put(tmp_path, "nas/far.mp4")
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "trip").symlink_to(tmp_path / "nas", target_is_directory=True)
    with pytest.raises(ContentError, match="trip is a link that leads out of the folder") as caught:
        read_clip_folder(tmp_path / "clips")
    assert "copy what is only linked" in caught.value.remedy


def test_a_folder_inside_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "in.mp4", "locked/far.mp4")
    opened = os.scandir

    def scandir(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError
        return opened(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = read_clip_folder(tmp_path)
    assert [file.name for file in found.files] == ["in.mp4"]
    assert [finding.message for finding in found.findings] == ["locked is a folder that may not be read: left out"]


def test_names_folders_and_tags_say_what_a_clip_shows(tmp_path: Path) -> None:
    put(tmp_path, "beach/IMG_1.mp4", "beach/IMG_1.txt", "b.png", "b.png.txt", text="Sunset, dog")
    words = {file.name: file.words for file in read_clip_folder(tmp_path).files}
    assert words == {"beach/IMG_1.mp4": "beach IMG_1 Sunset, dog", "b.png": "b Sunset, dog"}


def test_tags_are_read_no_further_than_they_may_be(tmp_path: Path) -> None:
    put(tmp_path, "a.mp4")
    put(tmp_path, "a.txt", text="word " * 10_000)
    assert len(read_clip_folder(tmp_path).files[0].words) < 11_000


def test_a_tag_file_that_leads_away_is_not_read(tmp_path: Path) -> None:
    put(tmp_path, "clips/a.mp4")
    put(tmp_path, "secret", text="secret")
    (tmp_path / "clips" / "a.txt").symlink_to(tmp_path / "secret")
    assert read_clip_folder(tmp_path / "clips").files[0].words == "a"


def test_a_huge_folder_is_read_as_far_as_it_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "MOST", 50)
    for number in range(60):
        (tmp_path / f"{number:03d}.mp4").touch()
    found = read_clip_folder(tmp_path)
    assert len(found.files) == 50
    assert found.files[-1].name == "049.mp4"
    assert found.findings[0].value == "60 files"


def test_a_folder_without_footage_says_what_to_do(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt")
    with pytest.raises(ContentError, match="Put videos or pictures into it"):
        read_clip_folder(tmp_path)


@pytest.mark.parametrize("name", ["none", "none/deeper", "nul\0l", "file.mp4/deeper"])
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path, name: str) -> None:
    put(tmp_path, "file.mp4")
    with pytest.raises(PathNotFound, match="no such folder"):
        read_clip_folder(tmp_path / name)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    put(tmp_path, "file.mp4")
    with pytest.raises(UsageError, match="Give the folder"):
        read_clip_folder(tmp_path / "file.mp4")


def test_a_folder_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "listdir", refuse)
    with pytest.raises(UsageError, match="may not be read"):
        read_clip_folder(tmp_path)


def test_any_name_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9\x1b[31m\n.mp4")).touch()
    shown = names_in(tmp_path)[0]
    assert shown == r"caf\xe9\x1b[31m\n.mp4"
    assert shown_name(Path("Дверь.mp4")) == "Дверь.mp4"
