"""Artifacts as files: `artifacts/ab/cdef....suffix`, named by the SHA-256 of what they hold.

A file is complete, verified and on the disk before it gets its name, and never changes afterwards.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from reelhouse.errors import ArtifactDamaged, ArtifactMissing, PathNotFound
from reelhouse.media.stop import check_stop
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.disk import sync_folder, writing_to

_SUFFIX = re.compile(r"(\.[a-z0-9]{1,10})?")
_REMEDY = "Run the same command again: it is made anew"
#: Where copies grow before they have a name.
ASIDE = "aside"
#: Bytes that are read at a time.
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Artifacts:
    """The folder of artifacts."""

    folder: Path

    def put(self, path: Path, kind: Kind, *, move: bool = False) -> Artifact:
        """Take a file's content into the store; content that is there already is not written again.

        Args:
            path: A file; its ending becomes the artifact's suffix.
            kind: What it is.
            move: The file may be used up (it must be on the store's file system); else it is copied.

        Raises:
            PathNotFound: There is no such file.
            DiskFull: No space for it.
            NotWritable: The store's folder cannot be written to.
        """
        if not path.is_file():
            raise PathNotFound(
                "there is no such file to keep",
                where=str(path),
                remedy="Run again; if it is gone again, another program clears this folder",
            )
        size = path.stat().st_size
        with writing_to(self.folder, size):
            aside = path if move else self._copy(path)
            try:
                artifact = Artifact(sha256=sha256(aside), kind=kind, suffix=path.suffix.lower(), size=size)
                if not self._holds(artifact):
                    self._name(aside, self.place(artifact))
            finally:
                if not move:
                    aside.unlink(missing_ok=True)
        return artifact

    def place(self, artifact: Artifact) -> Path:
        """Where the artifact's file is, if it is there.

        Raises:
            ArtifactMissing: Its suffix is none that we would have given (documents can be edited by people).
        """
        if not _SUFFIX.fullmatch(artifact.suffix):
            raise ArtifactMissing(f"{artifact.suffix!r} is no file ending of an artifact", remedy=_REMEDY)
        return self.folder / artifact.sha256[:2] / f"{artifact.sha256[2:]}{artifact.suffix}"

    def path(self, artifact: Artifact) -> Path:
        """The artifact's file.

        Raises:
            ArtifactMissing: It is not in the store.
        """
        place = self.place(artifact)
        if not place.is_file():
            raise ArtifactMissing(
                f"the {artifact.kind} {artifact.sha256[:12]} is gone", where=str(place), remedy=_REMEDY
            )
        return place

    def verify(self, artifact: Artifact) -> None:
        """Read the file and compare it with its name.

        Raises:
            ArtifactMissing: It is not in the store.
            ArtifactDamaged: Its content is another one.
        """
        place = self.path(artifact)
        if place.stat().st_size != artifact.size or sha256(place) != artifact.sha256:
            raise ArtifactDamaged(f"the {artifact.kind} is damaged", where=str(place), remedy=_REMEDY)

    def remove(self, artifact: Artifact) -> None:
        """Delete the file, if it is there."""
        self.place(artifact).unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """Every file in the store, unfinished copies too, in no order."""
        return (path for path in self.folder.glob("*/*") if path.is_file())

    def _holds(self, artifact: Artifact) -> bool:
        with suppress(ArtifactMissing, ArtifactDamaged):
            self.verify(artifact)
            return True
        return False

    def _copy(self, path: Path) -> Path:
        aside = self.folder / ASIDE / f"{uuid4().hex}{path.suffix.lower()}"
        aside.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, aside)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        return aside

    def _name(self, aside: Path, place: Path) -> None:
        """Give a finished file its name: content first, then the name, both on the disk."""
        if not place.parent.is_dir():
            place.parent.mkdir(parents=True, exist_ok=True)
            sync_folder(self.folder)
        os.utime(aside)
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(place)
        sync_folder(place.parent)


def sha256(path: Path) -> str:
    """SHA-256 of a file's content, in hexadecimal.

    Raises:
        Cancelled: The work was stopped; a long file takes a while.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            check_stop()
            found.update(block)
    return found.hexdigest()
