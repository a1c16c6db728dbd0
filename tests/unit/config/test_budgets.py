"""Budgets in settings.yaml: dollars as people write them, every mistake with its line."""

from pathlib import Path

import pytest

from reelhouse.config import Budgets, Limits, load_settings
from reelhouse.errors import InvalidSettings


def test_without_a_word_there_is_no_limit(tmp_path: Path) -> None:
    assert load_settings({"REELHOUSE_HOME": str(tmp_path)}).budgets == Budgets()
    assert Budgets().day is None


def test_dollars_become_micro_dollars(tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text(
        "budgets:\n  episode: 0.50\n  day: 5\n  month: null\n  shows:\n    stories: {episode: 0.2, month: '20'}\n"
    )
    settings = load_settings({"REELHOUSE_HOME": str(tmp_path)})
    assert settings.budgets == Budgets(
        episode="0.50",
        day=5,
        shows={"stories": Limits(episode=0.2, month=20)},
    )
    assert settings.budgets.episode == 500_000
    assert settings.budgets.shows["stories"].month == 20_000_000
    assert settings.place("budgets") == f"{tmp_path / 'settings.yaml'}, line 1, key budgets"


@pytest.mark.parametrize(
    ("text", "where", "remedy"),
    [
        ("budgets:\n  day: lots\n", "line 2, key budgets.day", "Correct this line"),
        ("budgets:\n  day: -1\n", "line 2, key budgets.day", "Correct this line"),
        ("budgets:\n  dya: 1\n", "line 2, key budgets.dya", "Did you mean 'day'?"),
        ("budgets:\n  shows:\n    stories: {mnth: 1}\n", "key budgets.shows.stories.mnth", "Did you mean 'month'?"),
        ("budgets: 5\n", "line 1, key budgets", "Correct this line"),
    ],
)
def test_a_wrong_line_is_named(text: str, where: str, remedy: str, tmp_path: Path) -> None:
    (tmp_path / "settings.yaml").write_text(text)
    with pytest.raises(InvalidSettings) as raised:
        load_settings({"REELHOUSE_HOME": str(tmp_path)})
    assert where in raised.value.where
    assert raised.value.remedy == remedy
