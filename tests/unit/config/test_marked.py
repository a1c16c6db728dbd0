"""YAML with lines: every complaint names file, line and key."""

from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from reelhouse.config.marked import Marked, fit, read_marked
from reelhouse.errors import InvalidSettings


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid")
    size: int = 0


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str = ""
    inner: Inner = Inner()
    many: list[int] = []


def read(folder: Path, text: str) -> Marked:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return read_marked(path, {"N": "7"})


def complaint(folder: Path, text: str) -> InvalidSettings:
    with pytest.raises(InvalidSettings) as raised:
        fit(Outer, read(folder, text), {("inner",): ("size",)})
    return raised.value


def test_data_and_lines(tmp_path: Path) -> None:
    marked = read(tmp_path, "title: A\n\ninner:\n  size: ${N}\nmany:\n  - 1\n  - 2.5\nflag: yes\nnone: null\n")

    assert marked.data == {"title": "A", "inner": {"size": "7"}, "many": [1, 2.5], "flag": True, "none": None}
    assert marked.lines["title",] == 1
    assert marked.lines["inner", "size"] == 4
    assert marked.lines["many", 1] == 7


def test_a_place_that_the_file_has_not_is_the_file(tmp_path: Path) -> None:
    marked = read(tmp_path, "title: A\n")

    assert marked.where(()) == str(tmp_path / "some.yaml")
    assert marked.where(("inner", "size")) == f"{tmp_path}/some.yaml, key inner.size"


def test_it_fits_a_model(tmp_path: Path) -> None:
    assert fit(Outer, read(tmp_path, "inner: {size: '${N}'}\nmany: [1]\n")) == Outer(inner=Inner(size=7), many=[1])


@pytest.mark.parametrize("text", ["", "# only a comment\n"])
def test_an_empty_file_is_an_empty_mapping(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text).data == {}


@pytest.mark.parametrize(
    ("text", "where", "message", "remedy"),
    [
        ("title: a\ntitel: b\n", "some.yaml, line 2, key titel", "no such key", "'title'"),
        ("zzzzz: b\n", "line 1, key zzzzz", "no such key", "Known: title, inner, many"),
        ("\ninner:\n  siz: 1\n", "line 3, key inner.siz", "no such key", "'size'"),
        ("inner:\n  size: big\n", "line 2, key inner.size", "a whole number is needed", ""),
        ("many:\n - 1\n - x\n", "line 3, key many.1", "a whole number is needed", ""),
        ("title: ${NOPE}\n", "line 1, key title", "NOPE is not set", ""),
        ("title: a\nmany:\n- ${NOPE}\n", "line 3, key many.0", "NOPE is not set", ""),
        ("title: a\ntitle: b\n", "line 2, key title", "given twice", "Keep one"),
        ("title: a\n  inner: b\n", "some.yaml, line 2", "not YAML", "indentation"),
        ("title: !!python/name:os.system x\n", "line 1, key title", "cannot be read", ""),
        ("title: 2026-99-99\n", "line 1, key title", "cannot be read", ""),
        ("- a\n- b\n", "some.yaml", "key: value", ""),
        ("just text", "some.yaml", "key: value", ""),
    ],
)
def test_a_complaint_names_the_place(text: str, where: str, message: str, remedy: str, tmp_path: Path) -> None:
    error = complaint(tmp_path, text)

    assert where in error.where
    assert message in error.message
    assert remedy in error.remedy


def test_an_unreadable_file_is_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00\x00")

    for path in (tmp_path, tmp_path / "binary.yaml"):
        with pytest.raises(InvalidSettings, match="cannot be read"):
            read_marked(path, {})


def test_a_secret_never_shows_in_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("hunter2", encoding="utf-8")

    assert "hunter2" not in str(complaint(tmp_path, "inner:\n  size: ${file:key}\n"))
