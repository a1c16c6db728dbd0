"""A folder that is written aside and put in its place whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelhouse.errors import DiskFull, NotWritable, OutputError
from reelhouse.media.disk import disk_is_full
from reelhouse.media.sync import sync_file, sync_folder

#: What stands aside begins with this, as everything does that is being written.
_ASIDE = ".reelhouse-"


@contextmanager
def replacing_folder(target: Path) -> Iterator[Path]:
    """Fill a new folder inside the block; after it the target is that folder, after an error it is as it was before.

    Who fills it syncs the files; their names, and that of the folder, are synced here.

    A run that was killed while the two changed places is put right by the next one: what stood there comes back first.

    Raises:
        DiskFull: There is no room.
        NotWritable: The place refuses.
    """
    fresh, before = _beside(target, "new"), _beside(target, "old")
    with saying(target):
        _restore(target, before)
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        try:
            yield fresh
            _sync_names(fresh)
            if target.exists():
                target.rename(before)
            fresh.rename(target)
            sync_folder(target.parent)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            _restore(target, before)


@contextmanager
def replacing_file(target: Path) -> Iterator[Path]:
    """The same for one file.

    Raises:
        DiskFull: There is no room.
        NotWritable: The place refuses.
    """
    part = target.with_name(f"{_ASIDE}{target.name}.part")
    with saying(target):
        try:
            yield part
            sync_file(part)
            part.replace(target)
            sync_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def saying(target: Path) -> Iterator[None]:
    """Turn the disk's refusals inside the block into our errors."""
    try:
        yield
    except OSError as error:
        raise _explain(error, target) from error


def recover(target: Path) -> None:
    """Bring back what a killed run had moved aside; harmless at any other time."""
    _restore(target, _beside(target, "old"))


def _sync_names(folder: Path) -> None:
    for place in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        sync_folder(place)


def _beside(target: Path, what: str) -> Path:
    return target.with_name(f"{_ASIDE}{target.name}.{what}")


def _restore(target: Path, before: Path) -> None:
    if target.exists():
        shutil.rmtree(before, ignore_errors=True)
    elif before.exists():
        before.rename(target)


def _explain(error: OSError, target: Path) -> OutputError:
    if disk_is_full(error):
        remedy = "Free some space there, or give another folder with --out"
        return DiskFull("no space is left for the kit", where=str(target), remedy=remedy)
    remedy = "Give a folder that you may write to with --out"
    return NotWritable(f"cannot write here: {error.strerror or error}", where=str(target), remedy=remedy)
