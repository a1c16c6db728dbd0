"""A person's editor: which one, and how it ends."""

from pathlib import Path

import pytest

from reelhouse.errors import ProgramFailed, ProgramMissing
from reelhouse.media.editor import edit_file


def program(folder: Path, script: str) -> str:
    path = folder / "my editor"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}' -w"


def test_the_editor_gets_the_file_and_its_own_options(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("old")
    editor = program(tmp_path, 'printf "%s" "$1" > "$2"')
    edit_file(tmp_path / "a.yaml", {"VISUAL": editor, "EDITOR": "false"})
    assert (tmp_path / "a.yaml").read_text() == "-w"


@pytest.mark.parametrize(("script", "said"), [("exit 3", "ended with 3"), ("kill -9 $$", "was killed by signal 9")])
def test_an_editor_that_fails_is_told(script: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ProgramFailed, match=said):
        edit_file(tmp_path / "a.yaml", {"EDITOR": program(tmp_path, script)})


@pytest.mark.parametrize("named", ["no-such-editor", "'unfinished"])
def test_an_editor_that_is_not_there_is_told(named: str, tmp_path: Path) -> None:
    with pytest.raises(ProgramMissing, match="there is no editor"):
        edit_file(tmp_path / "a.yaml", {"EDITOR": named})
