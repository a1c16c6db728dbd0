"""The kit that stood there before: what a person changed in it, and what they put into it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reelhouse.errors import NotWritable

#: The schema of a kit's own description, and the file that it is in.
SCHEMA = "reelhouse.kit/1"
CARD = "metadata.json"
#: Bytes of the longest text that is read back; no platform takes a tenth of it.
_LONGEST = 1 << 20


@dataclass(frozen=True)
class Former:
    """A kit as it was written: its files, and the hashes of the texts that we wrote, by name."""

    folder: Path
    files: frozenset[str] = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)

    def changed(self, name: str) -> str | None:
        """What a person made of a text; None when it is as we wrote it, is not there, or cannot be read."""
        path = self.folder / name
        if name not in self.written or path.is_symlink() or not path.is_file():
            return None
        content = path.read_bytes()[: _LONGEST + 1]
        if hash_of(content) == self.written[name] or len(content) > _LONGEST:
            return None
        return content.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")

    def carry(self, into: Path) -> None:
        """Copy what a person put into the folder to where the next kit is written."""
        for path in sorted(self.folder.rglob("*")) if self.folder.is_dir() else ():
            name = path.relative_to(self.folder)
            if name.as_posix() in {*self.files, CARD} or path.is_symlink() or not path.is_file():
                continue
            if not (into / name).exists():
                (into / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, into / name)


def read_former(folder: Path) -> Former:
    """The kit in a folder; an empty one when nothing is there.

    Raises:
        NotWritable: Something else is there.
    """
    if not folder.exists() and not folder.is_symlink():
        return Former(folder)
    card = _card(folder)
    if card is None:
        raise NotWritable(
            "something is here that is no kit of ours",
            where=str(folder),
            remedy="Move it, or give another folder with --out",
        )
    return Former(folder, frozenset(card["files"]), dict(card["written"]))


def hash_of(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def _card(folder: Path) -> Mapping[str, Any] | None:
    """What the kit says of itself; None when it is not one."""
    path = folder / CARD
    if folder.is_symlink() or not folder.is_dir() or not path.is_file():
        return None
    try:
        card = json.loads(path.read_bytes())
    except ValueError:
        return None
    fits = isinstance(card, dict) and card.get("schema") == SCHEMA
    return card if fits and isinstance(card.get("files"), dict) and isinstance(card.get("written"), dict) else None
