"""Telling living processes from dead ones and from others with the same number."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reelhouse.storage import process
from reelhouse.storage.process import alive, born, is_locked, lock, this_process

NOWHERE = Path("/nowhere")


def test_we_live() -> None:
    me = this_process()

    assert me.pid == os.getpid()
    assert alive(me, NOWHERE)


def test_another_process_with_our_number_is_not_us() -> None:
    assert not alive(replace(this_process(), born="1"), NOWHERE)


def test_an_ended_process_is_dead_before_and_after_it_is_collected() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    it = replace(this_process(), pid=child.pid, born=born(child.pid) or "")
    assert alive(it, NOWHERE)

    child.kill()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not alive(it, NOWHERE)

    child.communicate()
    assert not alive(it, NOWHERE)


def test_on_another_machine_the_lock_decides(tmp_path: Path) -> None:
    far = replace(this_process(), host="elsewhere")
    path = tmp_path / "run.lock"
    assert not alive(far, path)

    handle = lock(path)
    assert alive(far, path)

    os.close(handle)
    assert not alive(far, path)


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    path = tmp_path / "run.lock"
    program = (
        f"from reelhouse.storage.process import lock; from pathlib import Path; lock(Path({str(path)!r})); print(1)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", f"{program}; input()"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
    )
    assert child.stdout is not None
    child.stdout.readline()
    assert is_locked(path)

    child.kill()
    child.communicate()
    assert not is_locked(path)


def test_without_proc_existence_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    monkeypatch.setattr(process, "_PROC", NOWHERE)

    assert born(os.getpid()) == ""
    assert born(child.pid) is None


def test_a_process_of_another_user_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, number: int) -> None:
        raise PermissionError

    monkeypatch.setattr(process, "_PROC", NOWHERE)
    monkeypatch.setattr(os, "kill", refuse)
    assert born(1) == ""
