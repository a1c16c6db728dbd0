"""The door: only regular local files of known formats are opened, whatever their names look like."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reelhouse.errors import PathNotFound, ReelhouseError, UnreadableMedia
from reelhouse.media.probe import FORMATS
from reelhouse.media.pyav import FFmpegError, InputContainer, open_container

#: Formats that are opened, by the names of FFmpeg's demuxers: none of them fetches other files or addresses.
FOOTAGE = f"{FORMATS},dv,yuv4mpegpipe,ac3,eac3,amr"
#: What a person does about a file that cannot be read.
REMEDY = "Copy or download it again, or give another file"
#: What decoders of files from outside may do: read local files, in these formats.
SAFE = ("-protocol_whitelist", "file", "-format_whitelist", FOOTAGE)


def admit(path: Path) -> Path:
    """The absolute path of a regular file that is not empty and can be read; links are followed.

    Raises:
        PathNotFound: There is no such file, or it is a folder.
        UnreadableMedia: It is a device or a pipe, empty, or may not be read.
    """
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise _absent(path, error) from error
    if stat.S_ISDIR(found.st_mode):
        raise PathNotFound("this is a folder", where=str(path), remedy="Give the files in it")
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableMedia(
            "this is a device, a pipe or a socket", where=str(path), remedy="Copy what it gives into a file first"
        )
    if found.st_size == 0:
        raise UnreadableMedia("the file is empty", where=str(path), remedy=REMEDY)
    _demand_readable(path)
    return path.absolute()


def address(path: Path) -> str:
    """A local file as decoders name it, so that no part of its name is read as an address or an option."""
    return f"file:{path.absolute()}"


@contextmanager
def open_footage(path: Path) -> Iterator[InputContainer]:
    """Open a media file; what goes wrong inside the block is an error about that file.

    Raises:
        UnreadableMedia: It is no media file, or what is in it cannot be read.
    """
    try:
        with open_container(
            address(path),
            metadata_errors="replace",
            options={"protocol_whitelist": "file", "format_whitelist": FOOTAGE},
        ) as container:
            yield container
    except FFmpegError as error:
        raise UnreadableMedia(
            "this is no video, sound or picture that can be read", where=str(path), remedy=REMEDY
        ) from error


def _absent(path: Path, error: OSError | ValueError) -> ReelhouseError:
    if isinstance(error, PermissionError):
        return _refused(path)
    if _is_link(path):
        return PathNotFound("this link leads to no file", where=str(path), remedy="Give the file itself")
    return PathNotFound("there is no such file", where=str(path), remedy="Check the path")


def _is_link(path: Path) -> bool:
    try:
        return path.is_symlink()
    except (OSError, ValueError):
        return False


def _demand_readable(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise _refused(path) from error


def _refused(path: Path) -> UnreadableMedia:
    return UnreadableMedia("the file may not be read", where=str(path), remedy="Change its permissions, or copy it")
