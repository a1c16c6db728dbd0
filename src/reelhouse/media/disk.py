"""How a full disk is known: by the number of a system error, or by what a child program prints."""

from __future__ import annotations

import errno
from pathlib import Path

from reelhouse.errors import DiskFull

#: The system's error number, and the C library's words for it, which programs print.
_FULL = {
    errno.ENOSPC: "No space left on device",
    errno.EDQUOT: "Disk quota exceeded",
    errno.EFBIG: "File too large",
}


def disk_is_full(error: OSError) -> bool:
    """Whether the error means that the disk, a quota or the limit of one file is reached."""
    return error.errno in _FULL


def disk_full(place: Path) -> DiskFull:
    """The error to raise then, and what to do."""
    return DiskFull("no space is left on the disk", where=str(place), remedy="Free some space and run again")


def tells_full_disk(output: str) -> bool:
    """Whether a program's output says the same."""
    return any(words in output for words in _FULL.values())


def readable(size: int) -> str:
    """A number of bytes as a person reads it: `12.3 MB`, which is 12.3 million bytes."""
    amount = float(size)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"
