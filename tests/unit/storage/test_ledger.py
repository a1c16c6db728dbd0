"""The ledger: reserved before, settled after, never more than a budget has, whoever asks at the same time."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from moments import Moment
from reelhouse.config import Budgets, Limits, Settings
from reelhouse.errors import BudgetExceeded
from reelhouse.storage import Store, open_store
from reelhouse.storage import schema as tables
from reelhouse.storage.budgets import Budget, Payer, budgets_of
from reelhouse.storage.ledger import ANSWER_LOST, RUN_ENDED, Bill, Ledger

DOLLAR = 1_000_000
_NUMBERS = count()


def micros(*, shows: dict[str, Limits] | None = None, **amounts: int) -> Budgets:
    """Budgets in micro-dollars."""
    return Budgets(**dict.fromkeys(amounts), shows=shows or {}).model_copy(update=amounts)


def of_stories(**amounts: int) -> Budgets:
    return micros(shows={"stories": Limits().model_copy(update=amounts)})


def limited(store: Store, budgets: Budgets, moment: Moment | None = None) -> Ledger:
    return Ledger(store.database, budgets, "settings.yaml, line 3, key budgets", (moment or Moment()).expression)


def bill(price: int, episode: str = "e", show: str = "stories", run: str = "r") -> Bill:
    name = f"bill {next(_NUMBERS):06}"
    return Bill(name, Payer(episode, show), "parrot", "default", "character", 100, price, run)


def charges(store: Store) -> list[tuple[object, ...]]:
    column = tables.charge.c
    query = sa.select(column.state, column.quantity, column.price, column.reason).order_by(column.at, column.id)
    with store.database.reading() as connection:
        return [tuple(row) for row in connection.execute(query)]


def test_what_is_reserved_is_settled_at_what_it_was(store: Store) -> None:
    moment = Moment()
    ledger, one = limited(store, Budgets(), moment), bill(1000)
    ledger.reserve(one)
    assert charges(store) == [("reserved", 100, 1000, "")]
    ledger.settle(one, 40, 400)
    assert charges(store) == [("settled", 40, 400, "")]
    with store.database.reading() as connection:
        row = connection.execute(tables.charge.select()).one()
    assert (row.at, row.day.isoformat(), row.show, row.account) == (moment.at, "2026-03-31", "stories", "default")


def test_a_budget_stops_the_call_before_it_is_made(store: Store) -> None:
    ledger = limited(store, micros(day=DOLLAR))
    ledger.reserve(bill(600_000))
    with pytest.raises(BudgetExceeded) as raised:
        ledger.reserve(bill(400_001))
    error = raised.value
    assert (error.exit_code, error.budget, error.left) == (4, "a day", 400_000)
    assert error.frees == int(datetime(2026, 4, 1, tzinfo=UTC).timestamp() * 1000)
    assert error.where == "settings.yaml, line 3, key budgets"
    assert "$1.00 for a day has $0.40 left" in error.message
    assert "may cost $0.400001" in error.message
    assert "after 2026-04-01 00:00 UTC" in error.remedy
    assert len(charges(store)) == 1

    ledger.reserve(bill(400_000))
    assert [price for _, _, price, _ in charges(store)] == [600_000, 400_000]


@pytest.mark.parametrize(
    ("budgets", "stopped", "free"),
    [
        (micros(episode=10), bill(1), bill(1, episode="other")),
        (
            micros(shows={"stories": Limits().model_copy(update={"day": 10})}),
            bill(1, episode="other"),
            bill(11, show="news"),
        ),
        (micros(shows={"stories": Limits().model_copy(update={"episode": 10})}), bill(1), bill(10, episode="other")),
    ],
)
def test_each_budget_counts_what_is_its_own(budgets: Budgets, stopped: Bill, free: Bill, store: Store) -> None:
    ledger = limited(store, budgets)
    ledger.reserve(bill(10))
    with pytest.raises(BudgetExceeded):
        ledger.reserve(stopped)
    ledger.reserve(free)


def test_a_day_and_a_month_free_at_midnight_in_utc(store: Store) -> None:
    moment = Moment()
    ledger = limited(store, micros(day=10, month=15), moment)
    ledger.reserve(bill(10))
    moment.forward(hours=1.9)
    with pytest.raises(BudgetExceeded, match="a day"):
        ledger.reserve(bill(1))
    moment.forward(hours=0.2)  # the first of April
    ledger.reserve(bill(10))
    moment.forward(hours=24)
    with pytest.raises(BudgetExceeded, match="a month") as raised:
        ledger.reserve(bill(6))
    assert raised.value.frees == int(datetime(2026, 5, 1, tzinfo=UTC).timestamp() * 1000)
    ledger.reserve(bill(5))


def test_what_is_released_or_was_cheaper_can_be_spent_again(store: Store) -> None:
    ledger = limited(store, micros(episode=10))
    first, second = bill(10), bill(10)
    ledger.reserve(first)
    ledger.release(first)
    ledger.reserve(second)
    ledger.settle(second, 1, 3)
    ledger.reserve(bill(7))
    with pytest.raises(BudgetExceeded, match="for an episode") as raised:
        ledger.reserve(bill(1))
    assert raised.value.frees is None
    assert "Raise `budgets`" in raised.value.remedy


def test_a_budget_of_nothing_lets_nothing_through(store: Store) -> None:
    with pytest.raises(BudgetExceeded):
        limited(store, micros(month=0)).reserve(bill(1))


def test_voices_that_are_tried_belong_to_no_episode(store: Store) -> None:
    ledger = limited(store, micros(episode=1, day=100))
    for _ in range(10):
        ledger.reserve(bill(10, episode="", show=""))
    with pytest.raises(BudgetExceeded, match="a day"):
        ledger.reserve(bill(1, episode="", show=""))


def test_a_reservation_is_made_once_however_often_it_is_asked_for(store: Store) -> None:
    ledger, one = limited(store, micros(day=10)), bill(10)
    ledger.reserve(one)
    ledger.reserve(one)
    assert len(charges(store)) == 1


def test_the_end_of_a_call_whose_answer_was_lost_is_assumed_until_it_is_known(store: Store) -> None:
    ledger, one, other = limited(store, Budgets()), bill(10), bill(20)
    for each in (one, other):
        ledger.reserve(each)
        ledger.assume(each)
    assert charges(store) == [("settled", 100, 10, ANSWER_LOST), ("settled", 100, 20, ANSWER_LOST)]
    ledger.settle(one, 7, 1)
    ledger.release(other)
    assert charges(store) == [("settled", 7, 1, ""), ("released", 100, 20, "")]
    ledger.assume(one)
    assert charges(store)[0] == ("settled", 7, 1, "")


def test_what_a_dead_run_reserved_counts_as_spent(settings: Settings) -> None:
    with open_store(settings) as store:
        run = store.runs.begin()
        living, dead = bill(10, run=run.id), bill(20, run="gone")
        for each in (living, dead):
            store.ledger.reserve(each)
        with open_store(settings) as other:
            assert set(charges(other)) == {("reserved", 100, 10, ""), ("settled", 100, 20, RUN_ENDED)}
        store.runs.end(run)
    with open_store(settings) as store:
        assert set(charges(store)) == {("settled", 100, 10, RUN_ENDED), ("settled", 100, 20, RUN_ENDED)}
        store.ledger.settle(dead, 50, 11)  # it was only asleep, and tells now
        assert ("settled", 50, 11, "") in charges(store)


def test_the_budgets_that_stand(store: Store) -> None:
    ledger = limited(store, micros(episode=5, day=DOLLAR, shows={"stories": Limits(month=2)}))
    ledger.reserve(replace(bill(3), payer=Payer("e", "stories")))
    assert [(one.name, one.limit, one.spent) for one in ledger.standings()] == [
        ("a day", DOLLAR, 3),
        ("a month of stories", 2 * DOLLAR, 3),
    ]


@given(st.integers(0, 4_000_000_000_000))
def test_every_moment_lies_before_its_budgets_free(at: int) -> None:
    found: Sequence[Budget] = list(budgets_of(micros(day=1, month=1), Payer(), at))
    for budget, longest in zip(found, (1, 31), strict=True):
        assert budget.frees is not None
        assert 0 < budget.frees - at <= longest * 86_400_000
        assert budget.frees % 86_400_000 == 0


#: What each of many workers wants: more, all together, than there is.
LIMIT, PRICE, WANTED = 400, 7, 36


def spend(settings: Settings, seed: int) -> int:
    """Ask again and again for a little money on several threads; what was really spent."""
    with open_store(settings) as store:
        run = store.runs.begin()

        def call(number: int) -> int:
            one = bill(PRICE + number % 5, episode=f"e{number % 3}", run=run.id)
            one = replace(one, id=f"{seed}/{number}")
            try:
                store.ledger.reserve(one)
            except BudgetExceeded:
                return 0
            if number % 7 == 0:
                store.ledger.release(one)
                return 0
            used = one.price - number % 3
            store.ledger.settle(one, 1, used)
            return used

        with ThreadPoolExecutor(4) as pool:
            spent = sum(pool.map(call, range(WANTED)))
        store.runs.end(run)
    return spent


def test_many_workers_never_spend_more_than_there_is(settings: Settings) -> None:
    budgets = Budgets.model_validate({"month": f"0.{LIMIT:06}", "episode": "0.000180"})
    tight = settings.model_copy(update={"budgets": budgets})
    open_store(tight).close()
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(2) as pool:
        told = pool.starmap(spend, [(tight, seed) for seed in range(2)])
    with open_store(tight) as store:
        spent = sum(int(str(price)) for state, _, price, _ in charges(store) if state == "settled")
        column = tables.charge.c
        query = sa.select(sa.func.sum(column.price)).where(column.state == "settled").group_by(column.episode)
        with store.database.reading() as connection:
            each = [int(total) for total in connection.execute(query).scalars()]
        assert "reserved" not in {state for state, *_ in charges(store)}
    assert spent == sum(told)
    assert LIMIT / 2 < spent <= LIMIT
    assert max(each) <= 180
