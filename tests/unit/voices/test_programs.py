from __future__ import annotations

from pathlib import Path

import pytest

from reelhouse.errors import ProgramMissing
from reelhouse.voices.programs import programs_folder


def test_a_checkout_has_both_programs_and_their_licence() -> None:
    folder = programs_folder()
    assert {"piper_voice.py", "espeak_voice.py", "LICENSE-GPL-3.0", "README.md"} <= {
        path.name for path in folder.iterdir()
    }


def test_the_first_place_that_holds_them_is_taken(tmp_path: Path) -> None:
    installed = tmp_path / "share" / "reelhouse" / "programs"
    installed.mkdir(parents=True)
    (installed / "espeak_voice.py").touch()
    assert programs_folder([tmp_path / "nowhere", installed]) == installed


def test_missing_programs_are_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ProgramMissing, match="Install Reelhouse again"):
        programs_folder([tmp_path])


def test_the_core_imports_no_engine() -> None:
    sources = Path(__file__).parents[3] / "src"
    for path in sources.rglob("*.py"):
        for line in path.read_text().splitlines():
            assert not line.strip().startswith(("import piper", "from piper", "import espeakng", "from espeakng")), path
