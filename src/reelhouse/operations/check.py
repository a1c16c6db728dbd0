"""Checking any media file."""

from __future__ import annotations

from pathlib import Path

from reelhouse.errors import PathNotFound, UnreadableMedia
from reelhouse.model.quality import QualityReport
from reelhouse.qc.report import check_file


def check_path(path: Path) -> QualityReport:
    """The quality report of a file of any origin.

    Raises:
        PathNotFound: There is no such file.
        UnreadableMedia: It is not media, or too damaged to open.
    """
    if not path.exists():
        raise PathNotFound("there is no such file", where=str(path), remedy="Check the path")
    if path.is_dir():
        raise UnreadableMedia("this is a folder, not a media file", where=str(path), remedy="Give one file")
    return check_file(path)
