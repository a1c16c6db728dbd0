"""Paid and free work through the step runner: reserved, settled, counted, kept away from services that fail."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from moments import Moment
from reelhouse.config import Budgets
from reelhouse.errors import BadNarration, BudgetExceeded, Cancelled, Postponed, ProviderNotInstalled, Transient
from reelhouse.model.lane import Call, Lane, Pace
from reelhouse.model.money import Price, Unit
from reelhouse.model.quality import Finding, Level
from reelhouse.production.steps import Payer, RetryPolicy, Scratch, Step, Steps
from reelhouse.storage import Store
from reelhouse.storage import schema as tables
from reelhouse.storage.buckets import Buckets
from reelhouse.storage.circuits import COOLING, Circuits
from reelhouse.storage.ledger import ANSWER_LOST, Ledger

DONE = Finding(check="made", level=Level.OK, message="made")
#: A tenth of a cent for each character.
LANE = Lane(service="parrot", price=Price(dollars="0.001", unit=Unit.CHARACTER))
CENT = 10_000
#: What a call does that goes well.
FINE: Callable[[Scratch], Finding] = lambda _: DONE  # noqa: E731 - the shortest way to say it


@dataclass
class House:
    """A store with a clock that is put forward by sleeping."""

    store: Store
    moment: Moment
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.moment.forward(seconds=seconds)

    def open(self, **budgets: int) -> Store:
        """The store with these budgets, in micro-dollars."""
        database, at = self.store.database, self.moment.expression
        ledger = Ledger(database, Budgets().model_copy(update=budgets), "", at)
        return replace(self.store, ledger=ledger, circuits=Circuits(database, at), buckets=Buckets(database, at))

    def steps(self, **budgets: int) -> Steps:
        draw = random.Random(7)
        retry = RetryPolicy(jitter=draw.uniform, sleep=self.sleep)
        return Steps(self.open(**budgets), workers=1, retry=retry, payer=Payer("e", "stories"))

    def charges(self) -> list[tuple[object, ...]]:
        column = tables.charge.c
        query = sa.select(column.state, column.quantity, column.price, column.reason).order_by(column.at, column.id)
        with self.store.database.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]

    def volumes(self) -> list[tuple[object, ...]]:
        column = tables.volume.c
        query = sa.select(column.episode, column.service, column.unit, column.quantity).order_by(column.service)
        with self.store.database.reading() as connection:
            return [tuple(row) for row in connection.execute(query)]


@pytest.fixture
def house(store: Store) -> House:
    return House(store, Moment())


def step(name: str = "speak", lane: Lane | None = LANE, quantity: int = 50) -> Step[Finding]:
    call = None if lane is None else Call(lane=lane, quantity=quantity)
    return Step("speak line", 1, {"text": name}, Finding, "", call)


def raising(*errors: BaseException) -> Callable[[Scratch], Finding]:
    """Fails in these ways, one after the other, and goes well then."""
    left = list(errors)

    def work(_: Scratch) -> Finding:
        if left:
            raise left.pop(0)
        return DONE

    return work


def test_a_paid_step_is_paid_once(house: House) -> None:
    for expected in (5 * CENT, 0):
        with house.steps() as steps:
            assert steps.make(step(), FINE) == DONE
            assert steps.spent == expected
            assert [record.cost for record in steps.records] == [expected]
    assert house.charges() == [("settled", 50, 5 * CENT, "")]
    assert house.volumes() == []


def test_what_is_told_is_what_is_paid(house: House) -> None:
    def work(scratch: Scratch) -> Finding:
        scratch.count("parrot", Unit.CHARACTER, 20)
        scratch.count("parrot", Unit.CHARACTER, 10)
        scratch.count("parrot", Unit.MILLISECOND, 900)
        return DONE

    with house.steps() as steps:
        steps.make(step(), work)
        assert steps.spent == 3 * CENT
    assert house.charges() == [("settled", 30, 3 * CENT, "")]
    assert house.volumes() == [("e", "parrot", "millisecond", 900)]


def test_free_work_is_counted_once_and_only_if_it_succeeds(house: House) -> None:
    failing = [Transient("hiccup")]

    def work(scratch: Scratch) -> Finding:
        scratch.count("piper", Unit.CHARACTER, 20)
        if failing:
            raise failing.pop()
        return DONE

    for _ in range(2):
        with house.steps() as steps:
            steps.make(step(lane=None), work)
            assert steps.spent == 0
    assert house.volumes() == [("e", "piper", "character", 20)]
    assert house.charges() == []


def test_a_service_without_a_price_reserves_nothing(house: House) -> None:
    def work(scratch: Scratch) -> Finding:
        scratch.count("free", Unit.CHARACTER, 20)
        return DONE

    with house.steps(day=0) as steps:
        steps.make(step(lane=Lane(service="free")), work)
    assert house.charges() == []
    assert house.volumes() == [("e", "free", "character", 20)]


def test_a_budget_stops_before_anything_is_asked(house: House) -> None:
    asked: list[str] = []

    def work(_: Scratch) -> Finding:
        asked.append("parrot")
        return DONE

    with house.steps(episode=12 * CENT) as steps:
        steps.make(step("one"), work)
        steps.make(step("two"), work)
        with pytest.raises(BudgetExceeded, match="an episode"):
            steps.make(step("three"), work)
        assert steps.make(step("one"), work) == DONE
    assert len(asked) == 2
    assert [price for _, _, price, _ in house.charges()] == [5 * CENT, 5 * CENT]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (BadNarration("it hums"), ("settled", 50, 5 * CENT, ANSWER_LOST)),
        (BadNarration("refused", refused=True), ("released", 50, 5 * CENT, "")),
        (ProviderNotInstalled("no key"), ("released", 50, 5 * CENT, "")),
        (Postponed("used up", after=7200), ("released", 50, 5 * CENT, "")),
        (Cancelled(), ("settled", 50, 5 * CENT, ANSWER_LOST)),
        (OSError("broken"), ("settled", 50, 5 * CENT, ANSWER_LOST)),
    ],
)
def test_a_call_that_failed_counts_as_spent_unless_it_is_known_to_be_free(
    error: BaseException, state: tuple[object, ...], house: House
) -> None:
    with house.steps() as steps, pytest.raises(type(error)):
        steps.make(step(), raising(error))
    assert house.charges() == [state]
    assert steps.spent == (5 * CENT if state[0] == "settled" else 0)


def test_every_try_is_paid_for(house: House) -> None:
    lost, refused = Transient("no answer"), Transient("busy", refused=True)
    with house.steps(day=15 * CENT) as steps:
        steps.make(step(), raising(lost, refused))
        assert steps.spent == 10 * CENT
        with pytest.raises(BudgetExceeded):
            steps.make(step("again"), raising(lost))
    assert sorted(str(state) for state, *_ in house.charges()) == ["released", "settled", "settled", "settled"]


def test_waits_grow_and_are_random(house: House) -> None:
    with house.steps() as steps:
        steps.make(step(), raising(*(Transient("busy") for _ in range(4))))
    draw = random.Random(7)
    assert house.slept == [draw.uniform(0, 0.5 * 2**number) for number in range(4)]


def test_a_service_that_keeps_failing_is_left_alone_by_everyone(house: House) -> None:
    with house.steps() as steps, pytest.raises(Transient):
        steps.make(step(), raising(*(Transient("down") for _ in range(5))))
    house.slept.clear()
    with house.steps() as steps:
        steps.make(step("other"), FINE)
        assert house.slept == [COOLING / 1000]  # and then it was the one that found out
        steps.make(step("third"), FINE)
    assert house.slept == [COOLING / 1000]


def test_a_service_that_fails_for_long_puts_the_work_off(house: House) -> None:
    with house.steps() as steps, pytest.raises(Transient):
        steps.make(step(), raising(*(Transient("down") for _ in range(5))))
    with house.steps() as steps, pytest.raises(Postponed, match="parrot is not to be asked now") as raised:
        steps.make(step(), raising(*(Transient("down") for _ in range(5))))
    assert raised.value.after == 2 * COOLING * 2 // 1000
    assert "2 minutes" in raised.value.remedy


def test_who_is_sent_away_for_long_does_not_wait(house: House) -> None:
    with house.steps() as steps, pytest.raises(Postponed, match="busy") as raised:
        steps.make(step(), raising(Transient("busy", retry_after=61, refused=True)))
    assert (raised.value.after, house.slept) == (61, [])
    with house.steps() as steps, pytest.raises(Postponed):
        steps.make(step("other"), FINE)
    house.moment.forward(seconds=61)
    with house.steps() as steps:
        steps.make(step("other"), FINE)


def test_everyone_keeps_away_as_long_as_a_service_asks(house: House) -> None:
    with house.steps() as steps:
        steps.make(step(), raising(Transient("busy", retry_after=20)))
    assert house.slept == [20]


def test_the_pace_is_kept_without_a_bench(house: House) -> None:
    lane = LANE.model_copy(update={"pace": Pace(calls=6, seconds=60)})
    with house.steps() as steps:
        for name in "abc":
            steps.make(step(name, lane), FINE)
        assert house.slept == [10, 10]
        slow = LANE.model_copy(update={"pace": Pace(calls=1, seconds=3600), "account": "slow"})
        steps.make(step("d", slow), FINE)
        with pytest.raises(Postponed, match="as often as it may be"):
            steps.make(step("e", slow), FINE)


def test_a_probe_that_the_budget_stopped_lets_another_one(house: House) -> None:
    with house.steps() as steps, pytest.raises(Transient):
        steps.make(step(), raising(*(Transient("down", refused=True) for _ in range(5))))
    house.moment.forward(seconds=COOLING / 1000)
    with house.steps(day=0) as steps, pytest.raises(BudgetExceeded):
        steps.make(step(), FINE)
    house.slept.clear()
    with house.steps() as steps:
        steps.make(step(), FINE)
    assert house.slept == []


def test_a_probe_that_has_to_wait_for_its_turn_lets_another_one(house: House) -> None:
    lane = LANE.model_copy(update={"pace": Pace(calls=1, seconds=3600)})
    opened = house.open()
    opened.buckets.take(lane)
    opened.circuits.blocked(lane, 1)
    house.moment.forward(seconds=1)
    with house.steps() as steps, pytest.raises(Postponed):
        steps.make(step(lane=lane), FINE)
    assert opened.circuits.ahead(lane, "other") == 0


def test_the_key_does_not_know_what_is_paid(house: House) -> None:
    with house.steps() as steps:
        steps.make(step(), FINE)
        steps.make(step(lane=None), lambda _: pytest.fail("it was made before"))


def test_a_full_disk_before_the_call_costs_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with house.steps() as steps:
        real = Path.mkdir

        def refuse(self: Path, *args: object, **kwargs: object) -> None:
            if "scratch" in self.parts:
                raise OSError(28, "No space left on device")
            real(self, *args, **kwargs)  # type: ignore[arg-type]  # passed on as it came

        monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(Exception, match=r"full|space"):
            steps.make(step(), FINE)
    assert house.charges() == []
