"""Child programs: started in their own group, watched, stopped with everything they started, and never left behind.

A child gets no shell and no standard input unless it is fed. It dies with us (where the system's `setpriv` can arrange
it), after its time limit, or when the work is stopped: SIGTERM to its group, SIGKILL two seconds later.
"""

from __future__ import annotations

import json
import math
import os
import queue
import selectors
import shutil
import signal
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from reelhouse.errors import ProgramFailed, ProgramMissing, ProgramTimedOut
from reelhouse.media.stop import check_stop

#: Lines of standard error that are kept for the message.
RING = 200
#: Seconds between SIGTERM and SIGKILL.
GRACE = 2.0
#: Seconds between two looks at the stop flag.
TICK = 0.1
#: Bytes of one piece of output that is not text.
_PIECE = 1 << 16


@dataclass(frozen=True)
class Finished:
    """How a child program ended. A negative `code` is the signal that ended it."""

    code: int
    stdout: bytes
    stderr: str


def run(
    args: Sequence[str],
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    feed: Iterable[bytes] | None = None,
    on_line: Callable[[str], None] | None = None,
    timeout: float | None = None,
) -> Finished:
    """Run a program to its end.

    Args:
        args: The program and its arguments.
        cwd: The folder it works in.
        env: Its whole environment; ours when None.
        feed: Pieces written to its standard input, one after the other.
        on_line: Called in another thread with every line of standard output; the output is not kept then.
        timeout: Seconds it may take.

    Raises:
        ProgramMissing: There is no such program.
        ProgramTimedOut: It took too long and was stopped.
        Cancelled: The work was stopped; the child and all it started are gone.
    """
    with _Child(args, cwd=cwd, env=env, wants_input=feed is not None) as child:
        child.listen(on_line)
        patience = _patience(args, timeout)
        if feed is not None:
            child.feed(feed, patience)
            child.close_input()
        return child.finish(patience)


def pour(args: Sequence[str], take: Callable[[bytes], None], *, timeout: float | None = None) -> Finished:
    """Run a program to its end and hand on what it writes, piece by piece, so that none of it stays in memory.

    Args:
        args: The program and its arguments.
        take: Called in another thread with pieces of standard output, of any length; it must not raise.
        timeout: Seconds it may take.

    Raises:
        ProgramMissing: There is no such program.
        ProgramTimedOut: It took too long and was stopped.
        Cancelled: The work was stopped; the child and all it started are gone.
    """
    with _Child(args, cwd=None, env=None, wants_input=False) as child:
        child.pour(take)
        return child.finish(_patience(args, timeout))


class Dialogue:
    """A child program that answers one JSON line for each JSON line it is given, and lives as long as the block.

    A crash of the child is a `ProgramFailed` of the question that was open.
    """

    def __init__(self, args: Sequence[str], *, env: Mapping[str, str] | None = None) -> None:
        self._args = args
        self._child = _Child(args, cwd=None, env=env, wants_input=True)
        self._answers: queue.Queue[str | None] = queue.Queue()

    def __enter__(self) -> Self:
        self._child.__enter__()
        self._child.listen(self._answers.put, on_end=lambda: self._answers.put(None))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._child.close_input()
        self._child.__exit__(kind, error, trace)

    def ask(self, question: Mapping[str, Any], *, timeout: float = 120.0) -> dict[str, Any]:
        """Send one question and wait for its answer.

        Raises:
            ProgramFailed: The child died, or answered something that is not a JSON object.
            ProgramTimedOut: No answer in time.
        """
        patience = _patience(self._args, timeout, "did not answer within")
        self._child.feed([json.dumps(question).encode() + b"\n"], patience)
        line = self._wait(patience)
        if line is None:
            raise ProgramFailed(
                f"{_name(self._args)} ended in the middle of its work",
                code=self._child.wait_briefly(),
                output=self._child.tail(),
                remedy="Run again; if it ends there every time, install the program again",
            )
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise ProgramFailed(
                f"{_name(self._args)} answered something that is not JSON",
                output=line[:500],
                remedy="Use the program in the version that belongs to this Reelhouse",
            )
        return answer

    def _wait(self, patience: _Patience) -> str | None:
        while True:
            patience.check()
            with suppress(queue.Empty):
                return self._answers.get(timeout=TICK)


@dataclass(frozen=True)
class _Patience:
    """How long a child may take: until a moment of the monotonic clock, or the stop flag."""

    until: float
    complaint: str

    def check(self) -> None:
        """Do nothing, or leave.

        Raises:
            Cancelled: The work was stopped.
            ProgramTimedOut: The moment has passed.
        """
        check_stop()
        if time.monotonic() > self.until:
            raise ProgramTimedOut(self.complaint, remedy="Try again when the machine is less busy")


