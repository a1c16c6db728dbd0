"""Everything opened together."""

from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.errors import NotWritable
from reelhouse.storage import open_store


def test_it_lives_in_the_home_folder(tmp_path: Path) -> None:
    with open_store(Settings(home=tmp_path / "a" / "home")) as store:
        assert store.home == tmp_path / "a" / "home"
        assert (store.home / "reelhouse.db").exists()


def test_opening_and_closing_leaves_one_file(tmp_path: Path) -> None:
    for _ in range(2):
        open_store(Settings(home=tmp_path)).close()

    assert [path.name for path in tmp_path.iterdir()] == ["reelhouse.db"]


def test_a_home_that_is_a_file(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("in the way", encoding="utf-8")

    with pytest.raises(NotWritable, match="REELHOUSE_HOME"):
        open_store(Settings(home=home))
