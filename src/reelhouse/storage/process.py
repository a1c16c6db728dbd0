"""Which process holds something, and whether it still lives.

A process is named by its machine, its number and when it was born, because numbers are used again. A machine is named
by host, start of its kernel and process namespace: what another machine or container runs cannot be seen from here,
and then a file lock, which dies with its owner, decides.
"""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True)
class Process:
    """A process that can be told from every other one."""

    host: str
    pid: int
    born: str

    @property
    def told(self) -> str:
        """What a person calls it: its number, and the name of its machine."""
        return f"{self.pid} on {self.host.partition('/')[0]}"


def this_process() -> Process:
    """The process we are."""
    pid = os.getpid()
    return Process(_host(), pid, born(pid) or "")


def is_here(process: Process) -> bool:
    """Whether it is, or was, one that we could see."""
    return process.host == _host()


def alive(process: Process, lock: Path) -> bool:
    """Whether the process still runs; `lock` is the file it keeps locked while it does."""
    if is_here(process):
        return born(process.pid) == process.born
    return is_locked(lock)


def born(pid: int) -> str | None:
    """When the process with this number started, or None when there is none that runs.

    In clock ticks since the kernel's start (field 22 of /proc/PID/stat, proc(5)); an empty string on systems that do
    not tell. A process that ended and waits to be collected does not run.
    """
    if not (_PROC / "self/stat").exists():
        return "" if _exists(pid) else None
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    state, *fields = stat.rpartition(")")[2].split()
    return None if state in {"Z", "X"} else fields[18]


def lock(path: Path) -> int:
    """Lock a new file for as long as we live; returns its descriptor."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(handle, fcntl.LOCK_EX)
        if path.exists():
            return handle
        os.close(handle)  # swept between our two calls


def is_locked(path: Path) -> bool:
    """Whether a living process has locked the file."""
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@cache
def _host() -> str:
    parts = [socket.gethostname()]
    with suppress(OSError):
        parts.append((_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
        parts.append((_PROC / "self/ns/pid").readlink().name)
    return "/".join(parts)
