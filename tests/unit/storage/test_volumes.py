"""Free work is counted once, with the result that it made, and added up for people."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.budgets import Payer
from reelhouse.storage.ledger import Bill
from reelhouse.storage.runs import Run
from reelhouse.storage.spending import Spent, spending
from reelhouse.storage.steps import Claim, Wanted
from reelhouse.storage.volumes import Made, Volume

SAID = Made(
    Payer("e", "stories"),
    (Volume("piper", "character", 10), Volume("piper", "millisecond", 900), Volume("piper", "character", 5)),
)


@pytest.fixture
def run(store: Store) -> Iterator[Run]:
    opened = store.runs.begin()
    yield opened
    store.runs.end(opened)


def claim(store: Store, run: Run, key: str) -> Claim:
    met = store.steps.obtain(Wanted(key * 64, "speak line", 1), run, lambda _: None)
    assert isinstance(met, Claim)
    return met


def volumes(store: Store) -> list[tuple[object, ...]]:
    with store.database.reading() as connection:
        return sorted(tuple(row) for row in connection.execute(tables.volume.select()))


def today() -> date:
    return datetime.now(UTC).date()


def test_volumes_are_added_up_as_steps_are_finished(store: Store, run: Run) -> None:
    day = today()
    for key in "ab":
        assert store.steps.finish(claim(store, run, key), {}, (), volumes=SAID)
    store.steps.finish(claim(store, run, "c"), {}, (), volumes=Made(Payer()))
    store.steps.finish(claim(store, run, "d"), {}, (), volumes=Made(Payer(), (Volume("piper", "character", 0),)))
    assert {day for *_, day, _ in volumes(store)} <= {day, today()}
    assert [(*key, quantity) for *key, _, quantity in volumes(store)] == [
        ("e", "stories", "piper", "character", 30),
        ("e", "stories", "piper", "millisecond", 1800),
    ]


def test_a_result_that_came_too_late_counts_nothing(store: Store, run: Run) -> None:
    mine = claim(store, run, "a")
    with store.database.writing() as connection:
        connection.execute(tables.step.update().values(fence=2, holder="other"))
    assert not store.steps.finish(mine, {}, (), volumes=SAID)
    assert volumes(store) == []


def test_a_result_that_is_told_twice_counts_once(store: Store, run: Run) -> None:
    mine = claim(store, run, "a")
    assert store.steps.finish(mine, {}, (), volumes=SAID)
    assert store.steps.finish(mine, {}, (), volumes=SAID)  # as after an answer that was lost
    assert [quantity for *_, quantity in volumes(store)] == [15, 900]


@pytest.mark.parametrize(
    ("by", "names"),
    [("day", []), ("show", ["stories"]), ("service", ["parrot", "piper"]), ("episode", ["e"])],
)
def test_what_was_paid_and_what_was_free_is_added_up(by: str, names: list[str], store: Store, run: Run) -> None:
    store.steps.finish(claim(store, run, "a"), {}, (), volumes=SAID)
    for number, (price, end) in enumerate([(10, "settle"), (20, "assume"), (40, "release"), (80, "")]):
        one = Bill(str(number), Payer("e", "stories"), "parrot", "default", "character", 100, price, run.id)
        store.ledger.reserve(one)
        if end == "settle":
            store.ledger.settle(one, 7, 5)
        elif end:
            getattr(store.ledger, end)(one)
    found = spending(store.database, by)
    days = [str(day) for *_, day, _ in volumes(store)[:1]]
    assert list(dict.fromkeys(one.name for one in found)) == (names or days)
    assert [vars(one) | {"name": ""} for one in found] == [
        vars(Spent("", "parrot", "character", 207, 25, 80, 20)),
        vars(Spent("", "piper", "character", 15, 0, 0, 0)),
        vars(Spent("", "piper", "millisecond", 900, 0, 0, 0)),
    ]
    assert spending(store.database, by, today() - timedelta(days=1)) == found
    assert spending(store.database, by, today() + timedelta(days=1)) == ()
