"""Backups that are killed half-way, or find no room: none is half there, and the next one is whole."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from disks import fill
from finished import finish
from reelhouse.config import Settings
from reelhouse.errors import DiskFull
from reelhouse.operations.backups import restore_backup, take_backup, verify_backup
from reelhouse.operations.keeping import give_out
from reelhouse.storage.backups.taking import Wish


def test_killed_while_it_is_taken(backups: Any, home: Path, settings: Settings, tmp_path: Path) -> None:
    finish(settings, "stories-1", "one", tmp_path / "out")
    shelf, gate = tmp_path / "shelf", backups.gate("half")
    half = backups.start(home, shelf=str(shelf), at=4, gate=str(gate))
    gate.read_text(encoding="utf-8")
    os.kill(half, signal.SIGKILL)
    assert backups.wait(half) == -signal.SIGKILL
    left = [path for path in shelf.iterdir() if path.is_dir()]
    assert [path.name[0] + path.suffix for path in left] == ["..part"]

    assert backups.run(home, shelf=str(shelf)) == 0
    [backup] = shelf.iterdir()
    assert verify_backup(settings, backup).faults == ()


def test_killed_while_it_is_brought_back(backups: Any, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "first")
    finish(settings, "stories-1", "one", tmp_path / "out")
    backup = take_backup(settings, tmp_path / "shelf", Wish()).folder
    home, gate = tmp_path / "second", backups.gate("back")
    half = backups.start(home, backup=backup, at=4, gate=str(gate))
    gate.read_text(encoding="utf-8")
    os.kill(half, signal.SIGKILL)
    assert backups.wait(half) == -signal.SIGKILL
    assert not (home / "reelhouse.db").exists()

    assert backups.run(home, backup=backup) == 0
    assert give_out(Settings(home=home), "stories-1", tmp_path / "again").videos


@pytest.mark.parametrize("room", [100_000, 1_000_000])
def test_no_room_for_it(small: Path, settings: Settings, tmp_path: Path, room: int) -> None:
    """Not even for the database, or not for the artifacts."""
    finish(settings, "stories-1", "x" * 2_000_000, tmp_path / "out")
    filler = fill(small)
    os.truncate(filler, filler.stat().st_size - room)
    with pytest.raises(DiskFull):
        take_backup(settings, small, Wish())
    assert list(small.iterdir()) == [filler]

    filler.unlink()
    finish(settings, "stories-2", "small", tmp_path / "out")
    with pytest.raises(DiskFull):
        take_backup(settings, small, Wish())
    whole = Path(take_backup(settings, tmp_path / "shelf", Wish()).folder)
    assert verify_backup(settings, whole).faults == ()


def test_no_room_to_bring_it_back(small: Path, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path / "first")
    finish(settings, "stories-1", "x" * 2_000_000, tmp_path / "out")
    backup = Path(take_backup(settings, tmp_path / "shelf", Wish()).folder)
    with pytest.raises(DiskFull):
        restore_backup(Settings(home=small / "home"), backup)
    assert not (small / "home" / "reelhouse.db").exists()
