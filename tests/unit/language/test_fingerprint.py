"""The fingerprint of a language changes with its lists and with nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reelhouse.language import fingerprint as module
from reelhouse.language.fingerprint import fingerprint


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A language `xx` of two lists in a folder of its own."""
    language = tmp_path / "xx"
    language.mkdir()
    (language / "language.yaml").write_text("name: X\n", encoding="utf-8")
    (language / "weak.txt").write_text("of\n", encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    monkeypatch.setattr(module, "language_codes", lambda: ("xx",))
    fingerprint.cache_clear()
    yield language
    fingerprint.cache_clear()


def _now() -> str:
    fingerprint.cache_clear()
    return fingerprint("xx")


def test_it_changes_with_every_list_and_name(folder: Path) -> None:
    seen = {_now()}
    (folder / "weak.txt").write_text("of\nto\n", encoding="utf-8")
    seen.add(_now())
    (folder / "weak.txt").rename(folder / "stop.txt")
    seen.add(_now())
    (folder / "extra.yaml").write_text("a: 1\n", encoding="utf-8")
    seen.add(_now())
    assert len(seen) == 4


def test_code_and_folders_have_no_say(folder: Path) -> None:
    before = _now()
    (folder / "__init__.py").write_text("RULES = ()\n", encoding="utf-8")
    (folder / "__pycache__").mkdir()
    assert _now() == before


def test_a_language_that_is_not_here_has_none() -> None:
    assert fingerprint("../../etc") == ""
    assert fingerprint("en") != ""
