"""What the disk says no with, in our words."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelhouse.errors import DiskFull, NotWritable
from reelhouse.media.disk import disk_is_full, readable
from reelhouse.media.sync import sync_folder

_REFUSED = {errno.ENOENT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}


@contextmanager
def room_in(folder: Path, needed: int = 0) -> Iterator[None]:
    """Turn a full disk inside the block into our error.

    Args:
        folder: Where is written.
        needed: Bytes that were about to be written, for the message; 0 when unknown.

    Raises:
        DiskFull: No space, no quota, or larger than a file may be.
    """
    try:
        yield
    except OSError as error:
        if not disk_is_full(error):
            raise
        raise DiskFull(
            _shortage(folder, needed), where=str(folder), remedy="Free some space, or run `reelhouse cache --prune`"
        ) from error


@contextmanager
def writing_to(folder: Path, needed: int = 0) -> Iterator[None]:
    """Turn the disk's refusals inside the block into ours, a full disk included.

    Raises:
        DiskFull: As in `room_in`.
        NotWritable: No permission, a read-only file system, or a file where a folder must be.
    """
    try:
        with room_in(folder, needed):
            yield
    except OSError as error:
        if error.errno not in _REFUSED:
            raise
        raise NotWritable(
            f"nothing can be written here: {error.strerror}",
            where=str(error.filename or folder),
            remedy="Make it a folder that you may write to, or set REELHOUSE_HOME to another one",
        ) from error


def make_folder(folder: Path) -> None:
    """Make a folder, and what is missing above it, so that they survive a loss of power."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for place in missing:
        sync_folder(place.parent)


def _shortage(folder: Path, needed: int) -> str:
    there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
    free = readable(shutil.disk_usage(there).free)
    return f"the disk is full: {readable(needed)} needed, {free} free" if needed else f"the disk is full: {free} free"
