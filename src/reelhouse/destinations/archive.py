"""A folder as a zip whose bytes depend on nothing but the files."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

#: The first moment a zip can name.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644


def write_zip(folder: Path, names: Iterable[str], root: str, into: Path) -> None:
    """Put files of a folder into a zip, under `root`.

    In the order of their names and at one fixed time. Nothing is compressed: media are already, and the bytes that a
    compressor writes depend on its version.

    Raises:
        ValueError: A name leads out of the folder.
    """
    with ZipFile(into, "w", ZIP_STORED, allowZip64=True) as archive:
        for name in sorted(names):
            _check(name)
            entry = ZipInfo(f"{root}/{name}", _EPOCH)
            entry.create_system = 3  # the same on every system
            entry.external_attr = _PLAIN_FILE << 16
            entry.file_size = (folder / name).stat().st_size
            with (folder / name).open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target, 1 << 20)


def _check(name: str) -> None:
    parts = name.split("/")
    if "\\" in name or ":" in name or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(f"{name!r} leads out of the folder")
