"""Token buckets: never more calls than the pace allows, whoever asks."""

from concurrent.futures import ThreadPoolExecutor
from math import ceil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from moments import Moment
from reelhouse.config import Settings
from reelhouse.model.lane import Lane, Pace
from reelhouse.storage import Store, open_store
from reelhouse.storage.buckets import Buckets

LANE = Lane(service="parrot", pace=Pace(calls=6, seconds=60, burst=3))


@pytest.fixture
def moment() -> Moment:
    return Moment()


@pytest.fixture
def buckets(store: Store, moment: Moment) -> Buckets:
    return Buckets(store.database, moment.expression)


def test_a_burst_and_then_the_pace(buckets: Buckets, moment: Moment) -> None:
    assert [buckets.take(LANE) for _ in range(5)] == [0, 0, 0, 10, 10]
    moment.forward(seconds=4)
    assert buckets.take(LANE) == 6
    moment.forward(seconds=6)
    assert [buckets.take(LANE) for _ in range(2)] == [0, 10]
    moment.forward(hours=1)
    assert [buckets.take(LANE) for _ in range(4)] == [0, 0, 0, 10]


def test_each_account_has_a_bucket_of_its_own(buckets: Buckets) -> None:
    lanes = [LANE.model_copy(update={"account": name}) for name in ("one", "two")]
    assert [buckets.take(lane) for _ in range(3) for lane in lanes] == [0] * 6
    assert [buckets.take(lane) for lane in lanes] == [10, 10]


def test_without_a_pace_nobody_waits(buckets: Buckets) -> None:
    assert [buckets.take(Lane(service="crow")) for _ in range(9)] == [0] * 9


@given(
    pace=st.builds(Pace, calls=st.integers(1, 30), seconds=st.integers(1, 60), burst=st.integers(1, 6)),
    steps=st.lists(st.integers(0, 20_000), max_size=60),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_window_holds_more_than_the_pace_and_its_burst(
    pace: Pace, steps: list[int], buckets: Buckets, moment: Moment
) -> None:
    lane = Lane(service="crow", account=f"{pace} {steps}", pace=pace)
    taken = []
    for step in steps:
        moment.at += step
        if not buckets.take(lane):
            taken.append(moment.at)
    for first, begun in enumerate(taken):
        for last, ended in enumerate(taken[first:], start=1):
            assert last <= pace.burst + (ended - begun) * 1000 / pace.interval


@given(calls=st.integers(1, 40))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_who_waits_as_long_as_he_is_told_gets_a_place(calls: int, buckets: Buckets, moment: Moment) -> None:
    lane = Lane(service="crow", account=f"{calls}", pace=Pace(calls=calls, seconds=7, burst=2))
    for _ in range(6):
        moment.at += ceil(1000 * buckets.take(lane))
        assert buckets.take(lane) <= 0.001


def test_many_who_ask_at_once_share_one_bucket(settings: Settings, moment: Moment) -> None:
    stores = [open_store(settings) for _ in range(3)]
    buckets = [Buckets(store.database, moment.expression) for store in stores]
    lane = Lane(service="parrot", pace=Pace(calls=60, burst=10))
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda number: buckets[number % 3].take(lane), range(60)))
    assert answers.count(0) == 10
    for store in stores:
        store.close()


def test_the_clock_is_the_databases(store: Store) -> None:
    slow = Lane(service="parrot", pace=Pace(calls=1, seconds=3600))
    assert store.buckets.take(slow) == 0
    assert 3590 < store.buckets.take(slow) <= 3600
