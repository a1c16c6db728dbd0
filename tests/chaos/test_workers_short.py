"""Workers that run short: of room on the disk, of the one right to write, of the right to write at all."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from conftest import Run
from disks import fill, small_disk
from houses import ONCE, PACE, House
from reelhouse.config import Settings
from reelhouse.storage import Store, open_store

#: Takes the right to write, says so, and keeps it.
HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("begin immediate")
print("held", flush=True)
sys.stdin.read()
"""
SQLITE = pytest.mark.parametrize("home", ["sqlite"], indirect=True)
Worker = Callable[[str], int]


@contextmanager
def held(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the right to write, for as long as the block, or until it is killed."""
    command = [sys.executable, "-c", HOLDER, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        try:
            yield holder
        finally:
            holder.kill()


def check_whole(store: Store) -> None:
    with store.database.reading() as connection:
        assert connection.exec_driver_sql("pragma integrity_check").scalar_one() == "ok"


@SQLITE
def test_who_holds_the_right_to_write_is_stopped_for_two_leases(house: House, home: Path) -> None:
    """Nobody can give a sign of life meanwhile, and nobody is given up for that."""
    gates = []
    for name in ("first", "second"):
        house.ask(name)
        gates.append(house.gate(name, name))
        house.worker(name)
        gates[-1].read_text()
    house.steady()
    with held(home / "reelhouse.db") as holder:
        os.kill(holder.pid, signal.SIGSTOP)
        gates[0].write_text("go on")
        time.sleep(2 * PACE["lease"])
        assert house.makings("first")["render chunk"] == 0
    gates[1].write_text("go on")
    house.until(lambda: house.status("first") == house.status("second") == "done")
    assert house.makings("first") == house.makings("second") == ONCE
    assert len(house.store.workers.living()) == 2
    check_whole(house.store)


@pytest.mark.slow
@SQLITE
def test_who_holds_the_right_to_write_keeps_it_for_longer_than_anybody_waits(house: House, home: Path) -> None:
    """The leg ends without an end; it is taken again when somebody can write."""
    house.ask("story")
    gate = house.gate("story", "first")
    house.worker("first")
    gate.read_text()
    with held(home / "reelhouse.db"):
        gate.write_text("go on")
        time.sleep(70)
    house.until(lambda: house.status("story") == "done")
    assert max(house.makings("story").values()) <= 2
    assert house.made("story") == ["first"]
    check_whole(house.store)


@pytest.fixture
def cramped(workers: subprocess.Popen[str], small: Path, tmp_path: Path) -> Iterator[tuple[House, Worker]]:
    """A house whose records are on the small disk; what is logged is not."""
    (tmp_path / "log").mkdir()
    with open_store(Settings(home=small)) as store:
        opened = House(workers, tmp_path / "log", store)
        try:
            yield opened, lambda name: opened.worker(name, own_home=str(small))
        finally:
            opened.close()


def test_the_disk_is_full_for_a_while(cramped: tuple[House, Worker], small: Path, tmp_path: Path) -> None:
    """What cannot be written down is made again once it can; nobody has to ask for it."""
    house, worker = cramped
    house.ask("story")
    gate = house.gate("story", "first")
    worker("first")
    gate.read_text()
    filler = fill(small)
    gate.write_text("go on")
    gate.unlink()
    time.sleep(2 * PACE["lease"])
    assert house.makings("story")["render chunk"] == 0
    filler.unlink()
    house.ask("another")
    house.until(lambda: house.status("story") == house.status("another") == "done")
    assert house.makings("another") == ONCE
    assert house.makings("story")["write script"] == 1
    assert len(house.made("story")) == 1
    check_whole(house.store)


@pytest.mark.parametrize("command", [["worker"], pytest.param(["make", "stories", "demo"], marks=pytest.mark.slow)])
def test_a_home_that_may_only_be_read_is_refused_with_the_way_out(
    command: list[str], tmp_path: Path, reelhouse: Run
) -> None:
    with small_disk(tmp_path / "disk", 4) as disk:
        open_store(Settings(home=disk / "home")).close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = reelhouse(*command, home=disk / "home")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "reelhouse.db: the database cannot be opened\n  Make the file and its folder writable" in done.stderr
