"""The one step runner: look up, claim, make, keep, record; nothing is made twice.

```python
with Steps(store) as steps:
    made = steps.make(Step("speak line", 1, {"text": line.text, "voice": voice}, Recording), record, label=line.id)
```
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Self

from pydantic import BaseModel, ValidationError

from reelhouse.errors import ArtifactMissing, ContentError, ReelhouseError, Transient
from reelhouse.media.memory import share_heap
from reelhouse.media.retry import USUAL, RetryPolicy
from reelhouse.media.stop import check_end, check_stop
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import Document, dump, load
from reelhouse.production.crash import border
from reelhouse.production.keys import Step, T, step_key
from reelhouse.production.restarts import Restarts
from reelhouse.production.scratch import Scratch
from reelhouse.production.till import Counter, Till
from reelhouse.production.watch import Scribe, StepRecord, Watcher, silent
from reelhouse.storage import Store
from reelhouse.storage.budgets import Payer
from reelhouse.storage.disk import room_in
from reelhouse.storage.offers import Offered, Terms
from reelhouse.storage.steps import Claim, Found, Wanted
from reelhouse.storage.volumes import Made

__all__ = ["Payer", "RetryPolicy", "Scratch", "Step", "StepRecord", "Steps", "Watcher", "silent"]

#: How often a result may lose an artifact before that is an error.
LOSSES = 3


@dataclass(frozen=True)
class _Tried(Generic[T]):
    """What a step's work gave: after how many tries, in how many seconds of the last one, and what that one counted."""

    value: T
    attempts: int
    seconds: float = 0.0
    counter: Counter = field(default_factory=Counter)


