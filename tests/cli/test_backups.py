"""`reelhouse backup`, `restore` and `cleanup` as a person types them: what is printed, and the exit codes."""

import json
from pathlib import Path

import pytest

from finished import finish
from reelhouse.cli.main import run
from reelhouse.config import Settings

Out = pytest.CaptureFixture[str]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("REELHOUSE_HOME", str(folder))
    finish(Settings(home=folder), "stories-1", "one", tmp_path / "out")
    return folder


def said(capsys: Out, *words: str | Path, code: int = 0) -> str:
    assert run([str(word) for word in words]) == code
    return capsys.readouterr().out


def test_taken_checked_listed_and_brought_back(home: Path, tmp_path: Path, capsys: Out) -> None:
    shelf = tmp_path / "shelf"
    taken = json.loads(said(capsys, "backup", shelf, "--keep", "2", "--json"))
    backup = Path(taken["folder"])
    assert (backup.parent, taken["artifacts"], taken["thinned"]["kept"]) == (shelf, 7, [str(backup)])
    assert said(capsys, "backup", "list", shelf).startswith(f"{backup}  {taken['taken']}  7 artifacts")
    assert "is whole" in said(capsys, "backup", "verify", backup)
    assert said(capsys, "backup", "thin", shelf, "--dry-run") == f"{backup}  stays\n"
    assert "7 artifacts are back" in said(capsys, "restore", backup, "--into", tmp_path / "new")
    assert run(["restore", str(backup), "--into", str(tmp_path / "new")]) == 2
    assert "nothing is restored over one" in capsys.readouterr().err
    assert json.loads(said(capsys, "restore", backup, "--into", tmp_path / "third", "--json"))["lost"] == []

    next(backup.glob("artifacts/*/*.mp4")).write_text("bad")
    assert "is damaged" in said(capsys, "backup", "verify", backup, code=1)
    assert "1 were not in the backup" in said(capsys, "restore", backup, "--into", tmp_path / "fourth")
    assert "is damaged: look at it" in said(capsys, "backup", "thin", shelf)


def test_without_a_folder_it_goes_where_the_settings_say(home: Path, tmp_path: Path, capsys: Out) -> None:
    assert said(capsys, "backup", "list") == "No backups yet. `reelhouse backup` takes one.\n"
    next(home.glob("artifacts/*/*.srt")).unlink()
    assert run(["backup"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith(str(home / "backups"))
    assert told.err == "1 artifacts on record are gone or damaged, and are not in it\n"
    (home / "settings.yaml").write_text(f"backups: {{folder: {tmp_path / 'disk'}}}\n", encoding="utf-8")
    assert said(capsys, "backup", "--keep", "1").startswith(str(tmp_path / "disk"))
    assert len(json.loads(said(capsys, "backup", "list", "--json"))["backups"]) == 1
    (home / "settings.yaml").write_text("backups: {dayly: 3}\n", encoding="utf-8")
    assert run(["backup"]) == 2
    assert "daily" in capsys.readouterr().err


def test_cleaning_up_says_what_goes(home: Path, capsys: Out) -> None:
    assert said(capsys, "cleanup", "--dry-run") == "nothing is old enough to go\n"
    (home / "settings.yaml").write_text("cache: {chunk: {size: 0}}\n", encoding="utf-8")
    assert said(capsys, "cleanup", "--dry-run") == "2  unused files, 9 B  would go\n"
    assert json.loads(said(capsys, "cleanup", "--json"))["left"][0]["bytes"] == 9
