"""A file that is being filled from far away, and the hash of what it holds so far."""

from __future__ import annotations

import hashlib
from typing import BinaryIO


class Incoming:
    """An empty file at first; `done` counts the bytes that came."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.restart()

    def add(self, piece: bytes) -> None:
        """Write what came next."""
        self._file.write(piece)
        self._content.update(piece)
        self.done += len(piece)

    def restart(self) -> None:
        """Forget what came."""
        self._file.seek(0)
        self._file.truncate()
        self._content = hashlib.sha256()
        self.done = 0

    @property
    def sha256(self) -> str:
        """SHA-256 of what came, in hexadecimal."""
        return self._content.hexdigest()
