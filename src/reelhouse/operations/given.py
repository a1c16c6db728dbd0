"""A file that a person names, read as it is."""

from __future__ import annotations

from pathlib import Path

from reelhouse.errors import PathNotFound, UnreadableText


def read_given(path: Path, most: int, *, missing: str, remedy: str) -> bytes:
    """What is in the file, or its beginning and one byte too many when there are more than `most`.

    `missing` says what is not there, `remedy` what to give instead of what cannot be read.

    Raises:
        PathNotFound: There is no such file.
        UnreadableText: It is a folder, or may not be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as error:
        raise PathNotFound(missing, where=str(path), remedy="Check the path") from error
    except OSError as error:
        raise UnreadableText(f"it cannot be read: {error.strerror}", where=str(path), remedy=remedy) from error
