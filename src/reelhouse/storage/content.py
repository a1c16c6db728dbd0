"""What tells an artifact's bytes from any others: their hash, the name made from it, and a mark in the time stamp."""

from __future__ import annotations

import hashlib
import re
import time
from pathlib import Path

from reelhouse.errors import ArtifactMissing
from reelhouse.media.stop import check_stop
from reelhouse.model.artifact import Artifact

REMEDY = "Run the same command again: it is made anew"
_SUFFIX = re.compile(r"(\.[a-z0-9]{1,10})?")
_NAME = re.compile(r"([0-9a-f]{2})/([0-9a-f]{62})(\.[a-z0-9]{1,10})?")
_SECOND = 10**9
#: Bytes that are read at a time.
_BLOCK = 1 << 20


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


def name_of(artifact: Artifact) -> str:
    """The artifact's name below the folder of artifacts, and in a bucket: `ab/cdef....suffix`.

    Raises:
        ArtifactMissing: Its suffix is none that we would have given (documents can be edited by people).
    """
    if not _SUFFIX.fullmatch(artifact.suffix):
        raise ArtifactMissing(f"{artifact.suffix!r} is no file ending of an artifact", remedy=REMEDY)
    return f"{artifact.sha256[:2]}/{artifact.sha256[2:]}{artifact.suffix}"


def is_name(name: str) -> bool:
    """Whether a name is one that we gave: nothing else in a bucket is ours to remove."""
    return _NAME.fullmatch(name) is not None


def holds(path: Path, artifact: Artifact) -> bool:
    """Whether a file's content is the artifact's, by reading it."""
    return path.stat().st_size == artifact.size and sha256(path) == artifact.sha256


def stamp_of(artifact: Artifact) -> int:
    """Now, in nanoseconds since 1970, with the artifact's mark as the fraction of the second."""
    return time.time_ns() // _SECOND * _SECOND + _mark(artifact)


def is_marked(stamp: int, artifact: Artifact) -> bool:
    """Whether a file's time stamp carries the mark: nobody wrote to it since it got its name."""
    return stamp % _SECOND == _mark(artifact)


def _mark(artifact: Artifact) -> int:
    """Nanoseconds below a second, in whole microseconds (file systems that count coarser are rare) and never none."""
    return (int(artifact.sha256[:12], 16) % 999_999 + 1) * 1000
