"""What survives a loss of power: bytes once their file is synced, names once their folder is."""

from __future__ import annotations

import os
from pathlib import Path


def sync_file(file: Path) -> None:
    """Make sure that the bytes are on the disk."""
    with file.open("rb") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """Make sure that the names in the folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
