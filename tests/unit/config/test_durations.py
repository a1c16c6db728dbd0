"""How long, as people write it."""

from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.config.durations import parse_duration
from reelhouse.config.settings import load_settings
from reelhouse.errors import InvalidSettings


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90 min", 5400), ("36h", 129_600), ("2 days", 172_800), ("1 Week", 604_800), ("1.5 h", 5400), (" 10 s ", 10)],
)
def test_a_duration_is_whole_seconds(text: str, seconds: int) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["2", "days", "2 fortnights", "-1 day", "", "0 days", "null days"])
def test_what_is_no_duration_is_refused_with_its_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text(f'workers: 1\napprove_within: "{text}"\n')
    with pytest.raises(InvalidSettings) as caught:
        load_settings({"REELHOUSE_HOME": str(tmp_path)})
    assert "line 2" in caught.value.where or ":2" in caught.value.where


def test_a_deadline_is_none_unless_it_is_set(tmp_path: Path) -> None:
    assert Settings(home=tmp_path).approve_within is None
    (tmp_path / "settings.yaml").write_text("approve_within: 2 days\n")
    assert load_settings({"REELHOUSE_HOME": str(tmp_path)}).approve_within == 172_800
