"""What a person handed in with a brief."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reelhouse.sources.clips import ClipFolder, read_clip_folder

__all__ = ["ClipFolder", "Material", "find_footage"]


@dataclass(frozen=True)
class Material:
    """Bytes and the name they came under; the name is only ever shown."""

    name: str
    content: bytes


def find_footage(folder: str) -> ClipFolder | None:
    """The clips and pictures of the folder that a brief names; None when it names none.

    Raises:
        PathNotFound: There is no such folder.
        UsageError: It may not be read.
        ContentError: No clip and no picture is in it.
    """
    return read_clip_folder(Path(folder)) if folder else None
