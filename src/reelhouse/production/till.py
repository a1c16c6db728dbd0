"""The till: paid calls are let through, reserved before and settled after; free work is counted.

Circuits and buckets keep everyone off a service that fails, or that was asked often enough; the ledger keeps what is
spent within its budgets.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from uuid import uuid4

from reelhouse.errors import Postponed, ProviderError, ProviderNotInstalled, ReelhouseError, Transient
from reelhouse.model.lane import Call
from reelhouse.model.money import Unit
from reelhouse.storage import Store
from reelhouse.storage.budgets import Payer
from reelhouse.storage.ledger import Bill
from reelhouse.storage.volumes import Volume

#: What our own work is counted under; engines are counted under their names.
DRAWING, MUSIC, FOOTAGE, ENCODER = "drawing", "music", "footage", "encoder"


@dataclass
class Counter:
    """What one try of a step used and made, and what it cost in micro-dollars."""

    volumes: list[Volume] = field(default_factory=list)
    cost: int = 0

    def count(self, service: str, unit: Unit, quantity: int) -> None:
        """Add so many units of a service."""
        self.volumes.append(Volume(service, unit, quantity))

    def take(self, service: str, unit: Unit) -> int | None:
        """What was counted of a service in a unit, and is not counted here any more; None when nothing was."""
        ours = [one for one in self.volumes if (one.service, one.unit) == (service, unit)]
        self.volumes = [one for one in self.volumes if one not in ours]
        return sum(one.quantity for one in ours) if ours else None


class Till:
    """Where the steps of one run pay, or are counted.

    Args:
        store: Where circuits, buckets and the ledger are.
        run: Whose reservations these are: when it is gone, they are settled.
        payer: For whom everything is made.
    """

    def __init__(self, store: Store, run: str, payer: Payer) -> None:
        self.payer = payer
        self._store = store
        self._run = run
        self._spent = 0
        self._guard = threading.Lock()

    @property
    def spent(self) -> int:
        """Micro-dollars that this run spent, with what it may have spent."""
        with self._guard:
            return self._spent

    def ahead(self, call: Call | None) -> float:
        """Seconds until the call may be made; 0 lets it through now."""
        if call is None:
            return 0
        wait = self._store.circuits.ahead(call.lane, self._caller())
        if wait:
            return wait
        wait = self._store.buckets.take(call.lane)
        if wait:
            self._store.circuits.left(call.lane, self._caller())
        return wait

    @contextmanager
    def serving(self, call: Call | None) -> Iterator[Counter]:
        """Reserve what the call in the block may cost, and settle what it did cost.

        Raises:
            BudgetExceeded: A budget has less left; the block is not entered.
        """
        counter = Counter()
        if call is None:
            yield counter
            return
        bill = self._reserve(call)
        try:
            yield counter
        except BaseException as error:
            with suppress(ReelhouseError):  # what stopped the work matters more; open bills are settled with the run
                self._failed(call, bill, error)
            raise
        self._store.circuits.passed(call.lane)
        if bill is not None:
            used = counter.take(bill.service, Unit(bill.unit))
            self._settle(call, bill, counter, bill.quantity if used is None else used)

    def _reserve(self, call: Call) -> Bill | None:
        """The bill of a call, with its money set aside; None when it costs nothing."""
        lane, price = call.lane, call.lane.price
        if price is None or not price.micros(call.quantity):
            return None
        bill = Bill(
            id=uuid4().hex,
            payer=self.payer,
            service=lane.service,
            account=lane.account,
            unit=price.unit,
            quantity=call.quantity,
            price=price.micros(call.quantity),
            run=self._run,
        )
        try:
            self._store.ledger.reserve(bill)
        except BaseException:
            with suppress(ReelhouseError):
                self._store.circuits.left(lane, self._caller())
            raise
        return bill

    def _settle(self, call: Call, bill: Bill, counter: Counter, used: int) -> None:
        price = call.lane.price
        counter.cost = price.micros(used) if price else 0
        self._add(counter.cost)
        self._store.ledger.settle(bill, used, counter.cost)

    def _failed(self, call: Call, bill: Bill | None, error: BaseException) -> None:
        """Everyone learns of the failure; the money is only given back when it is known that none was spent."""
        if bill is not None and not _is_refused(error):
            self._add(bill.price)
            self._store.ledger.assume(bill)
        elif bill is not None:
            self._store.ledger.release(bill)
        circuits, lane = self._store.circuits, call.lane
        match error:
            case Postponed(after=seconds) | Transient(retry_after=seconds) if seconds:
                circuits.blocked(lane, seconds)
            case Transient():
                circuits.failed(lane, self._caller())
            case _:
                circuits.left(lane, self._caller())

    def _add(self, micros: int) -> None:
        with self._guard:
            self._spent += micros

    def _caller(self) -> str:
        """Who probes: one thread of one run."""
        return f"{self._run}/{threading.get_ident()}"


def _is_refused(error: BaseException) -> bool:
    """Whether it is known that nothing was spent; of a call that was lost or cut short nobody knows."""
    return isinstance(error, ProviderNotInstalled) or (isinstance(error, ProviderError) and error.refused)
