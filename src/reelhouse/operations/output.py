"""The output folder: one writer at a time, whole files or none."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelhouse.errors import DiskFull, NotWritable, OutputBusy, OutputError

#: Where deliverables that failed their quality report are kept.
HELD = "held"
_LOCK = ".reelhouse.lock"


@contextmanager
def writing_to(folder: Path) -> Iterator[Path]:
    """Hold the folder for this run; it is made when it does not exist.

    Raises:
        NotWritable: It cannot be made or written to.
        OutputBusy: Another run holds it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _explain(error, folder) from error
    try:
        _lock(handle, folder)
        yield folder
    finally:
        # Removed while it is still held: whoever comes next makes a new one.
        (folder / _LOCK).unlink(missing_ok=True)
        os.close(handle)


def export(source: Path, target: Path) -> None:
    """Copy a file so that the target is either absent, the old one or complete.

    Raises:
        DiskFull: There is no room; the message says how much is needed.
        NotWritable: The folder refuses.
    """
    aside = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as reader, aside.open("wb") as writer:
            shutil.copyfileobj(reader, writer, 1 << 20)
            writer.flush()
            os.fsync(writer.fileno())
        aside.replace(target)
    except OSError as error:
        raise _explain(error, target, need=source.stat().st_size) from error
    finally:
        aside.unlink(missing_ok=True)


def write_text(text: str, target: Path) -> None:
    """Write a small text file whole or not at all."""
    aside = target.with_name(f".{target.name}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(target)
    except OSError as error:
        raise _explain(error, target, need=len(text)) from error
    finally:
        aside.unlink(missing_ok=True)


def _lock(handle: int, folder: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        current = (folder / _LOCK).stat().st_ino if (folder / _LOCK).exists() else None
    except BlockingIOError as error:
        raise _busy(folder) from error
    if current != os.fstat(handle).st_ino:
        raise _busy(folder)


def _busy(folder: Path) -> OutputBusy:
    return OutputBusy(
        "another run is writing to this folder",
        where=str(folder),
        remedy="Wait for it, or give another folder with --out",
    )


def _explain(error: OSError, path: Path, need: int = 0) -> OutputError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        room = f"Free at least {max(need * 2 >> 20, 1)} MB there" if need else "Free some space there"
        return DiskFull(
            "no space is left for the result", where=str(path), remedy=f"{room}, or give another folder with --out"
        )
    return NotWritable(
        f"cannot write here: {error.strerror or error}",
        where=str(path),
        remedy="Give a folder that you may write to with --out",
    )
