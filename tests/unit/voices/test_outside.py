from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from reelhouse.errors import Transient
from reelhouse.language.spoken import found_words
from reelhouse.voices import outside
from reelhouse.voices.outside import bare_words, find_program, run_engine, told_version

LATIN = re.compile("[0-9A-Za-z]")


def program(folder: Path, name: str, body: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_a_program_is_found_in_a_folder_before_the_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_path = program(tmp_path / "path", "speaker", "exit 0")
    monkeypatch.setenv("PATH", str(on_path.parent), prepend=os.pathsep)
    assert find_program("speaker", [tmp_path / "voices"]) == on_path
    own = program(tmp_path / "voices" / "bin", "speaker", "exit 0")
    assert find_program("speaker", [tmp_path / "voices"]) == own
    own.chmod(0o644)
    assert find_program("speaker", [tmp_path / "voices"]) == on_path
    assert find_program("no-such-program") is None


@pytest.mark.parametrize(
    ("body", "why"),
    [("exit 3", "it ended with 3"), ("kill -9 $$", "-9"), ("echo one >&2; echo 'an ERROR: x' >&2; echo c >&2; exit 1",
     "an ERROR: x"), ("sleep 20", "longer than")],
)  # fmt: skip
def test_a_program_that_fails_is_worth_another_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, why: str
) -> None:
    monkeypatch.setattr(outside, "PATIENCE", 0.5)
    with pytest.raises(Transient, match=re.escape(why)):
        run_engine([str(program(tmp_path, "speaker", body))])


def test_a_program_that_is_gone_is_worth_another_try(tmp_path: Path) -> None:
    with pytest.raises(Transient, match="no such program"):
        run_engine([str(tmp_path / "gone")])
    with pytest.raises(OSError, match="gone"):
        told_version(tmp_path / "gone")


def test_it_sees_nothing_of_a_persons_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "yes")
    printed = run_engine([str(program(tmp_path, "speaker", "env"))], {"WANTED": "yes"})
    assert "WANTED=yes" in printed
    assert "HOME=/nonexistent" in printed
    assert "SECRET" not in printed


def test_the_version_is_the_line_that_has_one(tmp_path: Path) -> None:
    assert told_version(program(tmp_path, "a", "echo A 1999 thing; echo version: 2.2; echo 3.3")) == "version: 2.2"
    assert told_version(program(tmp_path, "b", "echo none")) == "unknown"


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Wait — what?", ["Wait,", "what?"]),
        ("“No,” she said; then… nothing.", ["No,", "she", "said;", "then.", "nothing."]),
        ('a\\b (quit) "x") #. {left}, -flag', ["ab", "quit", "x.", "left,", "flag"]),
        ("can't well-known café, 100% 'twas O’Neil", ["can't", "well-known", "cafe,", "100", "twas", "O'Neil"]),
        ("привет, you", ["", "you"]),
        ("one\0two\x1b three", ["onetwo", "three"]),
    ],
)
def test_words_are_bare(text: str, bare: list[str]) -> None:
    assert bare_words(found_words(text), LATIN) == bare
