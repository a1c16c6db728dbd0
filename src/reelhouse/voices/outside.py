"""Engines that are programs of the system: found on the path or in a person's folders, run once for each line."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from reelhouse.errors import ProgramMissing, ProgramTimedOut, Transient
from reelhouse.media.process import run

#: Seconds that a line may take: some programs load a large voice first. And seconds to tell a version.
PATIENCE: Final = 60.0
_GLANCE: Final = 10.0
#: Marks that change how a line is read; a word keeps the last one after it.
_MARKS: Final = ".,;:!?"
_PLAIN: Final = str.maketrans({"’": "'", "‘": "'", "…": ".", "—": ",", "–": "-"})


def find_program(name: str, folders: Sequence[Path] = ()) -> Path | None:
    """The program of that name: in one of the folders or its `bin`, or on the path."""
    for folder in folders:
        for place in (folder / name, folder / "bin" / name, folder / "usr" / "bin" / name):
            if place.is_file() and os.access(place, os.X_OK):
                return place
    found = shutil.which(name)
    return Path(found) if found else None


def run_engine(command: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """What the program printed.

    It sees the given variables and the search paths, nothing else of ours: no settings file of a person changes how
    it sounds.

    Raises:
        Transient: It is missing, crashed, or took too long.
    """
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
    names = {**kept, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", **(environment or {})}
    try:
        done = run(command, env=names, timeout=PATIENCE)
    except (ProgramMissing, ProgramTimedOut) as error:
        raise _failed(command, error.message) from error
    if done.code:
        told = [line.strip() for line in done.stderr.splitlines() if line.strip()] or [f"it ended with {done.code}"]
        raise _failed(command, next((line for line in told if "error" in line.lower()), told[-1]))
    return done.stdout.decode(errors="replace")


def _failed(command: Sequence[str], why: str) -> Transient:
    remedy = "Try again; if it fails every time, choose another voice"
    return Transient(f"the speech engine {Path(command[0]).name} failed: {why}", remedy=remedy)


def told_version(program: Path) -> str:
    """The first line that `PROGRAM --version` prints that has a version number.

    Raises:
        Transient: It does not answer.
    """
    return _version(program, program.stat().st_mtime_ns)


@cache
def _version(program: Path, _changed: int) -> str:
    try:
        done = run([str(program), "--version"], timeout=_GLANCE)
    except (ProgramMissing, ProgramTimedOut) as error:
        remedy = "Install it again, or choose another voice"
        raise Transient(f"{program.name} does not tell its version: {error.message}", remedy=remedy) from error
    lines = (done.stdout.decode(errors="replace") + done.stderr).splitlines()
    return next((line.strip() for line in lines if re.search(r"\d\.\d", line)), "unknown")


def bare_words(matches: Sequence[re.Match[str]], letters: re.Pattern[str]) -> list[str]:
    """Each word as one token that no program obeys: letters of the voice, digits, `'` and `-`, and one mark after it.

    Args:
        matches: The words of a line, as found in it.
        letters: One letter or digit that the voice can read.

    Returns:
        A text for each word; empty when nothing of it can be read.
    """
    bare = []
    for number, match in enumerate(matches):
        after = matches[number + 1].start() if number + 1 < len(matches) else len(match.string)
        plain = match.string[match.start() : after].translate(_PLAIN)
        spelled = "".join(letter for letter in _readable(plain, letters) if letters.match(letter) or letter in "'-")
        mark = next((letter for letter in reversed(plain.rstrip()) if letter in _MARKS), "") if spelled else ""
        last = re.search(r"[^\w\s]*$", plain.rstrip())
        spelled = re.sub(r"^[^\w]+|[^\w]+$", "", spelled)
        bare.append(spelled + (mark if last and mark in last[0] else "") if spelled else "")
    return bare


def _readable(text: str, letters: re.Pattern[str]) -> str:
    """Letters that the voice cannot read in the form that it can: `é` as `e`."""
    return "".join(letter if letters.match(letter) else unicodedata.normalize("NFKD", letter)[:1] for letter in text)
