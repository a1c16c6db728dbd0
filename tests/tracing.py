"""What a program and all its children do to files, seen by the kernel: ptrace(2), so Linux alone.

As a program it runs another one and writes one JSON line for each thing that a loss of power could undo, or that makes
such a thing known: `write`, `sync`, `name` (a file gets a name that another one had, or that is new), `make` (a new
folder) and `send` (to a socket).
"""

import ctypes
import json
import os
import platform
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TRACEME_STOP = "import os,signal,sys; os.kill(os.getpid(), signal.SIGSTOP); os.execv(sys.argv[1], sys.argv[1:])"
#: Requests and options of <linux/ptrace.h>; how a stop at a system call is told from others.
SYSCALL, SEIZE, GET_SYSCALL_INFO = 24, 0x4206, 0x420E
OPTIONS = 0x1 | 0x2 | 0x4 | 0x8 | 0x10 | 0x100000  # system calls, forks, clones and exec; killed with us
AT_SYSCALL = signal.SIGTRAP | 0x80
ENTRY, EXIT = 1, 2
ALL_THREADS = 0x40000000
#: System calls by number, and what they do to the descriptor in their first argument (asm/unistd_64.h).
BY_MACHINE = {
    "x86_64": {
        **dict.fromkeys((1, 18, 20, 296, 328, 40, 77), "write"),
        **dict.fromkeys((74, 75), "sync"),
        82: "rename",
        264: "renameat",
        316: "renameat",
        83: "mkdir",
        258: "mkdirat",
        326: "copy",
        **dict.fromkeys((44, 46, 307), "send"),
    },
    "aarch64": {
        **dict.fromkeys((64, 68, 66, 70, 287, 71, 46), "write"),
        **dict.fromkeys((82, 83), "sync"),
        38: "renameat",
        276: "renameat",
        34: "mkdirat",
        285: "copy",
        **dict.fromkeys((206, 211, 269), "send"),
    },
}
#: Where old and new name are among the arguments: the folder that they start from, if there is one, and the text.
NAMES: dict[str, tuple[tuple[int | None, int], ...]] = {
    "rename": ((None, 0), (None, 1)),
    "renameat": ((0, 1), (2, 3)),
    "mkdir": ((None, 0), (None, 0)),
    "mkdirat": ((0, 1), (0, 1)),
}
CALLS = BY_MACHINE.get(platform.machine(), {})


class Info(ctypes.Structure):
    """`struct ptrace_syscall_info`."""

    _fields_ = (
        ("op", ctypes.c_uint8),
        ("_pad", ctypes.c_uint8 * 3),
        ("arch", ctypes.c_uint32),
        ("_at", ctypes.c_uint64 * 2),
        ("values", ctypes.c_uint64 * 8),
    )


_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
_LIBC.ptrace.restype = ctypes.c_long


@dataclass(frozen=True)
class Event:
    """What happened to a file; `path` is its name at that moment, and `before` the one that it had."""

    what: str
    file: int
    path: str
    before: str = ""


def ptrace(request: int, pid: int, where: int = 0, value: int = 0) -> bool:
    """Whether it was done; a thread that is gone cannot be asked."""
    return int(_LIBC.ptrace(request, pid, where, value)) >= 0


def can_trace() -> bool:
    """Whether this system lets us look."""
    done = subprocess.run([sys.executable, __file__, os.devnull, sys.executable, "-c", ""], check=False)
    return bool(CALLS) and done.returncode == 0


def traced(log: Path, *command: str, env: dict[str, str]) -> list[Event]:
    """Run a program, and tell what it did."""
    subprocess.run([sys.executable, __file__, str(log), *command], env=env, check=True)
    with log.open(encoding="utf-8") as lines:
        return [Event(*json.loads(line)) for line in lines]


class Tracer:
    """Follows one program, its threads and its children to their ends."""

    def __init__(self) -> None:
        self._renames: dict[int, tuple[str, str, str]] = {}

    def run(self, *command: str) -> Iterator[Event]:
        """Start a program and tell what happens; the program has to end well."""
        with subprocess.Popen([sys.executable, "-c", TRACEME_STOP, *command]) as started:
            os.waitpid(started.pid, os.WUNTRACED)
            if not ptrace(SEIZE, started.pid, 0, OPTIONS):
                started.kill()
                sys.exit("this system lets nobody look at system calls")
            os.kill(started.pid, signal.SIGCONT)
            yield from self._follow(started)

    def _follow(self, started: "subprocess.Popen[bytes]") -> Iterator[Event]:
        while True:
            pid, status = os.waitpid(-1, ALL_THREADS)
            if os.WIFSTOPPED(status):
                number = os.WSTOPSIG(status)
                if number == AT_SYSCALL:
                    yield from self._at_call(pid)
                passed_on = number if status >> 16 == 0 and number not in {AT_SYSCALL, signal.SIGTRAP} else 0
                ptrace(SYSCALL, pid, 0, passed_on)
            elif pid == started.pid:
                started.returncode = os.waitstatus_to_exitcode(status)
                if started.returncode:
                    sys.exit(f"the program ended with {started.returncode}")
                return

    def _at_call(self, pid: int) -> Iterator[Event]:
        info = Info()
        ptrace(GET_SYSCALL_INFO, pid, ctypes.sizeof(info), ctypes.addressof(info))
        if info.op == ENTRY and (what := CALLS.get(info.values[0])):
            yield from self._entered(pid, what, info.values[1:])
        elif info.op == EXIT and pid in self._renames:
            what, before, after = self._renames.pop(pid)
            if info.values[0] == 0:
                yield from _renamed(what, before, Path(after))

    def _entered(self, pid: int, what: str, values: list[int]) -> Iterator[Event]:
        if what in {"write", "sync", "send", "copy"}:
            yield from _to_file(pid, "write" if what == "copy" else what, values[2 if what == "copy" else 0])
            return
        before, after = (_named(pid, None if at is None else values[at], values[name]) for at, name in NAMES[what])
        self._renames[pid] = (what, before, after)


def _renamed(what: str, before: str, after: Path) -> Iterator[Event]:
    found = os.lstat(after)
    yield Event("make" if what.startswith("mkdir") else "name", found.st_ino, str(after), before)


def _to_file(pid: int, what: str, descriptor: int) -> Iterator[Event]:
    place = Path(f"/proc/{pid}/fd/{ctypes.c_int(descriptor).value}")
    try:
        path, inode = str(place.readlink()), place.stat().st_ino
    except OSError:
        return
    if path.startswith("/") and not path.startswith(("/dev/", "/proc/")):
        yield Event(what, inode, path)
    elif path.startswith("socket:"):
        yield Event("send", inode, path)


def _named(pid: int, folder: int | None, address: int) -> str:
    name = os.fsdecode(_text(pid, address))
    at = None if folder is None else ctypes.c_int(folder & 0xFFFFFFFF).value
    base = f"/proc/{pid}/cwd" if at in {None, -100} else f"/proc/{pid}/fd/{at}"
    return str(Path(base).readlink() / name)


def _text(pid: int, address: int) -> bytes:
    found = b""
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        while b"\0" not in found:
            found += memory.read(256 - (address + len(found)) % 256)
    return found.partition(b"\0")[0]


if __name__ == "__main__":
    with Path(sys.argv[1]).open("w", encoding="utf-8") as written:
        for event in Tracer().run(*sys.argv[2:]):  # noqa: FURB122 - a line at a time, so that one can look on
            written.write(json.dumps([event.what, event.file, event.path, event.before]) + "\n")
