"""How long a file says it is, and the boxes of an MP4 file (ISO/IEC 14496-12): their order and their colour tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

#: Larger indexes are not read into memory to look for the colour box.
_INDEX_LIMIT = 64 * 1024 * 1024

#: What a WAV file says that was written to a pipe, whose end nobody knew.
_STREAMED = 0xFFFFFFFF


@dataclass(frozen=True)
class Box:
    """One top-level box: its four letters, where it starts and where it says it ends (bytes)."""

    name: str
    start: int
    end: int


def is_mp4(path: Path) -> bool:
    """Whether the file begins as MP4 and QuickTime files do."""
    with path.open("rb") as file:
        return file.read(12)[4:8] in {b"ftyp", b"moov", b"wide", b"mdat", b"free", b"skip"}


def riff_end(path: Path) -> int:
    """Where a RIFF file (WAV, AVI) says that its first part ends, in bytes; 0 for other files and unfinished ones."""
    with path.open("rb") as file:
        head = file.read(8)
    length = int.from_bytes(head[4:8], "little")
    return length + 8 if head[:4] == b"RIFF" and length != _STREAMED else 0


def top_boxes(path: Path) -> tuple[Box, ...]:
    """The boxes in the order of the file; the last one may claim more bytes than there are."""
    with path.open("rb") as file:
        return tuple(_walk(file, path.stat().st_size))


def index_first(boxes: Sequence[Box]) -> bool | None:
    """Whether the index comes before the media, so that a file plays before it is wholly loaded; None without one."""
    names = [box.name for box in boxes]
    if "moov" not in names:
        return None
    return "mdat" not in names or names.index("moov") < names.index("mdat")


def has_colour_box(path: Path, boxes: tuple[Box, ...]) -> bool:
    """Whether the index holds a colour box with code points (`colr` of type `nclx`)."""
    index = next((box for box in boxes if box.name == "moov"), None)
    if index is None or index.end - index.start > _INDEX_LIMIT:
        return False
    with path.open("rb") as file:
        file.seek(index.start)
        return b"colrnclx" in file.read(index.end - index.start)


def _walk(file: BinaryIO, size: int) -> Iterator[Box]:
    at = 0
    while at + 8 <= size:
        file.seek(at)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        elif length == 0:
            length = size - at
        if length < 8:
            return
        yield Box(head[4:8].decode("latin-1"), at, at + length)
        at += length
