"""What a show is made of: one source again and again, or the files of a folder one after the other."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from pathlib import Path

from reelhouse.config.shows import ShowFile
from reelhouse.errors import ReelhouseError
from reelhouse.operations.briefs import SOURCE
from reelhouse.operations.material import read_material, readable

#: The files of a folder that are stories; a pattern takes whatever it matches.
_STORIES = frozenset({".md", ".markdown", ".txt"})
_WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True)
class Piece:
    """A source; `name` is the one below its folder, empty for one that is made again each time."""

    source: str | None
    name: str = ""


def pieces_of(file: ShowFile) -> Iterator[Piece]:
    """Every source of a show, in order: numbers in names count as numbers."""
    given = None if file.show is None else file.show.brief.get(SOURCE)
    if given is None:
        yield Piece(None)
        return
    path = file.path.parent / Path(str(given)).expanduser()
    if path.is_dir():
        found = [one for one in path.iterdir() if one.suffix.lower() in _STORIES and not one.name.startswith(".")]
        yield from _sorted(path, found)
    elif _WILD.search(str(given)) and not path.exists():
        root, pattern = _split(path)
        yield from _sorted(root, list(root.glob(pattern)))
    else:
        yield Piece(str(path) if path.exists() else str(given))


def next_piece(file: ShowFile, taken: Container[str]) -> Piece | None:
    """The first source that was not made and can be read; None when there is none.

    Raises:
        PathNotFound: There is only one, and it does not exist.
        UnreadableText: There is only one, and it cannot be read.
    """
    for piece in pieces_of(file):
        if not piece.name:
            return piece
        if piece.name not in taken and _is_readable(piece):
            return piece
    return None


def _sorted(root: Path, found: list[Path]) -> Iterator[Piece]:
    named = ((readable(one.relative_to(root).as_posix()), one) for one in found if one.is_file())
    for name, path in sorted(named, key=lambda pair: _natural(pair[0])):
        yield Piece(str(path), name)


def _natural(name: str) -> tuple[list[tuple[int, str]], str]:
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts], name


def _split(path: Path) -> tuple[Path, str]:
    """The folder above the first wild part, and the pattern below it."""
    first = next(number for number, part in enumerate(path.parts) if _WILD.search(part))
    return Path(*path.parts[:first]), str(Path(*path.parts[first:]))


def _is_readable(piece: Piece) -> bool:
    try:
        read_material(str(piece.source))
    except ReelhouseError:
        return False
    return True
