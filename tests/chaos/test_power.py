"""Power that fails at any moment: by what the kernel was told, nothing is named before it is on the disk."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reelhouse.config import Settings
from reelhouse.storage.store import FILE
from tracing import Event, can_trace, traced

PROGRAM = Path(__file__).with_name("power_program.py")


@dataclass
class Disk:
    """What a loss of power could undo at a moment: what is in files, and names in folders."""

    unsynced: dict[int, str] = field(default_factory=dict)
    loose: set[Path] = field(default_factory=set)

    def take(self, event: Event) -> None:
        path = Path(event.path)
        if event.what == "write":
            self.unsynced[event.file] = event.path
        elif event.what in {"name", "make"}:
            self.loose.add(path)
            moved = {file: old for file, old in self.unsynced.items() if Path(old).is_relative_to(event.before)}
            self.unsynced |= {file: str(path / Path(old).relative_to(event.before)) for file, old in moved.items()}
        elif event.what == "sync":
            self.unsynced.pop(event.file, None)
            self.loose = {name for name in self.loose if name.parent != path}

    def at_stake(self, folder: Path) -> set[Path]:
        """Files of a folder that are not on the disk, by content or by name."""
        return {path for path in (*map(Path, self.unsynced.values()), *self.loose) if path.is_relative_to(folder)}


@dataclass(frozen=True)
class Seen:
    """What a house did, in order, and where."""

    home: Path
    outside: Path
    events: list[Event]

    def moments(self, wanted: Callable[[Event], bool]) -> Iterator[tuple[Event, Disk]]:
        """The events that are wanted, and the disk just before each."""
        disk = Disk()
        for event in self.events:
            if wanted(event):
                yield event, disk
            disk.take(event)

    def last(self) -> Disk:
        disk = Disk()
        for event in self.events:
            disk.take(event)
        return disk


@pytest.fixture
def seen(home: Path, settings: Settings, tmp_path: Path) -> Seen:
    assert settings.home == home
    if not can_trace():
        pytest.skip("this system lets nobody look at system calls")
    outside = tmp_path / "outside"
    outside.mkdir()
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environ["PYTHONPATH"] = os.pathsep.join([str(PROGRAM.parents[1]), environ.get("PYTHONPATH", "")])
    environ["REELHOUSE_HOME"] = str(home)
    command = (sys.executable, str(PROGRAM), str(home), str(outside))
    return Seen(home, outside, traced(tmp_path / "trace", *command, env=environ))


def test_a_loss_of_power_undoes_nothing_that_anybody_was_told(seen: Seen) -> None:
    check_artifacts(seen)
    check_records(seen)
    check_results(seen)
    check_kit(seen)
    check_backup(seen)
    if any(event.path.endswith(FILE) for event in seen.events):
        check_log(seen)
        check_posts(seen)


def check_artifacts(seen: Seen) -> None:
    """Content before the name."""
    folder = seen.home / "artifacts"
    named = list(seen.moments(lambda one: one.what == "name" and Path(one.path).parent.parent == folder))
    assert len(named) >= 3
    for event, disk in named:
        assert event.file not in disk.unsynced, event


def check_records(seen: Seen) -> None:
    """The name before the record: nothing of the artifacts is at stake when anything is written down."""
    aside = seen.home / "artifacts" / "aside"
    told = list(seen.moments(lambda one: one.what == "send" or one.path.endswith(f"{FILE}-wal")))
    assert len(told) > 20
    for event, disk in told:
        assert {path for path in disk.at_stake(seen.home / "artifacts") if path.parent != aside} <= {aside}, event


def check_log(seen: Seen) -> None:
    """The write-ahead log before the pages that it protects."""
    log = str(seen.home / f"{FILE}-wal")
    pages = list(seen.moments(lambda one: one.what == "write" and one.path == str(seen.home / FILE)))
    assert len(pages) > 1
    for event, disk in pages:
        assert log not in disk.unsynced.values(), event


def check_posts(seen: Seen) -> None:
    """The right to post before the post: nobody asks for it a second time."""
    posts = list(seen.moments(lambda one: one.what == "write" and "/posts/" in one.path))
    assert len(posts) == 2
    for event, disk in posts:
        assert str(seen.home / f"{FILE}-wal") not in disk.unsynced.values(), event


def check_results(seen: Seen) -> None:
    folder = seen.outside / "results"
    named = list(seen.moments(lambda one: one.what == "name" and Path(one.path).parent == folder))
    assert len(named) >= 2
    for event, disk in named:
        assert event.file not in disk.unsynced, event
    assert seen.last().at_stake(folder) == set()


def check_kit(seen: Seen) -> None:
    """A kit gets its name whole, and stays."""
    folder = seen.outside / "kits"
    named = [
        (event, disk)
        for event, disk in seen.moments(lambda one: one.what == "name" and Path(one.path).parent == folder)
        if not Path(event.path).name.startswith(".")
    ]
    assert len(named) == 2
    for event, disk in named:
        assert {path for path in disk.at_stake(folder) if path.is_relative_to(event.before)} <= {Path(event.before)}
    assert seen.last().at_stake(folder) == set()


def check_backup(seen: Seen) -> None:
    shelf = seen.outside / "shelf"
    (moment,) = seen.moments(lambda one: one.what == "name" and Path(one.path).parent == shelf)
    assert moment[1].at_stake(Path(moment[0].before)) == set()
    assert seen.last().at_stake(shelf) == set()
