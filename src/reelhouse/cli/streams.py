"""Standard streams as they really come: closed, a pipe whose reader left, a full disk, ASCII only, hostile text."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import Any, TextIO

from reelhouse.errors import DiskFull, NotWritable
from reelhouse.media.disk import disk_is_full


def settle() -> None:
    """Open the standard streams that are closed, and let none of them stumble over a character.

    A file that is opened while one is closed would get its number, and with it what others write there.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115 - it stays open as long as the process
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115 - as above
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115 - as above
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def showing() -> Iterator[None]:
    """Print inside the block; a reader that went away (`| head -1`) ends the printing and nothing else.

    Raises:
        DiskFull: Standard output is a file, and there is no room for it.
        NotWritable: Standard output refuses for another reason.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        let_go(sys.stdout)
    except OSError as error:
        let_go(sys.stdout)
        kind = DiskFull if disk_is_full(error) else NotWritable
        raise kind(
            f"cannot write: {error.strerror}", where="standard output", remedy="Send the output somewhere else"
        ) from error


def print_text(text: str) -> None:
    """Print lines of text; the framework's own way would end the process when the reader is gone."""
    with showing():
        sys.stdout.write(f"{text}\n")


def print_json(printed: Any) -> None:
    """Print one JSON value on a line of its own, in ASCII: every reader understands that, whatever a title holds."""
    print_text(json.dumps(printed))


def tell(text: str) -> None:
    """Write a message to standard error; when nobody reads it, the exit code has to say it all."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        let_go(sys.stderr)


def harmless(text: str) -> str:
    """Text from outside for a terminal: control characters, which could command it, become visible escapes."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def let_go(stream: TextIO) -> None:
    """Nothing more can be written: what is left in the buffer goes nowhere."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