def _patience(args: Sequence[str], seconds: float | None, what: str = "was stopped: it took longer than") -> _Patience:
    limit = math.inf if seconds is None else seconds
    return _Patience(time.monotonic() + limit, f"{_name(args)} {what} {limit:.0f} seconds")


class _Child:
    """One started process and the threads that drain it."""

    def __init__(
        self, args: Sequence[str], *, cwd: Path | None, env: Mapping[str, str] | None, wants_input: bool
    ) -> None:
        self._args = list(args)
        self._cwd = cwd
        self._env = env
        self._stdin = subprocess.PIPE if wants_input else subprocess.DEVNULL
        self._errors: deque[str] = deque(maxlen=RING)
        self._output: list[bytes] = []
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        if shutil.which(self._args[0]) is None:  # the prefix is there, so the system would not say so
            raise self._missing("there is no such program")
        try:
            self._process = subprocess.Popen(
                [*_die_with_us(), *self._args],
                cwd=self._cwd,
                env=None if self._env is None else dict(self._env),
                stdin=self._stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        except OSError as error:
            raise self._missing(error.strerror or "") from error
        self._drain(self._process.stderr, self._keep_error)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        self._end()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def listen(self, on_line: Callable[[str], None] | None, on_end: Callable[[], None] | None = None) -> None:
        """Drain standard output: line by line into `on_line`, or whole into memory."""
        if on_line is None:
            self._drain(self._process.stdout, self._output.append)
            return
        call = on_line
        self._drain(self._process.stdout, lambda raw: call(raw.decode(errors="replace").rstrip("\n")), on_end)

    def pour(self, take: Callable[[bytes], None]) -> None:
        """Drain standard output in large pieces: output that is not text has no lines."""
        self._drain(self._process.stdout, take, in_lines=False)

    def feed(self, pieces: Iterable[bytes], patience: _Patience) -> None:
        """Write to standard input; a child that closed it is not an error here, its exit code says why.

        Raises:
            Cancelled: The work was stopped.
            ProgramTimedOut: It did not read everything in time.
        """
        stdin = self._process.stdin
        if stdin is None:
            return
        os.set_blocking(stdin.fileno(), False)
        with selectors.DefaultSelector() as room, suppress(BrokenPipeError, ConnectionResetError):
            room.register(stdin, selectors.EVENT_WRITE)
            for piece in pieces:
                patience.check()
                left = memoryview(piece)
                while left:
                    if room.select(TICK):
                        left = left[os.write(stdin.fileno(), left) :]
                    else:
                        patience.check()

    def close_input(self) -> None:
        """Tell the child that nothing more comes."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()

    def finish(self, patience: _Patience) -> Finished:
        """Wait for the end, looking at the stop flag and the clock."""
        while True:
            try:
                code = self._process.wait(TICK)
                break
            except subprocess.TimeoutExpired:
                patience.check()
        for thread in self._threads:
            thread.join()
        return Finished(code, b"".join(self._output), self.tail())

    def tail(self) -> str:
        """The last lines of standard error."""
        return "".join(self._errors)

    def wait_briefly(self) -> int:
        """The exit code of a child that is about to end."""
        try:
            return self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            return -signal.SIGKILL

    def _missing(self, why: str) -> ProgramMissing:
        remedy = "Run `reelhouse doctor` to see what is missing"
        return ProgramMissing(f"cannot start {self._args[0]!r}: {why}", remedy=remedy)

    def _keep_error(self, raw: bytes) -> None:
        self._errors.append(raw.decode(errors="replace"))

    def _drain(
        self,
        stream: IO[bytes] | None,
        take: Callable[[bytes], None],
        on_end: Callable[[], None] | None = None,
        *,
        in_lines: bool = True,
    ) -> None:
        def work() -> None:
            if stream is not None:
                with suppress(ValueError):
                    for piece in stream if in_lines else iter(partial(stream.read, _PIECE), b""):
                        take(piece)
            if on_end is not None:
                on_end()

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        self._threads.append(thread)

    def _end(self) -> None:
        """End the whole group: politely, then not."""
        for number, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, None)):
            if self._process.poll() is not None:
                break
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(patience)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)


@cache
def _die_with_us() -> tuple[str, ...]:
    """The prefix that ties a child's life to ours (util-linux on Linux), or nothing."""
    setpriv = shutil.which("setpriv")
    return (setpriv, "--pdeathsig", "KILL", "--") if setpriv else ()


def _name(args: Sequence[str]) -> str:
    return Path(args[0]).name
