"""Episodes that wait for people cost nothing, outlast every worker, and go on once when they are answered."""

import signal
import time
from pathlib import Path

import pytest

from houses import ONCE, House

#: Seconds over which the idle worker's time is taken.
WHILE = 10


def spent(pid: int) -> float:
    """Seconds of the processor's time that a process took (fields 14 and 15 of /proc/PID/stat, in hundredths)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100


def cost(pid: int) -> float:
    """How much of a core an idle worker takes."""
    before, began = spent(pid), time.monotonic()
    time.sleep(WHILE)
    return (spent(pid) - before) / (time.monotonic() - began)


def threads(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


@pytest.mark.slow
@pytest.mark.parametrize(("home", "many"), [("sqlite", 500), ("postgresql", 1000)], indirect=["home"])
def test_many_wait_and_hold_nothing(house: House, many: int) -> None:
    worker = house.worker("first", pace={"jobs": 4, "beat": 3.0, "lease": 20.0, "look": 0.5, "poll": 0.5})
    house.until(lambda: len(house.store.workers.living()) == 1)
    idle = cost(worker)
    names = [f"asking-{number}" for number in range(many)]
    for name in names:
        house.ask(name)
    house.patience = 600
    house.until(lambda: house.standing(names) == {"waiting"} and house.queue.taken() == [])
    waiting = cost(worker)
    assert waiting - idle < 0.02
    assert threads(worker) < 20
    assert not house.queue.waiting()
    assert len(house.store.approvals.waiting()) == many
    with house.store.database.reading() as connection:
        assert connection.exec_driver_sql("select count(*) from run").scalar_one() == 0

    house.end(worker, signal.SIGKILL)
    house.worker("second", pace={"jobs": 4})
    assert all(house.approve(name) for name in names)
    house.until(lambda: house.standing(names) == {"done"})
    for name in names:
        assert house.makings(name) == ONCE
        assert house.made(name) == ["second"]
