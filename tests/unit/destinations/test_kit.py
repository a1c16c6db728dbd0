"""The kit as a folder and a zip: whole or not there, the same each time, and kind to what a person changed."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from packing import package
from reelhouse.destinations.aside import replacing_file, replacing_folder
from reelhouse.destinations.kit import PROVIDER
from reelhouse.errors import DiskFull, NotWritable

HOSTILE = [
    "<script>alert(1)</script>",
    "../../x",
    "a long title " * 23,
    "مفتاح الباب القديم",
    "😀 key 👩‍👩‍👧",
    "' onload='alert(1)\" x=\"",
    "{{ 7 * 7 }} {% raw %} </style></script><img src=x onerror=alert(1)>",
    "line\nbreak\u2028\u202e",
]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_kit_holds_everything_and_the_zip_the_same(tmp_path: Path) -> None:
    went = PROVIDER.publish(package(tmp_path / "made"), str(tmp_path / "out"))
    assert went.place == str(tmp_path / "out" / "a-key-kit")
    found = contents(Path(went.place))
    assert set(found) == {
        "a-key.mp4", "a-key.jpg", "a-key.srt", "a-key.vtt", "a-key.contact.jpg",
        "title.txt", "description.txt", "tags.txt", "metadata.json", "quality.json", "index.html",
    }  # fmt: skip
    assert found["title.txt"] == b"A key\n"
    assert found["tags.txt"] == b"storytime, key\n"
    with ZipFile(went.archive) as archive:
        assert {name.removeprefix("a-key-kit/"): archive.read(name) for name in archive.namelist()} == found
    card = json.loads(found["metadata.json"])
    assert card["schema"] == "reelhouse.kit/1"
    assert set(card["files"]) == set(found) - {"metadata.json"}
    assert card["posts"][0]["videos"][0]["files"]["video"] == "a-key.mp4"
    report = json.loads(found["quality.json"])["a-key.mp4"]
    assert (report["schema"], report["passed"]) == ("reelhouse.quality/1", True)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a-key-kit", "a-key-kit.zip"]


def test_parts_have_folders_of_their_own(tmp_path: Path) -> None:
    went = PROVIDER.publish(package(tmp_path, parts=2), str(tmp_path / "out"))
    found = contents(Path(went.place))
    assert {"part-1/a-key-part-1.mp4", "part-2/title.txt", "part-2/a-key-part-2.vtt", "index.html"} <= set(found)
    page = found["index.html"].decode()
    assert 'src="part-2/a-key-part-2.mp4"' in page
    assert 'href="#part-2"' in page


def test_the_same_package_gives_the_same_bytes(tmp_path: Path) -> None:
    one = PROVIDER.publish(package(tmp_path), str(tmp_path / "one"))
    two = PROVIDER.publish(package(tmp_path), str(tmp_path / "two"))
    PROVIDER.publish(package(tmp_path), str(tmp_path / "two"))
    assert contents(Path(one.place)) == contents(Path(two.place))
    assert Path(one.archive).read_bytes() == Path(two.archive).read_bytes()


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(words: str, tmp_path: Path) -> None:
    plain, hostile = (
        PROVIDER.publish(package(tmp_path / "made", title, title), str(tmp_path / name))
        for name, title in (("plain", "A key"), ("hostile", words))
    )
    pages = []
    for went in (plain, hostile):
        page = _Tags()
        page.feed((Path(went.place) / "index.html").read_text())
        pages.append(page)
    shapes = [[(tag, sorted(attrs)) for tag, attrs in page.seen if tag not in {"p", "span", "b"}] for page in pages]
    # A note under a field that is too long or was changed is a paragraph; nothing else may differ.
    assert [one for one in shapes[1] if one[0] not in {"svg", "path"}] == [
        one for one in shapes[0] if one[0] not in {"svg", "path"}
    ]
    assert words.strip() in pages[1].text
    assert set(contents(Path(hostile.place))) == set(contents(Path(plain.place)))
    assert (Path(hostile.place) / "title.txt").read_bytes().decode() == f"{words}\n"
    with ZipFile(hostile.archive) as archive:
        assert all(re.fullmatch(r"a-key-kit/[a-z0-9.-]+", name) for name in archive.namelist())


def test_the_page_asks_for_nothing_that_is_not_beside_it(tmp_path: Path) -> None:
    went = PROVIDER.publish(package(tmp_path), str(tmp_path / "out"))
    page = _Tags()
    page.feed((Path(went.place) / "index.html").read_text())
    asked = [attrs[key] for _, attrs in page.seen for key in ("src", "href", "poster") if attrs.get(key)]
    beside = set(contents(Path(went.place)))
    assert asked
    assert all(str(one).startswith("#") or one in beside for one in asked)
    assert not [tag for tag, attrs in page.seen if any(key.startswith("on") or key == "style" for key in attrs)]


def test_a_text_that_a_person_changed_stays_and_is_told(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    place = Path(PROVIDER.publish(package(tmp_path), out).place)
    (place / "description.txt").write_text("My own words.\r\n", encoding="utf-8-sig", newline="")
    for title in ("A key", "Another key"):
        went = PROVIDER.publish(package(tmp_path, title), out)
        assert went.kept == ("description.txt",)
        assert (place / "description.txt").read_text().strip() == "My own words."
        assert (place / "title.txt").read_text() == f"{title}\n"
        assert "My own words." in (place / "index.html").read_text()
        with ZipFile(went.archive) as archive:
            assert archive.read("a-key-kit/description.txt").strip() == b"My own words."
    (place / "description.txt").unlink()
    assert PROVIDER.publish(package(tmp_path), out).kept == ()
    assert (place / "description.txt").read_text() == "I tried it.\n"


@pytest.mark.parametrize("theirs", [None, b"x" * (2 << 20), b"caf\xe9"], ids=["link", "large", "latin"])
def test_a_changed_text_that_cannot_be_kept_is_never_lost(theirs: bytes | None, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    place = Path(PROVIDER.publish(package(tmp_path), out).place)
    (tmp_path / "secret").write_text("secret")
    (place / "description.txt").unlink()
    if theirs is None:
        (place / "description.txt").symlink_to(tmp_path / "secret")
    else:
        (place / "description.txt").write_bytes(theirs)
    before = contents(place)
    with pytest.raises(NotWritable, match="cannot be kept"):
        PROVIDER.publish(package(tmp_path), out)
    assert contents(place) == before
    assert sorted(path.name for path in Path(out).iterdir()) == ["a-key-kit", "a-key-kit.zip"]


def test_an_emptied_title_still_leaves_a_page_with_a_name(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    place = Path(PROVIDER.publish(package(tmp_path), out).place)
    (place / "title.txt").write_text("")
    assert PROVIDER.publish(package(tmp_path), out).kept == ("title.txt",)
    assert "<title>A key" in (place / "index.html").read_text()


def test_files_that_a_person_put_in_stay_and_old_ones_of_ours_go(tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    place = Path(PROVIDER.publish(package(tmp_path, parts=2), out).place)
    (place / "notes").mkdir()
    (place / "notes" / "mine.txt").write_text("mine")
    (place / "notes" / "link").symlink_to("mine.txt")
    went = PROVIDER.publish(package(tmp_path), out)
    found = contents(place)
    assert found["notes/mine.txt"] == b"mine"
    assert (place / "notes" / "link").is_symlink()
    assert not [name for name in found if name.startswith("part-")]
    with ZipFile(went.archive) as archive:
        assert "a-key-kit/notes/mine.txt" not in archive.namelist()


@pytest.mark.parametrize(
    "card", [None, "{", "[]", '{"schema": "other/1"}', '{"schema": "reelhouse.kit/1", "files": 1}']
)
def test_a_folder_that_is_no_kit_is_left_alone(card: str | None, tmp_path: Path) -> None:
    place = tmp_path / "a-key-kit"
    place.mkdir()
    (place / "mine.txt").write_text("mine")
    if card is not None:
        (place / "metadata.json").write_text(card)
    before = contents(tmp_path)
    with pytest.raises(NotWritable, match="no kit of ours"):
        PROVIDER.publish(package(tmp_path / "made"), str(tmp_path))
    assert {name: body for name, body in contents(tmp_path).items() if not name.startswith("made/")} == before


def test_a_folder_that_refuses_says_so(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(NotWritable, match="cannot write here"):
        PROVIDER.publish(package(tmp_path), str(tmp_path / "out"))


def test_a_full_disk_says_so_and_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "kit"
    with replacing_folder(target) as folder:
        (folder / "a").write_text("first")

    def fill() -> None:
        with replacing_folder(target) as folder, replacing_file(tmp_path / "zip") as zipped:
            (folder / "a").write_text("second")
            zipped.write_text("second")
            raise OSError(28, "No space left on device")

    with pytest.raises(DiskFull, match="no space"):
        fill()
    assert contents(tmp_path) == {"kit/a": b"first"}


def test_what_a_killed_run_moved_aside_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "out"
    place = Path(PROVIDER.publish(package(tmp_path), str(out)).place)
    (place / "title.txt").write_text("Mine\n")
    place.rename(out / ".reelhouse-a-key-kit.old")
    (out / ".reelhouse-a-key-kit.new").mkdir()
    (out / ".reelhouse-a-key-kit.new" / "half").write_text("half")
    assert PROVIDER.publish(package(tmp_path), str(out)).kept == ("title.txt",)
    assert sorted(path.name for path in out.iterdir()) == ["a-key-kit", "a-key-kit.zip"]
    assert "half" not in contents(place)


#: Writes the kit again and again, so that a kill comes at any moment of it.
ENDLESS = """
import sys
from pathlib import Path
from packing import package
from reelhouse.destinations.kit import PROVIDER
made = package(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    PROVIDER.publish(made, sys.argv[2])
"""


def test_a_kill_at_any_moment_leaves_a_whole_kit_or_none(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    expected = None
    for milliseconds in (1, 20, 45, 70):
        process = subprocess.Popen(
            [sys.executable, "-c", ENDLESS, str(tmp_path / "made"), str(out)],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        assert process.stdout
        process.stdout.readline()
        until = time.monotonic() + milliseconds / 1000
        while time.monotonic() < until:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        seen = [path for path in out.iterdir() if not path.name.startswith(".")]
        for path in seen:
            if path.is_dir():
                card = json.loads((path / "metadata.json").read_bytes())
                assert set(contents(path)) == {*card["files"], "metadata.json"}
            else:
                with ZipFile(path) as archive:
                    assert archive.testzip() is None
        went = PROVIDER.publish(package(tmp_path / "made"), str(out))
        expected = expected or contents(Path(went.place))
        assert contents(Path(went.place)) == expected
        assert sorted(path.name for path in out.iterdir()) == ["a-key-kit", "a-key-kit.zip"]
