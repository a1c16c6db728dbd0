"""What the verbs work with: the runner, the store, the settings, and who this episode is."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, overload

from reelhouse.config import Settings
from reelhouse.errors import Cancelled
from reelhouse.media.stop import stoppable, stopped
from reelhouse.model.artifact import Artifact
from reelhouse.model.base import digest
from reelhouse.production.steps import Steps
from reelhouse.storage import Store

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

#: A show meets each background in this many variations; more would fill its cache for no visible gain.
VARIATIONS = 4


@dataclass(frozen=True)
class Workshop:
    """One episode's workplace.

    `identity` names the episode by what does not change when its text is edited: recipe and source. Seeds
    come from it, so that an edit changes no background and no note of music.
    """

    steps: Steps
    store: Store
    settings: Settings
    identity: str

    @property
    def show(self) -> str:
        """The recipe of its identity: episodes of one show follow one another on one channel."""
        return self.identity.partition("/")[0]

    def file(self, artifact: Artifact) -> Path:
        """The file of an artifact."""
        return self.store.artifacts.path(artifact)

    def files(self, artifacts: Iterable[Artifact]) -> dict[str, Path]:
        """The files of many artifacts, by hash."""
        return {artifact.sha256: self.file(artifact) for artifact in artifacts}

    def seed(self, *what: str) -> int:
        """A number that belongs to this episode and to something in it."""
        return int(digest([self.identity, *what])[:8], 16)

    def variation(self) -> int:
        """Which variation of backgrounds and music this episode has."""
        return self.seed("variation") % VARIATIONS


def side_by_side(workers: int, items: Sequence[A], make: Callable[[A], B]) -> list[B]:
    """Make something of every item, on so many threads, in the items' order. The first failure stops the others."""
    if workers == 1 or len(items) < 2:
        return [make(item) for item in items]
    with stoppable(threading.Event()) as failed, ThreadPoolExecutor(min(workers, len(items))) as pool:
        futures: list[Future[B]] = [pool.submit(contextvars.copy_context().run, make, item) for item in items]
        done, waiting = wait(futures, return_when=FIRST_EXCEPTION)
        if errors := [error for future in done if (error := future.exception())]:
            if not _is_end(errors[0]):
                failed.set()
            for future in waiting:
                future.cancel()
        # Those that the first failure stopped have nothing to say.
        return [future.result() for future in sorted(futures, key=lambda future: future not in done)]


def _is_end(error: BaseException) -> bool:
    """Whether the work only comes to an end: then what the others are making is finished."""
    return isinstance(error, Cancelled) and not stopped()


@overload
def at_once(workers: int, first: Callable[[], A], second: Callable[[], B], /) -> tuple[A, B]: ...
@overload
def at_once(
    workers: int, first: Callable[[], A], second: Callable[[], B], third: Callable[[], C], /
) -> tuple[A, B, C]: ...
def at_once(workers: int, /, *makes: Callable[[], object]) -> tuple[object, ...]:
    """Make things that do not need one another; how many steps are made at once stays the runner's choice.

    Each has a thread of its own unless there is only one worker.
    """
    threads = 1 if workers == 1 else len(makes)
    return tuple(side_by_side(threads, makes, lambda make: make()))
