"""What a command costs: it runs in its own child, and the whole tree of processes it starts is charged to it."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.memory import Watch, descendants

#: Characters of a failed command's last words that are kept.
_LAST_WORDS = 300


class CommandFailed(Exception):
    """A measured command did not end with exit code 0."""


@dataclass(frozen=True)
class Cost:
    """What one run of a command took.

    `cpu` is user and system seconds of the command and of every descendant that was waited for (`wait4`); `wall` is
    seconds; `peak` is the largest sum over the tree in bytes (0 when memory was not watched).
    """

    cpu: float
    wall: float
    peak: int
    stdout: str

    def said(self) -> dict[str, Any]:
        """The JSON object on the last line of standard output."""
        found = json.loads(self.stdout.strip().rpartition("\n")[2])
        if not isinstance(found, dict):
            raise CommandFailed(f"it printed {type(found).__name__}, not an object")
        return found


def spend(args: Sequence[str], *, cwd: Path, env: Mapping[str, str] | None = None, memory: bool = False) -> Cost:
    """Run a command to its end and say what it cost.

    Args:
        args: The program and its arguments.
        cwd: The folder it works in.
        env: What its environment has besides ours.
        memory: Watch the memory of the whole tree as well.

    Raises:
        CommandFailed: It ended with another exit code than 0; the message has its last words.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        begun = time.perf_counter()
        child = subprocess.Popen(
            list(args), cwd=cwd, env={**_usual(), **(env or {})}, stdin=subprocess.DEVNULL, stdout=out, stderr=errors
        )
        with Watch(child.pid) if memory else nullcontext() as watch:
            _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)
        stdout, said = _text(out), _text(errors)
    if child.returncode != 0:
        raise CommandFailed(f"exit code {child.returncode}: {(said.strip() or stdout.strip())[-_LAST_WORDS:]}")
    return Cost(used.ru_utime + used.ru_stime, wall, watch.peak if watch else 0, stdout)


def tree_cpu(root: int) -> float:
    """CPU seconds of a process that runs, of what it started, and of what of that has ended.

    Fields 14 to 17 of /proc/PID/stat, proc(5).
    """
    ticks = 0
    for process in descendants(root):
        fields = Path("/proc", str(process), "stat").read_text(errors="replace").rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _usual() -> dict[str, str]:
    """Our environment as a person's: Python keeps what it compiled, or every run would measure compiling."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _text(file: Any) -> str:
    file.seek(0)
    return str(file.read().decode(errors="replace"))
