"""Forking small pieces of work on demand, so that tests can kill them cheaply.

A program reads one JSON object a line and answers one: `{"do": "start", ...}` forks and tells the process number,
`{"do": "wait", "pid": n}` tells how it ended (negative is the signal that ended it).
"""

import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def serve(work: Callable[[dict[str, Any]], None]) -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        asked = json.loads(line)
        answer = _start(asked, work) if asked["do"] == "start" else _wait(asked["pid"])
        print(json.dumps(answer), flush=True)  # noqa: T201 - the answer


@contextmanager
def running(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that serves, for as long as the block."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environ["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        [sys.executable, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ
    ) as started:
        yield started


def ask(program: subprocess.Popen[str], **question: Any) -> dict[str, int]:
    """Ask a program that serves, and wait for its answer."""
    assert program.stdin
    assert program.stdout
    program.stdin.write(json.dumps(question) + "\n")
    program.stdin.flush()
    answer: dict[str, int] = json.loads(program.stdout.readline())
    return answer


def _start(asked: dict[str, Any], work: Callable[[dict[str, Any]], None]) -> dict[str, int]:
    pid = os.fork()
    if pid:
        return {"pid": pid}
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_RDWR), 1)
        work(asked)
        code = 0
    except BaseException:  # noqa: BLE001 - a fork must never return into the loop
        traceback.print_exc()
    finally:
        os._exit(code)


def _wait(pid: int) -> dict[str, int]:
    return {"code": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}
