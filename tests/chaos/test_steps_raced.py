"""Several processes on one home: each key is made once, and everybody gets the same results."""

from collections import Counter
from pathlib import Path
from typing import Any

KEYS = 20


def test_processes_race_for_the_same_keys(episodes: Any, home: Path) -> None:
    gates = {name: episodes.gate(name) for name in ("one", "two")}
    racing = [episodes.start(home, name=name, race=KEYS, gates={"opened": str(gate)}) for name, gate in gates.items()]
    for gate in gates.values():
        gate.read_text(encoding="utf-8")
    for gate in gates.values():
        gate.write_text("go", encoding="utf-8")
    assert [episodes.wait(pid) for pid in racing] == [0, 0]

    lines = [line.split() for line in (home / "log").read_text(encoding="utf-8").splitlines()]
    made = Counter(which for _, what, which in lines if what == "making")
    one, two = (which.split(",") for _, what, which in lines if what == "results")
    assert made == {str(number): 1 for number in range(KEYS)}
    assert one == two
    assert [name for name, what, which in sorted(lines, key=lambda line: line[2].zfill(3)) if what == "making"] == one


def test_processes_may_make_the_home_together(episodes: Any, home: Path) -> None:
    racing = [episodes.start(home, name=f"n{number}", race=2) for number in range(6)]

    assert [episodes.wait(pid) for pid in racing] == [0] * 6
