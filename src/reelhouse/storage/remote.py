"""A bucket: named bytes that every machine sees, written once and read many times.

An object appears complete or not at all, and what a name stands for never changes: the name is made from the content.
So two machines that write the same name at once do no harm, and a cut download goes on where it ended.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotSupportedError

from reelhouse.errors import Transient
from reelhouse.media.retry import RetryPolicy
from reelhouse.media.stop import check_stop
from reelhouse.storage.grace import FRESH, TENANTS
from reelhouse.storage.incoming import Incoming
from reelhouse.storage.refusals import Refusals, no_bucket, wants_whole

if TYPE_CHECKING:
    from obstore.store import ObjectStore

T = TypeVar("T")

MB = 1 << 20
#: Bytes that go up in one request; more goes in pieces of this size, two at a time. A slow line (1.4 Mbit/s) still
#: sends two of them within the time that the server has for an answer.
PIECE, PIECES = 5 * MB, 2
#: Bytes that are taken out of a download at once; what came before a cut but is less than this comes again.
GULP = MB // 8
#: Ours waits: about two minutes in all, then a person should know.
PATIENT = RetryPolicy(tries=8, base=0.5, longest=60)


@dataclass(frozen=True)
class Object:
    """An object in the bucket: its name below our prefix, its size in bytes, when it was written."""

    name: str
    size: int
    written: datetime


@dataclass(frozen=True)
class Remote:
    """The bucket. `plain` tries each request once, `insistent` repeats the pieces of a large upload by itself."""

    refusals: Refusals
    plain: ObjectStore = field(repr=False)
    insistent: ObjectStore = field(repr=False)
    #: Which database's records name what we keep; empty when there is none.
    tenant: str = ""
    retry: RetryPolicy = PATIENT
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    _signed: threading.Event = field(default_factory=threading.Event, repr=False)

    def look(self, name: str) -> Object | None:
        """The object with this name; None when there is none.

        Raises:
            StoreUnusable: The bucket refuses us, or does not answer.
        """

        def head() -> Object | None:
            try:
                return _object(obstore.head(self.plain, name))
            except FileNotFoundError:
                return None

        return self._ask(head)

    def keep(self, path: Path, name: str) -> None:
        """Write a file's content under a name, unless it is there with that size.

        Raises:
            StoreUnusable: As in `look`.
            Cancelled: The work was stopped.
        """
        self._sign()
        size = path.stat().st_size
        if size <= PIECE and self._ask(lambda: self._create(path.read_bytes(), name)):
            return
        there = self.look(name)
        if there is None or there.size != size or self.clock() - there.written > FRESH:
            self._ask(lambda: self._write(path, name, size))

    def fetch(self, name: str, file: BinaryIO) -> str | None:
        """Fill an empty file with the object; goes on where a connection was cut.

        Returns:
            SHA-256 of what came, in hexadecimal; None when there is no such object.

        Raises:
            StoreUnusable: As in `look`.
            Cancelled: The work was stopped.
        """
        incoming, failures = Incoming(file), 0
        while True:
            begun = incoming.done
            try:
                self._pour(name, incoming)
            except FileNotFoundError as error:
                self._need_bucket(error)
                return None
            except BaseError as error:
                if wants_whole(error) and begun:
                    incoming.restart()
                    continue
                failures = 1 if incoming.done > begun else failures + 1
                self.wait(failures, self.refusals.sort(error))
            else:
                return incoming.sha256

    def read(self, name: str, start: int, end: int) -> bytes | None:
        """Bytes from `start` to before `end`; None when there is no such object.

        Raises:
            StoreUnusable: As in `look`.
        """

        def part() -> bytes | None:
            try:
                return bytes(obstore.get_range(self.plain, name, start=start, end=end))
            except FileNotFoundError:
                return None
            except BaseError as error:
                if not wants_whole(error):
                    raise
                return self._cut_out(name, start, end)

        return self._ask(part)

    def remove(self, names: Sequence[str]) -> None:
        """Delete objects; those that are gone already are fine.

        Raises:
            StoreUnusable: As in `look`.
        """

        def delete() -> None:
            try:
                obstore.delete(self.plain, list(names))
            except FileNotFoundError as error:
                self._need_bucket(error)

        if names:
            self._ask(delete)

    def pages(self, prefix: str = "") -> Iterator[list[Object]]:
        """Everything in the bucket below our folder, by name, up to a thousand at a time.

        Args:
            prefix: Only what is in this folder of ours.

        Raises:
            StoreUnusable: As in `look`.
        """
        last: str | None = None
        while page := self._ask(partial(self._page, prefix, last)):
            yield page
            last = page[-1].name

    def _page(self, prefix: str, after: str | None) -> list[Object]:
        found = next(iter(obstore.list(self.plain, prefix or None, offset=after, chunk_size=1000)), [])
        return [_object(one) for one in found]

    def _sign(self) -> None:
        """Leave our database's name in the bucket before anything that its records will name."""
        if self.tenant and not self._signed.is_set():
            self._ask(lambda: self._create(b"", TENANTS + self.tenant))
            self._signed.set()

    def _create(self, content: bytes, name: str) -> bool:
        """Write a small object if there is none; False when there is one, or the server has no such condition."""
        try:
            obstore.put(self.plain, name, content, mode="create", use_multipart=False)
        except (AlreadyExistsError, NotSupportedError):
            return False
        except FileNotFoundError as error:
            self._need_bucket(error)
            raise
        return True

    def _write(self, path: Path, name: str, size: int) -> None:
        try:
            if size <= PIECE:
                obstore.put(self.plain, name, path.read_bytes(), use_multipart=False)
            else:
                obstore.put(self.insistent, name, _pieces(path), chunk_size=PIECE, max_concurrency=PIECES)
        except FileNotFoundError as error:
            self._need_bucket(error)
            raise

    def _pour(self, name: str, incoming: Incoming) -> None:
        if incoming.done:
            answer = obstore.get(self.plain, name, options={"range": {"offset": incoming.done}})
        else:
            answer = obstore.get(self.plain, name)
        for piece in answer.stream(min_chunk_size=GULP):
            check_stop()
            incoming.add(piece)

    def _cut_out(self, name: str, start: int, end: int) -> bytes:
        """A part of an object from a server that sends only whole ones."""
        found, passed = bytearray(), 0
        for piece in obstore.get(self.plain, name).stream(min_chunk_size=GULP):
            check_stop()
            found += piece[max(0, start - passed) : max(0, end - passed)]
            passed += len(piece)
            if passed >= end:
                break
        return bytes(found)

    def _ask(self, call: Callable[[], T]) -> T:
        """Ask until there is an answer, for as long as that may help."""
        failures = 0
        while True:
            check_stop()
            try:
                return call()
            except BaseError as error:
                failures += 1
                self.wait(failures, self.refusals.sort(error))

    def wait(self, failures: int, error: Transient) -> None:
        """Wait after so many failures.

        Raises:
            StoreUnusable: There were too many.
            Cancelled: The work was stopped while waiting.
        """
        try:
            self.retry.wait(failures, error)
        except Transient as last:
            raise self.refusals.gave_up(last) from last

    def _need_bucket(self, error: Exception) -> None:
        if no_bucket(error):
            raise self.refusals.bucket_missing() from error


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            check_stop()
            yield piece


def _object(found: Any) -> Object:
    return Object(str(found["path"]), int(found["size"]), found["last_modified"])
