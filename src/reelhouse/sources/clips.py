"""A person's own clips and pictures: which files of a folder may be shown, and what their names say about them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reelhouse.errors import ContentError, PathNotFound, UsageError
from reelhouse.media.stop import check_stop
from reelhouse.model.quality import Finding, Level

#: Files that are looked at in one folder, the first ones by name.
MOST = 5_000
#: Folders and files of any kind that are walked through.
_WALKED = 100_000
#: Endings of names that are looked at; what a file holds is decided by its content later.
ENDINGS = frozenset({
    ".mp4", ".m4v", ".mov", ".qt", ".mkv", ".webm", ".avi", ".mts", ".m2ts", ".ts", ".mpg", ".mpeg", ".mxf", ".3gp",
    ".3g2", ".wmv", ".asf", ".flv", ".f4v", ".ogv", ".dv", ".y4m", ".gif", ".png", ".apng", ".jpg", ".jpeg", ".jpe",
    ".jfif", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic", ".heif",
})  # fmt: skip
#: Bytes of a file of tags that are read.
_TAGS = 10_000
#: The file that lies in the home folder of an installation: nothing below it is footage.
_HOME = "reelhouse.db"
#: What was left out, as far as it is named in the report, and in an error.
_NAMED, _BRIEFLY = 10, 3


@dataclass(frozen=True)
class ClipFile:
    """One file: `name` is its place in the folder, for people; `words` is everything that names and tags say of it.

    `size` (bytes) and `changed` (nanoseconds) tell whether it is still the same.
    """

    name: str
    path: Path
    size: int
    changed: int
    words: str


@dataclass(frozen=True)
class ClipFolder:
    """The files of a folder, sorted by name, and what is to be said about those left out."""

    path: Path
    files: tuple[ClipFile, ...]
    findings: tuple[Finding, ...] = ()


def read_clip_folder(folder: Path) -> ClipFolder:
    """List the media files of a folder and of the folders in it.

    Hidden files and videos that Reelhouse made are left out; so are links that lead out of the folder, and folders that
    may not be read: those are named. Nothing is opened but small files of tags (`NAME.txt` beside `NAME.mp4`).

    Raises:
        PathNotFound: There is no such folder.
        UsageError: It is a file, or may not be read.
        ContentError: No media file is in it.
    """
    root = _opened(folder)
    left_out: list[str] = []
    found = sorted(islice(_walk(root, root, left_out), _WALKED), key=lambda one: str(one.relative_to(root)))
    files = tuple(_clip(path, root) for path in found[:MOST])
    if not files:
        raise _nothing(folder, left_out)
    return ClipFolder(root, files, tuple(_notes(len(found), left_out)))


def shown_name(path: Path) -> str:
    """A path as text that can be printed anywhere: it need not be Unicode, and may hold control characters."""
    text = os.fsencode(path).decode(errors="backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in text)


def _opened(folder: Path) -> Path:
    try:
        root = folder.expanduser().resolve(strict=True)
        if not root.is_dir():
            raise UsageError("this is a file", where=str(folder), remedy="Give the folder that it is in")
        next(root.iterdir(), None)
    except (FileNotFoundError, NotADirectoryError, ValueError, RuntimeError) as error:
        raise PathNotFound("there is no such folder", where=str(folder), remedy="Check the path") from error
    except OSError as error:
        raise UsageError(
            "the folder may not be read", where=str(folder), remedy="Change its permissions, or copy it"
        ) from error
    return root


def _nothing(folder: Path, left_out: Sequence[str]) -> ContentError:
    """What to say of a folder without footage: perhaps it only holds links to folders with some."""
    why = "".join(f"; {one}" for one in _briefly(left_out, _BRIEFLY))
    copied = ", copy what is only linked or give its own folder" if left_out else ""
    return ContentError(
        f"no clip and no picture is in this folder{why}",
        where=str(folder),
        remedy=f"Put videos or pictures into it{copied}, or leave `footage` out",
    )


def _walk(folder: Path, root: Path, left_out: list[str]) -> Iterator[Path]:
    """Media files below a folder; why something is left out is noted."""
    check_stop()
    entries = _entries(folder, root, left_out)
    names = {entry.name for entry in entries}
    for entry in entries if _HOME not in names else ():
        path = Path(entry.path)
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, root, left_out)
        elif entry.is_symlink() and not _inside(path, root):
            if _is_media(path, names) or not _is_file(path):
                left_out.append(f"{shown_name(path.relative_to(root))} is a link that leads out of the folder")
        elif _is_media(path, names) and entry.is_file():
            yield path


def _entries(folder: Path, root: Path, left_out: list[str]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        if not isinstance(error, FileNotFoundError):  # gone meanwhile
            left_out.append(f"{shown_name(folder.relative_to(root))} is a folder that may not be read")
        return []


def _is_file(link: Path) -> bool:
    """Whether a link leads to a file; else it leads to a folder, or nowhere, which may be a folder tomorrow."""
    try:
        return link.is_file()
    except OSError:  # behind a folder that may not be read
        return False


def _is_media(path: Path, names: set[str]) -> bool:
    return path.suffix.lower() in ENDINGS and not _is_ours(path.name, path.stem, names)


def _is_ours(name: str, stem: str, names: set[str]) -> bool:
    """Whether it is a video that Reelhouse made, its cover or its contact sheet: those stand side by side."""
    return name.endswith(".contact.jpg") or f"{stem}.contact.jpg" in names


def _inside(link: Path, root: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _clip(path: Path, root: Path) -> ClipFile:
    place = path.relative_to(root)
    try:
        known = path.stat()
        size, changed = known.st_size, known.st_mtime_ns
    except OSError:  # gone meanwhile: opening it says so
        size, changed = 0, 0
    words = " ".join([*place.parent.parts, place.stem, *_tags(path)])
    return ClipFile(shown_name(place), path, size, changed, words)


def _tags(path: Path) -> Iterator[str]:
    """What `NAME.txt` or `NAME.mp4.txt` beside a file says about it."""
    for beside in (path.with_suffix(".txt"), path.with_name(f"{path.name}.txt")):
        try:
            if beside.is_file() and not beside.is_symlink():
                with beside.open("rb") as file:
                    yield file.read(_TAGS).decode("utf-8", errors="replace")
        except (OSError, ValueError):
            continue


def _notes(found: int, left_out: Sequence[str]) -> Iterator[Finding]:
    if found > MOST:
        words = f"only the first {MOST} files by name are looked at: more than that are too many to choose from"
        yield Finding(check="footage-folder", level=Level.WARN, message=words, value=f"{found} files")
    for one in _briefly(left_out, _NAMED):
        yield Finding(check="footage-folder", level=Level.WARN, message=f"{one}: left out")


def _briefly(left_out: Sequence[str], named: int) -> Iterator[str]:
    """The first ones, and how many there are besides."""
    yield from left_out[:named]
    if len(left_out) > named:
        yield f"and {len(left_out) - named} more"
