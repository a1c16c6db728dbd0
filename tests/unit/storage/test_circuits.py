"""Circuit breakers: open after failures in a row, one probe at a time, the same for every worker."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from moments import Moment
from reelhouse.config import Settings
from reelhouse.model.lane import Lane
from reelhouse.storage import Store, open_store
from reelhouse.storage.circuits import COOLING, FAILURES, LONGEST, LOOK, PROBE, Circuits

LANE = Lane(service="parrot")


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def circuits(store: Store, moment: Moment) -> Circuits:
    return Circuits(store.database, moment.expression)


def break_down(circuits: Circuits) -> None:
    for _ in range(FAILURES):
        assert circuits.ahead(LANE, "me") == 0
        circuits.failed(LANE, "me")


def test_it_opens_after_failures_in_a_row(circuits: Circuits, moment: Moment) -> None:
    for _ in range(FAILURES - 1):
        circuits.failed(LANE, "me")
    circuits.passed(LANE)
    break_down(circuits)
    assert circuits.ahead(LANE, "me") == circuits.ahead(LANE, "other") == COOLING / 1000
    moment.forward(seconds=12)
    assert circuits.ahead(LANE, "me") == COOLING / 1000 - 12
    circuits.failed(LANE, "late")  # a call that was on its way before
    assert circuits.ahead(LANE, "me") == COOLING / 1000 - 12


def test_accounts_and_services_fail_each_for_itself(circuits: Circuits) -> None:
    break_down(circuits)
    assert circuits.ahead(Lane(service="parrot", account="second"), "me") == 0
    assert circuits.ahead(Lane(service="crow"), "me") == 0


def test_then_one_finds_out_and_closes_it(circuits: Circuits, moment: Moment) -> None:
    break_down(circuits)
    moment.forward(seconds=COOLING / 1000)
    assert circuits.ahead(LANE, "probe") == 0
    assert circuits.ahead(LANE, "other") == LOOK
    circuits.passed(LANE)
    assert circuits.ahead(LANE, "other") == 0
    circuits.failed(LANE, "other")
    assert circuits.ahead(LANE, "other") == 0


def test_a_probe_that_fails_opens_it_for_longer(circuits: Circuits, moment: Moment) -> None:
    break_down(circuits)
    waits = []
    for _ in range(7):
        waits.append(circuits.ahead(LANE, "probe"))
        moment.forward(seconds=waits[-1])
        assert circuits.ahead(LANE, "probe") == 0
        circuits.failed(LANE, "probe")
    assert waits == [30, 60, 120, 240, 480, LONGEST / 1000, LONGEST / 1000]


def test_a_probe_that_learnt_nothing_lets_another_one(circuits: Circuits, moment: Moment) -> None:
    break_down(circuits)
    moment.forward(seconds=COOLING / 1000)
    assert circuits.ahead(LANE, "probe") == 0
    circuits.left(LANE, "somebody else")
    assert circuits.ahead(LANE, "other") == LOOK
    circuits.left(LANE, "probe")
    assert circuits.ahead(LANE, "other") == 0
    moment.forward(seconds=PROBE / 1000)  # it died
    assert circuits.ahead(LANE, "third") == 0


def test_a_service_that_sends_us_away_is_left_alone_by_all(circuits: Circuits, moment: Moment) -> None:
    circuits.blocked(LANE, 3600)
    circuits.blocked(LANE, 60)
    assert circuits.ahead(LANE, "other") == 3600
    moment.forward(hours=1)
    assert circuits.ahead(LANE, "me") == 0
    circuits.passed(LANE)
    assert circuits.ahead(LANE, "other") == 0


def test_of_many_only_one_probes(settings: Settings, moment: Moment) -> None:
    stores = [open_store(settings) for _ in range(3)]
    circuits = [Circuits(store.database, moment.expression) for store in stores]
    break_down(circuits[0])
    moment.forward(seconds=COOLING / 1000)
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda number: circuits[number % 3].ahead(LANE, f"{number}"), range(36)))
    assert sorted(answers) == [0, *([LOOK] * 35)]
    for store in stores:
        store.close()


def test_the_clock_is_the_databases(store: Store) -> None:
    store.circuits.blocked(LANE, 100)
    assert 90 < store.circuits.ahead(LANE, "me") <= 100
