"""The board: what is counted, what is shown in a terminal, and what in a file."""

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from reelhouse.cli import progress
from reelhouse.cli.progress import Board
from reelhouse.production.steps import StepRecord


class Clock:
    """Seconds that only a test moves."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(progress, "time", clock)
    return clock


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), force_terminal=True, color_system=None, width=100)


def shown(board: Board, console: Console) -> list[str]:
    with console.capture() as capture:
        console.print(board)
    return [line.rstrip() for line in capture.get().splitlines() if line.strip()]


def record(name: str, label: str, *, cached: bool = False) -> StepRecord:
    return StepRecord(name, label, 0.0 if cached else 1.5, cached, 0 if cached else 1)


def test_made_and_kept_steps_are_counted_by_name(console: Console) -> None:
    board = Board(console=console)
    for label, cached in (("s1", True), ("s2", True), ("s3", False)):
        board.started("speak line", label)
        board.finished(record("speak line", label, cached=cached))
    board.started("mix sound", "")
    assert shown(board, console) == ["✓  speak line  1 made, 2 kept  1.5 s", "●  mix sound"]


def test_percent_and_time_left_follow_the_work_that_was_announced(console: Console, clock: Clock) -> None:
    board = Board(console=console)
    board.expected("render chunk", {"1": 100, "2": 100, "3": 200})
    board.started("render chunk", "1")
    assert shown(board, console)[0].endswith("0 %")
    clock.now += 2
    board.finished(record("render chunk", "1"))
    board.started("render chunk", "2")
    assert shown(board, console)[0].endswith("25 %, 6 s left")
    clock.now += 2
    board.progressed("render chunk", "2", 50, 100)
    assert shown(board, console)[0].endswith("37 %, 7 s left")
    for label in ("2", "3"):
        board.finished(record("render chunk", label))
    assert "3 made" in shown(board, console)[0]


def test_the_time_left_forgets_what_is_long_ago(console: Console, clock: Clock) -> None:
    board = Board(console=console)
    board.expected("render chunk", {str(n): 100 for n in range(10)})
    board.started("render chunk", "0")
    shown(board, console)
    for second in range(1, 40):
        clock.now += 1
        board.progressed("render chunk", "0", min(second, 20), 100)
        shown(board, console)
    assert "left" not in shown(board, console)[0]


@pytest.fixture
def file_board() -> Iterator[tuple[Board, io.StringIO]]:
    file = io.StringIO()
    with Board(console=Console(file=file, width=40)) as board:
        yield board, file


def test_a_file_gets_one_line_for_each_step_that_was_made(file_board: tuple[Board, io.StringIO]) -> None:
    board, file = file_board
    board.finished(record("read story", "", cached=True))
    board.finished(record("speak line", "[red]s1:smile:"))
    assert file.getvalue() == "speak line [red]s1:smile:  1.5 s\n"


def test_a_terminal_gets_a_live_board_that_goes_away(console: Console) -> None:
    with Board(console=console) as board:
        board.started("read story", "")
        board.finished(record("read story", ""))
    assert isinstance(console.file, io.StringIO)
    assert "✓  read story" in console.file.getvalue()


def test_nobody_reading_progress_stops_no_work() -> None:
    class Gone(io.StringIO):
        def write(self, _: str) -> int:
            raise BrokenPipeError

    class Raises(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    board = Board(console=Raises(file=Gone()))
    for label in ("s1", "s2"):
        board.finished(record("speak line", label))
    assert [line.strip() for line in shown(board, Console(width=60))] == ["✓  speak line  2 made  3.0 s"]