class Steps:
    """The steps of one episode run; many threads may make steps at once. Close it, or use it as a context.

    Args:
        store: Where results are looked up and kept.
        salt: Part of every key; a new one makes everything anew, the same one finds what it made before.
        again: Whose steps are made anew, with all that follows them.
        workers: How many steps are made at once; looking up and waiting count for nothing. None is no limit.
        watch: Is told what goes on.
        retry: How often a transient failure is tried again.
        payer: Who pays, and for whom free work is counted.
        scribe: Is told of failures that are tried again, and of waiting for services.
    """

    def __init__(  # noqa: PLR0913 - a run is told once how it goes
        self,
        store: Store,
        *,
        salt: str = "",
        again: Restarts | None = None,
        workers: int | None = None,
        watch: Watcher = silent,
        retry: RetryPolicy = USUAL,
        payer: Payer | None = None,
        scribe: Scribe | None = None,
    ) -> None:
        share_heap()
        self._store = store
        self._run = store.runs.begin(payer.episode if payer else "")
        self._salt = salt
        self._again = again or Restarts()
        self._benches = threading.BoundedSemaphore(workers) if workers else nullcontext()
        self._watch = watch
        self._retry = retry
        self._till = Till(store, self._run.id, payer or Payer())
        self._scribe = scribe
        self._guard = threading.Lock()
        self._met: set[str] = set()
        self._keys: set[str] = set()
        self._told: set[tuple[str, str]] = set()
        self._records: list[StepRecord] = []

    @property
    def records(self) -> tuple[StepRecord, ...]:
        """What was made or found so far, in the order in which it was finished."""
        with self._guard:
            return tuple(self._records)

    @property
    def spent(self) -> int:
        """Micro-dollars that this run spent so far, with what it may have spent on calls that failed."""
        return self._till.spent

    @property
    def keys(self) -> frozenset[str]:
        """The keys of what was made or found so far."""
        with self._guard:
            return frozenset(self._keys)

    def names(self) -> tuple[str, ...]:
        """The names of steps met so far, in the order in which work depends on work."""
        with self._guard:
            return tuple(name for name in self._again.order if name in self._met)

    def expect(self, name: str, units: Mapping[str, int]) -> None:
        """Tell the watcher what lies ahead: how much work each step of this name is, by label."""
        self._watch.expected(name, units)

    def reached(self, name: str, label: str, done: int, total: int) -> None:
        """Tell the watcher how far a step is that is made elsewhere, unless it has met that one here by now."""
        with self._guard:
            if (name, label) not in self._told:
                self._watch.progressed(name, label, done, total)

    def offer(self, code: str, threads: int, name: str, steps: Iterable[Offered], /) -> None:
        """Let others make steps of one name for this run, as long as it lives.

        Args:
            code: The version of the software that may.
            threads: How many steps of this run are made at once here.
            name: What the steps are called.
            steps: In the order in which they are made here.
        """
        payer = self._till.payer
        terms = Terms(payer.episode, payer.show, self._salt_of(name), code, threads)
        self._store.offers.put(self._run.id, terms, steps)

    def wanted(self, step: Step[Any]) -> Wanted:
        """A step by its key in this run, with what is recorded about it."""
        salt = self._salt_of(step.name)
        return Wanted(step_key(step, salt), step.name, step.version, step.provider, salt)

    def scratch(self, name: str) -> AbstractContextManager[Path]:
        """A folder of this run that lives as long as the block: for what several steps share. A killed run's goes too.

        Raises:
            DiskFull: No space is left.
            NotWritable: The folder cannot be made.
        """
        return self._run.scratch(name)

    def close(self) -> None:
        """End the run: its scratch folder goes, and nothing is claimed any more."""
        self._store.runs.end(self._run)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def make(self, step: Step[T], work: Callable[[Scratch], T], *, label: str = "") -> T:
        """The step's result: found, awaited from whoever makes it, or made now.

        Args:
            step: What is made.
            work: Makes it, in a scratch folder; called again after a transient failure.
            label: Which one of its name this is, for people; not part of the key.

        Raises:
            BudgetExceeded: The call could cost more than a budget has left.
            Cancelled: The work was stopped; the claim is free again.
            DiskFull: No space for scratch files, artifacts or the record.
            ArtifactMissing: An artifact of the result is not in the store.
            Postponed: The service may not be asked for longer than one waits.
            Transient: It failed as often as it was to be tried. Any other error of `work` comes through at once.
                A failure is not remembered.
        """
        begun, wanted = self._begin(step, label)
        made, losses = None, 0
        while made is None:
            try:
                made = self._obtain(step, wanted, work, label)
            except ArtifactMissing:  # pruned elsewhere between being kept and being recorded
                losses += 1
                if losses == LOSSES:
                    raise
        self._end(wanted, made, label, time.perf_counter() - begun)
        return made.value

    def attempt(self, step: Step[T], work: Callable[[Scratch], T], *, label: str = "") -> T | None:
        """As `make`, but None for what cannot be had at once: another run makes it, or took it over meanwhile.

        Whoever needs it asks `make` later; also after `ArtifactMissing`, which it does not survive here.
        """
        begun, wanted = self._begin(step, label)
        border()
        met = self._store.steps.take(wanted, self._run)
        border()
        made = None if met is None else self._settle(step, work, met, label)
        if made is None:
            return None
        self._end(wanted, made, label, time.perf_counter() - begun)
        return made.value

    def _salt_of(self, name: str) -> str:
        return self._salt + self._again.salt_of(name)

    def _begin(self, step: Step[Any], label: str) -> tuple[float, Wanted]:
        """When that was, and what is wanted."""
        check_end()
        begun = time.perf_counter()
        self._watch.started(step.name, label)
        with self._guard:
            self._met.add(step.name)
        return begun, self.wanted(step)

    def _end(self, wanted: Wanted, made: _Tried[Any], label: str, seconds: float) -> None:
        record = StepRecord(wanted.name, label, seconds, made.attempts == 0, made.attempts, made.counter.cost)
        with self._guard:
            self._keys.add(wanted.key)
            self._records.append(record)
            self._told.add((wanted.name, label))
            self._watch.finished(record)

    def _obtain(self, step: Step[T], wanted: Wanted, work: Callable[[Scratch], T], label: str) -> _Tried[T] | None:
        """The result and its tries; None when somebody else's has to be looked up."""
        border()
        met = self._store.steps.obtain(wanted, self._run, self._retry.sleep)
        border()
        return self._settle(step, work, met, label)

    def _settle(self, step: Step[T], work: Callable[[Scratch], T], met: Found | Claim, label: str) -> _Tried[T] | None:
        return self._read(step, met) if isinstance(met, Found) else self._fulfil(step, work, met, label)

    def _read(self, step: Step[T], found: Found) -> _Tried[T] | None:
        """The result of a record; one that does not fit its class any more is forgotten."""
        try:
            return _Tried(_parse(step.result, found.result), 0)
        except (ContentError, ValidationError):
            self._store.steps.forget(found)
            return None

    def _fulfil(self, step: Step[T], work: Callable[[Scratch], T], claim: Claim, label: str) -> _Tried[T] | None:
        """Make a claimed step; None when the claim was taken over meanwhile."""
        try:
            tried = self._try(step, work, label)
            border()
            done = self._store.steps.finish(
                claim,
                dump(tried.value),
                tuple(_artifacts(tried.value)),
                attempts=tried.attempts,
                seconds=tried.seconds,
                volumes=Made(self._till.payer, tuple(tried.counter.volumes)),
            )
        except BaseException as error:
            if isinstance(error, ReelhouseError):
                error.step = error.step or step.name
            with suppress(ReelhouseError):  # what stopped the work matters more; the claim ends with the run
                self._store.steps.release(claim)
            raise
        border()
        return tried if done else None

    def _try(self, step: Step[T], work: Callable[[Scratch], T], label: str) -> _Tried[T]:
        """Work until it succeeds, and keep what it counted; waiting for a bench or for a service is no work."""
        failures = 0
        while True:
            try:
                with self._benches:
                    wait = self._till.ahead(step.call)
                    if not wait:
                        return self._work(step, work, label, failures)
            except Transient as error:
                failures += 1
                self._retry.wait(failures, error)
                if self._scribe:
                    self._scribe.tried(step.name, error)
            else:
                self._retry.hold(wait, _away(step))
                if self._scribe:
                    self._scribe.waited(step.name, wait)

    def _work(self, step: Step[T], work: Callable[[Scratch], T], label: str, failures: int) -> _Tried[T]:
        def progressed(done: int, total: int) -> None:
            self._watch.progressed(step.name, label, done, total)

        check_stop()
        with self._run.scratch(step.name) as folder, room_in(folder), self._till.serving(step.call) as counter:
            begun = time.perf_counter()
            made = work(Scratch(folder, self._store.artifacts, progressed, counter.count))
            seconds = time.perf_counter() - begun
        return _Tried(made, failures + 1, seconds, counter)


def _away(step: Step[Any]) -> str:
    name = step.call.lane.service if step.call else step.name
    return f"{name} is not to be asked now: it failed of late, or was asked as often as it may be"


def _parse(kind: type[T], data: dict[str, Any]) -> T:
    return load(kind, data) if issubclass(kind, Document) else kind.model_validate(data)


def _artifacts(value: object) -> Iterator[Artifact]:
    """Every artifact inside a value."""
    match value:
        case Artifact():
            yield value
        case BaseModel():
            for inside in vars(value).values():
                yield from _artifacts(inside)
        case dict():
            for inside in value.values():
                yield from _artifacts(inside)
        case list() | tuple():
            for inside in value:
                yield from _artifacts(inside)
