"""Upkeep of a house that runs by itself: only what its settings say, and each thing said once."""

import os
import threading
import time
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.config.upkeep import Backups, Cleanup
from reelhouse.operations.backups import take_backup
from reelhouse.operations.drafts import FOLDER
from reelhouse.operations.upkeep import AGAIN, Upkeep, keep_up
from reelhouse.storage.backups.taking import Wish

DAY = 86_400
EVERY_DAY = Cleanup.model_validate({"every": "1 day"})


def old_draft(settings: Settings, name: str) -> Path:
    """A draft that nobody touched for a year."""
    path = settings.home / FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("words", encoding="utf-8")
    os.utime(path, (1, 1))
    return path


def test_nothing_goes_and_nothing_is_said_unless_the_settings_say_so(tmp_path: Path) -> None:
    settings, said = Settings(home=tmp_path), list[str]()
    draft = old_draft(settings, "old.md")
    Upkeep(settings, said.append).round(0, time.time())
    assert said == []
    assert draft.exists()


def test_it_cleans_up_at_once_and_then_as_often_as_it_should(tmp_path: Path) -> None:
    settings, said = Settings(home=tmp_path, cleanup=EVERY_DAY), list[str]()
    upkeep = Upkeep(settings, said.append)
    for moment in (0, DAY - 1, DAY):
        old_draft(settings, f"{moment}.md")
        upkeep.round(moment, time.time())
    assert said == ["clean-up: 1 old drafts, 5 B", "clean-up: 2 old drafts, 10 B"]
    upkeep.round(2 * DAY, time.time())
    assert len(said) == 2


def test_it_warns_once_a_day_until_there_is_a_new_backup(tmp_path: Path) -> None:
    settings, said = Settings(home=tmp_path, backups=Backups.model_validate({"warn_after": "2 days"})), list[str]()
    upkeep, now = Upkeep(settings, said.append), time.time()
    upkeep.round(0, now)
    upkeep.round(60, now)
    assert said == ["there is no backup yet: take one with `reelhouse backup`"]
    made = take_backup(settings, None, Wish())
    upkeep.round(120, time.time())
    assert len(said) == 1
    for moment in (180, 240, 180 + AGAIN):
        upkeep.round(moment, now + 2.5 * DAY)
    assert said[1:] == [f"the last backup is 2.5 days old ({made.folder}): take one with `reelhouse backup`"] * 2


def test_what_cannot_be_done_is_said_and_disturbs_nobody(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "reelhouse.db").write_text("no database " * 400, encoding="utf-8")
    said = list[str]()
    settings = Settings(home=home, cleanup=EVERY_DAY, backups=Backups.model_validate({"warn_after": "1 day"}))
    Upkeep(settings, said.append).round(0, time.time())
    assert said[0].startswith("clean-up: nothing: ")
    assert said[1] == "there is no backup yet: take one with `reelhouse backup`"


def test_a_duty_ends_with_its_worker(tmp_path: Path) -> None:
    ended, said = threading.Event(), list[str]()
    ended.set()
    keep_up(Settings(home=tmp_path, backups=Backups.model_validate({"warn_after": "1 day"})), said.append)(ended)
    assert len(said) == 1


@pytest.mark.parametrize("text", ["1 min", "often", "5"])
def test_a_span_is_a_duration_of_an_hour_at_least(text: str) -> None:
    with pytest.raises(ValueError, match=r"(3600|is not how long)"):
        Cleanup.model_validate({"every": text})
    assert Cleanup.model_validate({"every": "36 h"}).every == 36 * 3600
