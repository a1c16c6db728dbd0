"""A person's own editor, in the person's terminal."""

from __future__ import annotations

import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from pathlib import Path

from reelhouse.errors import ProgramFailed, ProgramMissing

#: Tried in this order where a person names none.
USUAL = ("sensible-editor", "nano", "vim", "vi")


def edit_file(path: Path, environ: Mapping[str, str]) -> None:
    """Open a file in `VISUAL` or `EDITOR`, and wait until it is closed.

    Unlike every other child it has the terminal, and Ctrl-C is its own business.

    Raises:
        ProgramMissing: There is no editor, or not the one that was named.
        ProgramFailed: It said that it failed, or was killed.
    """
    command = _command(environ)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = subprocess.run([*command, str(path)], check=False, restore_signals=True).returncode
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        how = f"was killed by signal {-code}" if code < 0 else f"ended with {code}"
        raise ProgramFailed(f"the editor {command[0]!r} {how}", where=str(path), remedy="Open it again")


def _command(environ: Mapping[str, str]) -> list[str]:
    named = environ.get("VISUAL") or environ.get("EDITOR") or next(filter(shutil.which, USUAL), "")
    try:
        command = shlex.split(named)
    except ValueError:
        command = [named]
    if not command or shutil.which(command[0]) is None:
        raise ProgramMissing(
            f"there is no editor {command[0]!r}" if command else "there is no editor",
            where="EDITOR",
            remedy="Name one: `EDITOR=nano reelhouse episodes edit ...`, or give a file with --file",
        )
    return command
