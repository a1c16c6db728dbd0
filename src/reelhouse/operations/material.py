"""What a person handed in: read once, kept in memory as data, never trusted as a path again."""

from __future__ import annotations

from pathlib import Path

from reelhouse.errors import PathNotFound, UnreadableText
from reelhouse.production.material import Material

#: The most that a text source may weigh. A novel of 150,000 words is about one megabyte.
LIMIT = 64 << 20


def read_material(source: str, stdin: bytes | None = None) -> Material | None:
    """Read the file that a source names; None when the source is a reference that a recipe finds itself.

    Args:
        source: A path, `-` for standard input, or a reference such as `demo`.
        stdin: What standard input held, when the source is `-`.

    Raises:
        PathNotFound: There is no such file.
        UnreadableText: It is a folder, cannot be read, or is absurdly large.
    """
    if source == "-":
        return Material(name="stdin", content=stdin or b"")
    path = Path(source)
    if not path.exists():
        if _looks_like_reference(source):
            return None
        raise PathNotFound(
            "there is no such file", where=source, remedy="Check the path, or use `-` for standard input"
        )
    if path.is_dir():
        raise UnreadableText("this is a folder, not a text file", where=source, remedy="Give one text or Markdown file")
    try:
        if path.stat().st_size > LIMIT:
            raise UnreadableText(
                f"the file is larger than {LIMIT >> 20} MB", where=source, remedy="Give the story as a text file"
            )
        return Material(name=path.name, content=path.read_bytes())
    except OSError as error:
        raise UnreadableText(
            f"cannot read it: {error.strerror}", where=source, remedy="Check its permissions"
        ) from error


def _looks_like_reference(source: str) -> bool:
    return source == "demo"
