"""Single keys from a terminal, or one key a line from whatever else standard input is."""

from __future__ import annotations

import os
import select
import sys
import termios
import tty

#: Keys that terminals send as sequences.
_ARROWS = {b"\x1b[A": "p", b"\x1b[B": "n", b"\x1b[C": "n", b"\x1b[D": "p"}
#: The end of what is typed: Ctrl-D.
_END = b"\x04"
_ESCAPE = b"\x1b"


def read_key() -> str:
    """The next key, an empty text for Enter; at the end of input `q`."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1] if line else "q"
    handle = sys.stdin.fileno()
    before = termios.tcgetattr(handle)
    try:
        tty.setcbreak(handle, termios.TCSADRAIN)  # keys that were typed ahead count
        typed = _sequence(handle)
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
    if typed in {b"", _END}:
        return "q"
    return _ARROWS.get(typed, typed[:1].decode(errors="replace").strip())


def _sequence(handle: int) -> bytes:
    """One key: a byte, or all that comes at once behind an escape."""
    typed = os.read(handle, 1)
    while typed[:1] == _ESCAPE and len(typed) < 3 and select.select([handle], [], [], 0)[0]:
        typed += os.read(handle, 1)
    return typed


def read_line() -> str:
    """A line of text, without its end."""
    return sys.stdin.readline().strip()
