"""A server that restarts, freezes or is cut off: work waits for it, and nobody is given up for being unheard."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from houses import GIVEN_UP, ONCE, PACE, SPOKEN_TWICE, House
from postgres import PostgresServer, running_server
from tunnels import tunnel_to

pytestmark = pytest.mark.parametrize("home", ["postgresql"], indirect=True)
SOCKET = ".s.PGSQL.5432"
#: Seconds that the end of a worker may take without a server.
ENDED = 30


@pytest.fixture(scope="module")
def postgres() -> Iterator[PostgresServer]:
    """A server that these tests have for themselves, since they break it."""
    with (
        TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder,
        running_server(Path(folder, "data")) as running,
    ):
        yield running


def two_busy_workers(house: House) -> tuple[Path, Path]:
    """Two workers, each in the middle of an episode, and more to do; the gates that they wait at."""
    gates = []
    for name in ("first", "second"):
        house.ask(name)
        gate = house.gate(name, name)
        house.worker(name)
        gate.read_text()
        gates.append(gate)
    for number in range(4):
        house.ask(f"more-{number}")
    house.steady()
    return gates[0], gates[1]


def check_all_made_once(house: House) -> None:
    names = ["first", "second", *(f"more-{number}" for number in range(4))]
    house.until(lambda: {house.status(name) for name in names} == {"done"})
    for name in names:
        assert house.makings(name) == ONCE, house.log()
        assert len(house.made(name)) == 1
    assert len(house.store.workers.living()) == 2
    house.until(lambda: house.queue.taken() == [] and house.queue.waiting() == 0)


def test_the_server_restarts_in_the_middle_of_steps(house: House, postgres: PostgresServer) -> None:
    """It is away for two leases; one step ends meanwhile, the other one afterwards."""
    meanwhile, afterwards = two_busy_workers(house)
    postgres.stop_at_once()
    meanwhile.write_text("go on")
    time.sleep(2 * PACE["lease"])
    postgres.start()
    afterwards.write_text("go on")
    check_all_made_once(house)


def test_the_server_freezes_for_two_leases(house: House, postgres: PostgresServer) -> None:
    """Every beat and every sweep waits for its answer that long, and all come at once."""
    meanwhile, afterwards = two_busy_workers(house)
    with postgres.frozen():
        meanwhile.write_text("go on")
        time.sleep(2 * PACE["lease"])
    afterwards.write_text("go on")
    check_all_made_once(house)


@pytest.mark.slow
def test_workers_end_while_the_server_is_away(house: House, home: Path, postgres: PostgresServer) -> None:
    """Nobody hears of it, and nobody waits for that; what they had is taken over all the same."""
    house.ask("slow")
    busy = house.worker("busy", pace={"patience": 1.0})
    house.until(lambda: ("busy", "making", "slow/speak line") in house.log())
    idle = house.worker("idle")
    house.until(lambda: len(house.store.workers.living()) == 2)
    house.heard()
    postgres.stop_at_once()
    try:
        time.sleep(PACE["lease"])
        for pid in (idle, busy):
            began = time.monotonic()
            assert house.end(pid, signal.SIGTERM) == 0
            assert time.monotonic() - began < ENDED
    finally:
        postgres.start()
    (home / "quick").touch()
    house.worker("second")
    house.until(lambda: house.status("slow") == "done")
    assert house.made("slow") == ["second"]


@pytest.mark.slow
def test_workers_end_while_the_server_is_frozen(house: House, home: Path, postgres: PostgresServer) -> None:
    """What waits for its answer cannot be stopped: after a while they end without it, and others have what they had."""
    house.ask("slow")
    busy = house.worker("busy", pace={"patience": 0.5, "grace": 3.0})
    house.until(lambda: ("busy", "making", "slow/speak line") in house.log())
    idle = house.worker("idle", pace={"patience": 0.5, "grace": 3.0})
    house.until(lambda: len(house.store.workers.living()) == 2)
    with postgres.frozen():
        began = time.monotonic()
        for pid in (idle, busy):
            os.kill(pid, signal.SIGTERM)
        assert {house.end(pid) for pid in (idle, busy)} == {GIVEN_UP}
        assert 3 < time.monotonic() - began < ENDED
    (home / "quick").touch()
    house.worker("second")
    house.until(lambda: house.status("slow") == "done")
    assert house.made("slow") == ["second"]


@pytest.mark.slow
def test_a_worker_that_is_cut_off_is_replaced_and_can_do_nothing_when_it_is_back(
    house: House, postgres: PostgresServer, tmp_path: Path
) -> None:
    """It goes on with its step, and cannot finish it."""
    own = tmp_path / "cut-off"
    own.mkdir()
    url = (tmp_path / "home" / "settings.yaml").read_text(encoding="utf-8")
    with (
        TemporaryDirectory(prefix="line") as entrance,
        tunnel_to(postgres.folder / SOCKET, Path(entrance, SOCKET)) as line,
    ):
        (own / "settings.yaml").write_text(f"{url.partition('?')[0]}?host={entrance}\n", encoding="utf-8")
        house.ask("story")
        gate = house.gate("story", "away")
        away = house.worker("away", own_home=str(own))
        gate.read_text()
        house.worker("other")
        house.steady()
        line.hold()
        gate.write_text("go on")
        house.until(lambda: house.status("story") == "done")
        time.sleep(PACE["lease"])
        entry = house.store.register.find("story")
        line.flow()
        assert house.end(away) == GIVEN_UP
    assert house.makings("story") == SPOKEN_TWICE
    assert house.made("story") == ["other"]
    assert house.store.register.find("story") == entry


@pytest.mark.slow
def test_a_frozen_worker_and_a_frozen_server_at_once(house: House, postgres: PostgresServer) -> None:
    """Only who was silent before the server was is given up."""
    meanwhile, afterwards = two_busy_workers(house)
    sleeper = house.pid("first")
    os.kill(sleeper, signal.SIGSTOP)
    house.until(lambda: len(house.store.workers.living()) == 1)
    with postgres.frozen():
        time.sleep(2 * PACE["lease"])
    os.kill(sleeper, signal.SIGCONT)
    assert house.end(sleeper) == GIVEN_UP
    meanwhile.unlink()
    afterwards.write_text("go on")
    house.until(lambda: house.status("first") == house.status("second") == "done")
    assert house.makings("first") == SPOKEN_TWICE
    assert house.makings("second") == ONCE
    assert len(house.store.workers.living()) == 1
