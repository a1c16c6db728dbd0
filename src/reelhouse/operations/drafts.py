"""Drafts: what a person is writing, on the disk until it is kept, so that no mistake and no crash costs a word."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from reelhouse.config import Settings
from reelhouse.config.texts import LARGEST
from reelhouse.errors import NotWritable
from reelhouse.operations.given import read_given
from reelhouse.operations.sheets import Head

FOLDER = "drafts"


def new_draft(settings: Settings, head: Head, content: bytes) -> Path:
    """A file of its own for a document; an earlier draft is never written over.

    Raises:
        NotWritable: The home folder refuses.
    """
    folder = settings.home / FOLDER
    part = f"-{head.part}" if head.part > 1 else ""
    name = f"{head.episode}-{head.kind}{part}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for number in count(1):
            path = folder / (f"{name}.yaml" if number == 1 else f"{name}.{number}.yaml")
            if _write_new(path, content):
                return path
    except OSError as error:
        raise NotWritable(
            f"no draft can be written: {error.strerror}", where=str(folder), remedy="Make the folder writable for you"
        ) from error
    raise AssertionError("there is always another number")


def read_draft(path: Path) -> bytes:
    """What a person wrote into a file, or the beginning of it when that is absurdly large.

    Raises:
        PathNotFound: There is no such file.
        UnreadableText: It is a folder, or may not be read.
    """
    return read_given(path, LARGEST, missing="there is no such file", remedy="Give the document as a YAML file")


def _write_new(path: Path, content: bytes) -> bool:
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        return False
    return True
