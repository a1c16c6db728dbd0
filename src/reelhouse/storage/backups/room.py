"""The folder that holds backups: who may write there, and which ones are in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from reelhouse.errors import OutputBusy, ReelhouseError
from reelhouse.media.sync import sync_folder
from reelhouse.storage.backups.paper import PAPER, Paper, Where, place_in, read_list, read_paper
from reelhouse.storage.content import sha256
from reelhouse.storage.disk import make_folder, writing_to
from reelhouse.storage.process import is_locked, lock

#: What is not whole begins with a dot and ends like this: growing, or going.
_PART = ".part"
_LOCK = ".backing-up.lock"


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Be the only one who changes the folder, and clear away what a killed one left half done.

    Raises:
        OutputBusy: Another backup is being taken there.
        NotWritable: It cannot be written to.
    """
    with writing_to(folder):
        make_folder(folder)
        if is_locked(folder / _LOCK):
            raise OutputBusy(
                "another backup is being taken here", where=str(folder), remedy="Wait for it, or give another folder"
            )
        handle = lock(folder / _LOCK)
    try:
        for left in folder.glob(f".*{_PART}"):
            shutil.rmtree(left, ignore_errors=True)
        yield
    finally:
        (folder / _LOCK).unlink(missing_ok=True)
        os.close(handle)


@contextmanager
def growing(folder: Path, taken: datetime) -> Iterator[tuple[Path, Path]]:
    """A folder to write a backup into, and the name that it gets when the block ends well; else it goes.

    Raises:
        DiskFull: No space for it.
        NotWritable: The folder cannot be written to.
    """
    target = _free_name(folder, taken)
    aside = folder / f".{target.name}{_PART}"
    try:
        with writing_to(folder):
            aside.mkdir()
            yield aside, target
            for place in [path for path in aside.rglob("*") if path.is_dir()]:
                sync_folder(place)
            sync_folder(aside)
            aside.rename(target)
            sync_folder(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def remove(backup: Path) -> None:
    """Let go of a backup: from the first moment on it does not count as one."""
    aside = backup.with_name(f".{backup.name}{_PART}")
    with writing_to(backup.parent):
        backup.rename(aside)
        shutil.rmtree(aside)


def backups_in(folder: Path, house: str) -> list[tuple[Path, Paper]]:
    """The readable backups of a house, the latest first."""
    found: list[tuple[Path, Paper]] = []
    for path in folder.glob(f"*/{PAPER}"):
        with suppress(ReelhouseError):
            found.append((path.parent, read_paper(path.parent)))
    ours = [one for one in found if one[1].house == house and not one[0].name.startswith(".")]
    return sorted(ours, key=lambda one: (one[1].taken, one[0].name), reverse=True)


def is_sound(backup: Path, paper: Paper) -> bool:
    """Whether everything is there as far as a look tells: the database by its hash, the artifacts by their sizes."""
    try:
        if any(sha256(backup / name) != told for name, told in paper.files.items()):
            return False
        copied = (one.artifact for one in read_list(backup) if one.where is Where.COPIED)
        return all(place_in(backup, one).stat().st_size == one.size for one in copied)
    except (OSError, ReelhouseError):
        return False


def _free_name(folder: Path, taken: datetime) -> Path:
    name, number = taken.strftime("%Y-%m-%dT%H%M%SZ"), 1
    while (place := folder / (name if number == 1 else f"{name}-{number}")).exists():
        number += 1
    return place
