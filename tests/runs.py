"""Runs of the command line that are watched, disturbed and killed."""

import contextlib
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

#: The least that is a story: three lines, about eight seconds of video.
SHORT = """---
title: The key still fit
board: Short Confessions
teller: night_owl
---

I tried the old key. Then I heard someone breathing.
"""
#: Two parts of about 20 seconds.
LETTERS = "The letters\n\n" + "\n\n".join(
    f"On day {number} the letter came again. Nobody had signed it, and nobody wanted to read it aloud."
    for number in ("one", "two", "three", "four")
)
MARK = "REELHOUSE_TEST_TOKEN"


@dataclass(frozen=True)
class Started:
    """A running command; `token` is in its environment, and in that of everything it starts."""

    process: subprocess.Popen[str]
    token: str

    def wait_for(self, words: str) -> None:
        """Read its progress up to a line that begins with these words."""
        assert self.process.stderr is not None
        seen = []
        for line in self.process.stderr:
            seen.append(line)
            if line.startswith(words):
                return
        raise AssertionError(f"it ended without {words!r}: {''.join(seen)}")

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def finish(self, patience: float = 300) -> tuple[int, str, str]:
        """Exit code, standard output, and the rest of standard error."""
        out, err = self.process.communicate(timeout=patience)
        return self.process.returncode, out, err

    def children_left(self, patience: float = 20) -> list[str]:
        """Command lines of processes that the run started and that do not end; the system needs a moment to kill."""
        until = time.monotonic() + patience
        while True:
            left = [folder for folder in Path("/proc").glob("[0-9]*") if _belongs(folder, self.token)]
            if not left or time.monotonic() > until:
                return [_command_line(folder) for folder in left]
            time.sleep(0.05)


def _unmeasured() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


@contextlib.contextmanager
def started(*arguments: str | Path, home: Path, env: Mapping[str, str] | None = None) -> Iterator[Started]:
    """The command line, running. Whatever happens in the block, it is gone after it."""
    token = uuid4().hex
    process = subprocess.Popen(
        [sys.executable, "-m", "reelhouse", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Measured, a process that is killed would leave half a coverage file.
        env={**_unmeasured(), "REELHOUSE_HOME": str(home), "PYTHONWARNINGS": "ignore", MARK: token, **(env or {})},
        start_new_session=True,
    )
    try:
        yield Started(process, token)
    finally:
        process.kill()
        process.communicate()


def copy_home(source: Path, target: Path, *, workers: int = 2) -> Path:
    """A home of its own with everything that another one keeps, without copying the artifacts' bytes.

    What others are making there at this moment stays theirs.
    """
    target.mkdir()
    with (
        contextlib.closing(sqlite3.connect(source / "reelhouse.db")) as old,
        contextlib.closing(sqlite3.connect(target / "reelhouse.db")) as new,
    ):
        old.backup(new)
        new.execute("delete from step where result is null")
        new.execute("delete from run")
        new.commit()
    shutil.copytree(source / "artifacts", target / "artifacts", copy_function=os.link)
    (target / "settings.yaml").write_text(f"workers: {workers}\n")
    return target


def finished_steps(home: Path) -> dict[str, tuple[Any, ...]]:
    """Every finished step of a home, by key, with what changes when it is made again."""
    with contextlib.closing(sqlite3.connect(home / "reelhouse.db")) as database:
        rows = database.execute("select key, name, fence, made_at from step where result is not null").fetchall()
    return {key: (name, fence, made) for key, name, fence, made in rows}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones included."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _belongs(folder: Path, token: str) -> bool:
    try:
        state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        return state != "Z" and f"{MARK}={token}".encode() in (folder / "environ").read_bytes()
    except OSError:
        return False


def _command_line(folder: Path) -> str:
    with contextlib.suppress(OSError):
        return (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return folder.name
