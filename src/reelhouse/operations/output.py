"""The output folder: one writer at a time, whole files or none."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from reelhouse.errors import DiskFull, NotWritable, OutputBusy, OutputError
from reelhouse.media.disk import disk_is_full
from reelhouse.media.retry import pause
from reelhouse.media.sync import sync_file, sync_folder
from reelhouse.storage.disk import make_folder

#: Where deliverables that failed their quality report are kept.
HELD_FOLDER = "held"
#: What a person gives to say where something goes ("folder" or "file"), and the option for it.
Asked = tuple[str, str]
FOLDER: Asked = ("folder", "--out")
#: Seconds to wait for whoever writes to a folder, and between two looks.
PATIENCE, LOOK = 300.0, 0.2
_LOCK = ".reelhouse.lock"
#: Files that are being written begin with this, so that the next run knows those of one that was killed.
_ASIDE = ".reelhouse-"


@contextmanager
def writing_to(folder: Path) -> Iterator[Path]:
    """Hold the folder for this run; it is made when it does not exist, and goes when nothing came into it.

    Raises:
        NotWritable: It cannot be made or written to.
        OutputBusy: Another run holds it.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        make_folder(folder)
        handle = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise _explain(error, folder) from error
    try:
        _lock(handle, folder)
    except OutputBusy:
        os.close(handle)
        raise
    try:
        _sweep(folder)
        yield folder
    finally:
        # Removed while it is still held: whoever comes next makes a new one.
        (folder / _LOCK).unlink(missing_ok=True)
        os.close(handle)
        with suppress(OSError):
            for place in made:
                place.rmdir()


@contextmanager
def waiting_for(folder: Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Hold the folder as soon as others have let it go.

    Raises:
        NotWritable: It cannot be made or written to.
        OutputBusy: Others held it for so many seconds.
        Cancelled: The work was stopped while waiting.
    """
    with ExitStack() as stack:
        deadline = time.monotonic() + patience
        while True:
            try:
                held = stack.enter_context(writing_to(folder))
                break
            except OutputBusy:
                if time.monotonic() > deadline:
                    raise
            pause(LOOK)
        yield held


@contextmanager
def replacing(target: Path, need: int = 0, asked: Asked = FOLDER) -> Iterator[Path]:
    """Write aside inside the block; after it the target is complete, after an error it is as it was before.

    Both hold when the power fails too, one file after the other.

    Args:
        target: The file that appears.
        need: Its bytes, for the message.
        asked: What a person gives to say where it goes, and the option for it.

    Raises:
        DiskFull: There is no room; the message says how much is needed.
        NotWritable: The folder refuses.
    """
    part = target.with_name(f"{_ASIDE}{target.name}.part")
    try:
        make_folder(target.parent)
        yield part
        sync_file(part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise _explain(error, target, need, asked) from error
    finally:
        _remove(part)


def export(*pairs: tuple[Path, Path]) -> None:
    """Copy files that belong together, each given as (source, target): all of them appear, or none.

    The first one gets its name last: where it stands, everything that belongs to it stands.

    Raises:
        DiskFull: There is no room; the message says how much is needed.
        NotWritable: The folder refuses.
    """
    need = sum(source.stat().st_size for source, _ in pairs)
    with ExitStack() as stack:
        for source, target in pairs:
            _copy(source, stack.enter_context(replacing(target, need)))


def _copy(source: Path, part: Path) -> None:
    with source.open("rb") as reader, part.open("wb") as writer:
        shutil.copyfileobj(reader, writer, 1 << 20)


def half_written(folder: Path) -> list[Path]:
    """What runs that were killed left in the folder; somebody who writes there now has such files too."""
    return [left for place in (folder, folder / HELD_FOLDER) for left in sorted(place.glob(f"{_ASIDE}*.part"))]


def write_text(text: str, target: Path, asked: Asked = FOLDER) -> None:
    """Write a small text file whole or not at all; `asked` as in `replacing`."""
    content = text.encode()
    with replacing(target, len(content), asked) as part:
        part.write_bytes(content)


def _remove(part: Path) -> None:
    with suppress(OSError):  # where nothing could be written, nothing can be removed
        part.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    """Remove what a killed run left half written: nobody else writes here while we hold the folder."""
    for left in half_written(folder):
        _remove(left)


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


def _explain(error: OSError, path: Path, need: int = 0, asked: Asked = FOLDER) -> OutputError:
    place, option = asked
    if disk_is_full(error):
        room = f"Free at least {max(need * 2 // 10**6, 1)} MB there" if need else "Free some space there"
        return DiskFull(
            "no space is left for the result", where=str(path), remedy=f"{room}, or give another {place} with {option}"
        )
    return NotWritable(
        f"cannot write here: {error.strerror or error}",
        where=str(path),
        remedy=f"Give a {place} that you may write to with {option}",
    )
