"""What is kept of episodes, as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from finished import finish
from reelhouse.config import Settings

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Two finished episodes that share a piece of picture."""
    settings = Settings(home=tmp_path / "home")
    finish(settings, "stories-1", "one", tmp_path / "out")
    finish(settings, "stories-2", "two", tmp_path / "out")
    return settings


def test_pins_and_archives_are_told_and_shown(cli: Cli, settings: Settings) -> None:
    assert cli("episodes", "pin", "stories-1")[:2] == (0, "stories-1  is pinned: nothing of it goes\n")
    assert "all pinned" in cli("episodes", "show", "stories-1")[1]
    assert json.loads(cli("episodes", "unpin", "stories-1", "--json")[1])["listed"]["kept"] == ""
    assert cli("episodes", "archive", "stories-1")[1] == "stories-1  is archived: 1 files, 3 B gone\n"
    assert "archived: finished files" in cli("episodes", "show", "stories-1")[1]
    kept = {one["episode"]: one["kept"] for one in json.loads(cli("episodes", "list", "--json")[1])}
    assert kept == {"stories-1": "archived", "stories-2": ""}


def test_files_come_out_again(cli: Cli, settings: Settings, tmp_path: Path) -> None:
    code, out, _ = cli("episodes", "export", "stories-1", "--out", tmp_path / "a", "--kit")
    assert (code, f"{tmp_path}/a/a-key.mp4" in out, "Publish kit" in out) == (0, True, True)
    found = json.loads(cli("episodes", "export", "stories-2", "--out", tmp_path / "b", "--json")[1])
    assert Path(found["videos"][0]["path"]).read_text() == "two .mp4"
    assert cli("episodes", "export", "stories-9")[0] == 2


def test_a_duplicate_says_where_it_goes(cli: Cli, settings: Settings, tmp_path: Path) -> None:
    code, out, _ = cli("episodes", "duplicate", "stories-1", "--set", "style=paper")
    assert (code, "asked for, to go to" in out) == (0, True)
    found = json.loads(cli("episodes", "duplicate", "stories-1", "--set", "style=neon", "--json")[1])
    assert found["status"] == "asked"
    assert "to be made" in cli("episodes", "list")[1]
    code, out, err = cli("episodes", "duplicate", "stories-1", "--set", "language=xx", "--make")
    assert (code, "xx" in err) == (2, True)


def test_nothing_is_deleted_unless_somebody_says_so(cli: Cli, settings: Settings) -> None:
    code, _, err = cli("episodes", "delete", "stories-1")
    assert (code, "nobody is there to be asked" in err) == (2, True)
    assert cli("episodes", "delete", "stories-1", "--yes")[:2] == (0, "stories-1  is forgotten\n")
    assert json.loads(cli("episodes", "delete", "stories-2", "--yes", "--json")[1])["episode"] == "stories-2"
    assert cli("episodes", "list")[1].startswith("Nothing was made yet")
