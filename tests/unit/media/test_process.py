from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelhouse.errors import Cancelled, ProgramFailed, ProgramMissing, ProgramTimedOut
from reelhouse.media.process import Dialogue, pour, run
from reelhouse.media.stop import stoppable

#: More than a pipe holds.
MUCH = b"x" * (4 << 20)
#: Says who it is, and never reads.
DEAF = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
COUNT = "import sys; print(len(sys.stdin.buffer.read()))"


def python(program: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-c", program, *map(str, arguments)]


def is_gone(note: Path) -> bool:
    """Whether the child that wrote its number there lives no more; one that never got so far does not either."""
    return not note.exists() or not Path("/proc", note.read_text()).exists()


def test_everything_that_is_fed_arrives() -> None:
    pieces = (bytes(size) for size in (0, 1, 65_536, 1_000_000, 3))
    assert run(python(COUNT), feed=pieces).stdout == b"1065540\n"


def test_a_child_without_input_is_not_fed() -> None:
    assert run(python(COUNT)).stdout == b"0\n"


def test_a_child_that_stops_reading_ends_by_its_own_code() -> None:
    assert run(python("import sys; sys.stdin.close(); sys.exit(3)"), feed=[MUCH, MUCH]).code == 3


def test_a_child_that_never_reads_ends_with_its_time(tmp_path: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(ProgramTimedOut, match="longer than 1 seconds"):
        run(python(DEAF, tmp_path / "pid"), feed=[MUCH], timeout=1)
    assert time.monotonic() - begun < 30
    assert is_gone(tmp_path / "pid")


def test_a_child_that_never_reads_ends_with_the_work(tmp_path: Path) -> None:
    flag = threading.Event()

    def pieces() -> Iterator[bytes]:
        threading.Timer(0.5, flag.set).start()
        yield MUCH

    with pytest.raises(Cancelled), stoppable(flag):
        run(python(DEAF, tmp_path / "pid"), feed=pieces())
    assert is_gone(tmp_path / "pid")


def test_a_failure_of_what_is_fed_comes_through_and_ends_the_child(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"first"
        raise ValueError("no second")

    with pytest.raises(ValueError, match="no second"):
        run(python(DEAF, tmp_path / "pid"), feed=pieces())
    assert is_gone(tmp_path / "pid")


def test_a_slow_child_ends_with_its_time_or_with_the_work(tmp_path: Path) -> None:
    with pytest.raises(ProgramTimedOut):
        run(python(DEAF, tmp_path / "pid"), timeout=0.5)
    flag = threading.Event()
    threading.Timer(0.5, flag.set).start()
    with pytest.raises(Cancelled), stoppable(flag):
        pour(python(DEAF, tmp_path / "pid"), lambda _: None)
    assert is_gone(tmp_path / "pid")


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(ProgramMissing, match="no-such-program"):
        run(["no-such-program"])


def test_a_dialogue_ends_when_its_question_is_not_read(tmp_path: Path) -> None:
    question = {"text": "x" * len(MUCH)}
    with Dialogue(python(DEAF, tmp_path / "pid")) as deaf, pytest.raises(ProgramTimedOut, match="did not answer"):
        deaf.ask(question, timeout=0.5)
    assert is_gone(tmp_path / "pid")


def test_a_dialogue_tells_of_a_crash_and_of_nonsense() -> None:
    echo = "import sys; [print(line, end='', flush=True) for line in sys.stdin]"
    with Dialogue(python(echo)) as dialogue:
        assert dialogue.ask({"a": "x" * 200_000}) == {"a": "x" * 200_000}
    with Dialogue(python("import sys; sys.stdin.readline(); sys.exit(4)")) as dialogue:
        with pytest.raises(ProgramFailed, match="in the middle") as crash:
            dialogue.ask({})
        assert crash.value.code == 4
    with Dialogue(python("input(); print(7)")) as dialogue, pytest.raises(ProgramFailed, match="not JSON"):
        dialogue.ask({})


def test_lines_and_pieces_are_handed_on() -> None:
    lines: list[str] = []
    assert run(python("print(1); print('\xe9')"), on_line=lines.append, env={**os.environ, "PYTHONUTF8": "1"}).code == 0
    assert lines == ["1", "\xe9"]
    pieces: list[bytes] = []
    assert pour(python(f"print('x' * {len(MUCH)}, end='')"), pieces.append).code == 0
    assert b"".join(pieces) == MUCH
