"""Processes that die, or sleep, around a paid call: the ledger never says less than was billed, nor counts twice."""

import os
import signal
from pathlib import Path
from typing import Any

import pytest

from reelhouse.config import Settings
from reelhouse.storage import open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.ledger import RUN_ENDED

#: What a call is reserved at, and what it really takes, in micro-dollars.
RESERVED, USED = 50, 40


def billed(home: Path) -> int:
    """How often the service was asked."""
    return sum(" billed " in line for line in (home / "log").read_text(encoding="utf-8").splitlines())


def charges(settings: Settings) -> list[tuple[str, int, str]]:
    with open_store(settings) as store, store.database.reading() as connection:
        rows = connection.execute(tables.charge.select().order_by(tables.charge.c.at, tables.charge.c.id)).all()
    return [(row.state, row.price, row.reason) for row in rows]


def counted(settings: Settings) -> list[tuple[str, int]]:
    with open_store(settings) as store, store.database.reading() as connection:
        return [(row.unit, row.quantity) for row in connection.execute(tables.volume.select())]


@pytest.mark.parametrize(
    ("number", "border", "asked"),
    [(1, "before claim", 1), (2, "after claim", 1), (3, "after make", 2), (4, "after finish", 1)],
)
def test_killed_around_a_paid_call(
    number: int, border: str, asked: int, episodes: Any, home: Path, settings: Settings
) -> None:
    assert episodes.run(home, paid=True, crash_at=number) == -signal.SIGKILL, border
    assert episodes.run(home, paid=True) == 0
    assert billed(home) == asked
    assert charges(settings) == [("settled", USED, "")] * asked
    assert counted(settings) == [("millisecond", 900)]


def test_killed_inside_a_paid_call(episodes: Any, home: Path, settings: Settings) -> None:
    gate = episodes.gate("calling")
    first = episodes.start(home, paid=True, gates={"call": str(gate)})
    gate.read_text(encoding="utf-8")
    os.kill(first, signal.SIGKILL)
    assert episodes.wait(first) == -signal.SIGKILL
    assert episodes.run(home, paid=True) == 0
    assert billed(home) == 2
    assert sorted(charges(settings)) == [("settled", USED, ""), ("settled", RESERVED, RUN_ENDED)]
    assert counted(settings) == [("millisecond", 900)]


def test_a_sleeper_tells_later_what_it_used(episodes: Any, home: Path, settings: Settings) -> None:
    inside = episodes.gate("inside")
    sleeper = episodes.start(home, name="sleeper", paid=True, gates={"call": str(inside)})
    inside.read_text(encoding="utf-8")
    os.kill(sleeper, signal.SIGSTOP)
    with open_store(settings) as store, store.database.writing() as connection:
        connection.execute(tables.run.update().values(born="declared dead", seen_at=0))
    assert episodes.run(home, name="other", paid=True) == 0
    assert sorted(charges(settings)) == [("settled", USED, ""), ("settled", RESERVED, RUN_ENDED)]

    os.kill(sleeper, signal.SIGCONT)
    inside.write_text("go on", encoding="utf-8")
    assert episodes.wait(sleeper) == 0
    assert charges(settings) == [("settled", USED, "")] * 2
    assert counted(settings) == [("millisecond", 900)]
