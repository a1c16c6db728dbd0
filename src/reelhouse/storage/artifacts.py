"""Artifacts as files: `artifacts/ab/cdef....suffix`, named by the SHA-256 of what they hold.

A file is complete, verified and on the disk before it gets its name, and never changes afterwards. The fraction of the
second in its time stamp is made from its name, and tells on every machine with a copy that nobody wrote to it since.

With a bucket the folder is a cache in front of it. What was kept is in the bucket; a file that is missing here is
fetched when it is asked for, and verified before it gets its name.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from reelhouse.errors import ArtifactDamaged, ArtifactMissing, PathNotFound
from reelhouse.media.sync import sync_folder
from reelhouse.model.artifact import Artifact, Kind
from reelhouse.storage.content import REMEDY, holds, is_marked, name_of, sha256, stamp_of
from reelhouse.storage.disk import make_folder, writing_to
from reelhouse.storage.fetch import fetch

if TYPE_CHECKING:
    from reelhouse.storage.remote import Remote

#: Where copies grow before they have a name.
ASIDE = "aside"


@dataclass(frozen=True)
class Artifacts:
    """The folder of artifacts, and the bucket behind it if there is one."""

    folder: Path
    remote: Remote | None = None

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
            StoreUnusable: The bucket behind it refuses us, or does not answer; then nothing counts as kept.
            Cancelled: The work was stopped while it went into the bucket.
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
                if not self._is_whole(artifact):
                    self._name(aside, artifact)
            finally:
                if not move:
                    aside.unlink(missing_ok=True)
        if self.remote:
            self.remote.keep(self.place(artifact), name_of(artifact))
        return artifact

    def place(self, artifact: Artifact) -> Path:
        """Where the artifact's file is, if it is there.

        Raises:
            ArtifactMissing: Its suffix is none that we would have given (documents can be edited by people).
        """
        return self.folder / name_of(artifact)

    def path(self, artifact: Artifact) -> Path:
        """The artifact's file, fetched from the bucket when it is not here.

        Raises:
            ArtifactMissing: It is not in the store.
            ArtifactDamaged: The bucket holds something else under its name; it does not any more.
            DiskFull: No space for it here.
            StoreUnusable: The bucket refuses us, or does not answer.
            Cancelled: The work was stopped while it came.
        """
        place = self.place(artifact)
        if not place.is_file():
            if self.remote is None:
                raise _gone(artifact, str(place))
            self._fetch(self.remote, artifact)
        return place

    def verify(self, artifact: Artifact) -> None:
        """Read the file and compare it with its name; a damaged copy of what the bucket holds is fetched again.

        Raises:
            ArtifactMissing: It is not in the store.
            ArtifactDamaged: Its content is another one.
            DiskFull, StoreUnusable, Cancelled: As in `path`.
        """
        place = self.path(artifact)
        if holds(place, artifact):
            return
        if self.remote is None:
            raise ArtifactDamaged(f"the {artifact.kind} is damaged", where=str(place), remedy=REMEDY)
        self._fetch(self.remote, artifact)

    def intact(self, artifact: Artifact, known: int) -> int | None:
        """Whether the artifact is there and is what it was: by size and time stamp, or else by its content.

        Args:
            artifact: What should be there.
            known: The file's time stamp when its content was last known to be right, in nanoseconds.

        Returns:
            The time stamp to know from now on; None when the artifact is missing or damaged. One that only the bucket
            holds is not fetched.

        Raises:
            StoreUnusable: As in `path`.
        """
        with suppress(OSError, ArtifactMissing):
            place = self.place(artifact)
            stat = place.stat()
            if stat.st_size == artifact.size and (stat.st_mtime_ns == known or is_marked(stat.st_mtime_ns, artifact)):
                return known
            if holds(place, artifact):
                return stat.st_mtime_ns
            if self.remote:
                place.unlink()  # a damaged copy
        return known if self._is_shared(artifact) else None

    def stamp(self, artifact: Artifact) -> int:
        """The time stamp to know the artifact by, in nanoseconds.

        Raises:
            ArtifactMissing: It is not in the store.
            StoreUnusable: As in `path`.
        """
        place = self.place(artifact)
        if place.is_file():
            return place.stat().st_mtime_ns
        if not self._is_shared(artifact):
            raise _gone(artifact, str(place))
        return stamp_of(artifact)

    def read_range(self, artifact: Artifact, start: int, end: int) -> bytes:
        """The bytes from `start` to before `end`, as far as there are any; from the bucket when the file is not here.

        A part cannot be compared with the hash of the whole: this is for showing, not for working with.

        Raises:
            ArtifactMissing: It is not in the store.
            StoreUnusable: As in `path`.
        """
        place, end = self.place(artifact), min(end, artifact.size)
        if not 0 <= start < end:
            return b""
        if place.is_file():
            with place.open("rb") as file:
                file.seek(start)
                return file.read(end - start)
        found = self.remote.read(name_of(artifact), start, end) if self.remote else None
        if found is None:
            raise _gone(artifact, str(place))
        return found

    def remove(self, artifact: Artifact) -> None:
        """Delete the file, if it is there; the bucket keeps what it has."""
        self.place(artifact).unlink(missing_ok=True)

    def aside(self, suffix: str) -> Path:
        """A new place in the store for a file that has no name yet; whoever asks clears it away."""
        place = self.folder / ASIDE / f"{uuid4().hex}{suffix}"
        make_folder(place.parent)
        return place

    def files(self) -> Iterator[Path]:
        """Every file in the store, unfinished copies too, in no order."""
        return (path for path in self.folder.glob("*/*") if path.is_file())

    def _is_whole(self, artifact: Artifact) -> bool:
        place = self.place(artifact)
        return place.is_file() and holds(place, artifact)

    def _is_shared(self, artifact: Artifact) -> bool:
        """Whether the bucket holds it, as far as can be told without reading it."""
        if self.remote is None:
            return False
        there = self.remote.look(name_of(artifact))
        return there is not None and there.size == artifact.size

    def _fetch(self, remote: Remote, artifact: Artifact) -> None:
        """Bring the artifact here: aside first, and by its name only when it is what the name says."""
        with writing_to(self.folder, artifact.size):
            aside = self.aside(artifact.suffix)
            try:
                fetch(remote, artifact, aside)
                self._name(aside, artifact)
            finally:
                aside.unlink(missing_ok=True)

    def _copy(self, path: Path) -> Path:
        aside = self.aside(path.suffix.lower())
        try:
            shutil.copyfile(path, aside)
        except OSError:
            aside.unlink(missing_ok=True)
            raise
        return aside

    def _name(self, aside: Path, artifact: Artifact) -> None:
        """Give a finished file its name: content first, then the name, both on the disk."""
        place = self.place(artifact)
        make_folder(place.parent)
        now = stamp_of(artifact)
        os.utime(aside, ns=(now, now))
        with aside.open("rb") as file:
            os.fsync(file.fileno())
        aside.replace(place)
        sync_folder(place.parent)


def _gone(artifact: Artifact, where: str) -> ArtifactMissing:
    return ArtifactMissing(f"the {artifact.kind} {artifact.sha256[:12]} is gone", where=where, remedy=REMEDY)
