"""What a person handed in: read once, kept in memory as data, never trusted as a path again."""

from __future__ import annotations

import os
import re
from pathlib import Path

from reelhouse.errors import PathNotFound, ReelhouseError, UnreadableText
from reelhouse.language.decode import decode_text
from reelhouse.production.material import Material
from reelhouse.sources.matter import read_front_matter
from reelhouse.sources.text import MOST_BYTES

#: The most that is read of a source. A novel of 150,000 words is about one megabyte.
LIMIT = 64_000_000
#: The most of a source's name that a message repeats: a whole story may have been given instead of a path.
_SHOWN = 120
#: The most of a piped text's title that becomes part of its name.
_TITLE = 60


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
        return _material(_named("stdin", stdin or b""), stdin or b"", source)
    try:
        # Not the size first: a pipe and a device have none.
        with Path(source).open("rb") as file:
            content = file.read(LIMIT + 1)
    except FileNotFoundError as error:
        if source == "demo":
            return None
        raise _not_found(source) from error
    except (OSError, ValueError) as error:
        raise _unreadable(source, error) from error
    name = Path(source).name if Path(source).is_file() else _named("pipe", content)
    return _material(name, content, source)


def _material(name: str, content: bytes, source: str) -> Material:
    if len(content) > LIMIT:
        raise UnreadableText(
            f"there is more than {LIMIT // 10**6} MB in it",
            where=_shown(source),
            remedy="Give the story as a text file",
        )
    return Material(name=readable(name), content=content)


def _named(name: str, content: bytes) -> str:
    """What a text without a file is called: an episode is known by its name, and two pipes must not be one episode."""
    try:
        title = _title(decode_text(content)[0]) if len(content) <= MOST_BYTES else ""
    except UnreadableText:  # whoever reads the story says so
        title = ""
    return f"{name} ({title})" if title else name


def _title(text: str) -> str:
    """The title that the text says it has, or else its first line with a word in it, as far as it is a name."""
    matter = read_front_matter(text, "")
    lines = [matter.texts.get("title", ""), *matter.body.splitlines()]
    plain = ("".join(char for char in " ".join(line.strip(" \t#").split()) if char.isprintable()) for line in lines)
    return next((line for line in plain if re.search(r"\w", line)), "")[:_TITLE].strip()


def readable(name: str) -> str:
    """A file's name as text: it need not be Unicode, and keys and documents are."""
    return os.fsencode(name).decode(errors="backslashreplace")


def _not_found(source: str) -> PathNotFound:
    remedy = "Check the path; the story itself goes in through standard input, with `-`"
    return PathNotFound("there is no such file", where=_shown(source), remedy=remedy)


def _unreadable(source: str, error: OSError | ValueError) -> ReelhouseError:
    if isinstance(error, IsADirectoryError):
        return UnreadableText(
            "this is a folder, not a text file", where=_shown(source), remedy="Give one text or Markdown file"
        )
    if isinstance(error, PermissionError):
        return UnreadableText("it may not be read", where=_shown(source), remedy="Check its permissions")
    return _not_found(source)


def _shown(source: str) -> str:
    return source if len(source) <= _SHOWN else f"{source[:_SHOWN]}…"
