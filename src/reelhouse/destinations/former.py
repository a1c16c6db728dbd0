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
_LONGEST = 1_000_000


@dataclass(frozen=True)
class Former:
    """A kit as it was written: its files, and the hashes of the texts that we wrote, by name."""

    folder: Path
    files: frozenset[str] = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)

    def changed(self, name: str) -> str | None:
        """What a person made of a text; None when it is as we wrote it, or is not there.

        Raises:
            NotWritable: It is theirs, and cannot be kept: a link, too large, or not UTF-8.
        """
        path = self.folder / name
        if name not in self.written or not (path.is_file() or path.is_symlink()):
            return None
        if path.is_symlink() or path.stat().st_size > _LONGEST:
            raise _not_kept(path)
        content = path.read_bytes()
        if hash_of(content) == self.written[name]:
            return None
        try:
            return content.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            raise _not_kept(path) from error

    def carry(self, into: Path) -> None:
        """Copy what a person put into the folder to where the next kit is written."""
        for path in sorted(self.folder.rglob("*")) if self.folder.is_dir() else ():
            name = path.relative_to(self.folder)
            theirs = name.as_posix() not in {*self.files, CARD} and (path.is_symlink() or path.is_file())
            if theirs and not (into / name).exists():
                (into / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, into / name, follow_symlinks=False)


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


def _not_kept(path: Path) -> NotWritable:
    return NotWritable(
        "this text was changed, and cannot be kept",
        where=str(path),
        remedy=f"Make it plain UTF-8 text of less than {_LONGEST // 10**6} MB, or delete it to have it written again",
    )


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
