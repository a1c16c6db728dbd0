"""Publishing, exactly once: a process may die between any two lines of this, and nothing is posted twice.

Whether we may send is decided by our own record and committed before the destination hears of it. Where an upload has a
name, all who try finish the same upload, with what it was begun for; when that is not to be had any more, or the upload
is gone, nobody knows whether it was posted, and a person is asked. Where it has none, one may send, once; if that one
dies, the others look whether it arrived, and ask a person when they cannot find it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from reelhouse.destinations.base import Destination, OneShot, Post, Published, Resumable, UploadGone
from reelhouse.errors import ProviderError
from reelhouse.media.retry import pause
from reelhouse.storage import Store
from reelhouse.storage.publications import Publication, Stage

#: Seconds before each look for something that may have been posted: platforms list it some seconds later.
LOOKS = (0.0, 1.0, 2.0, 4.0, 8.0)
#: Why nobody knows whether what was begun was posted.
ENDED = "its process ended while it was being sent"
OTHER = "another version was being sent when it was changed, and may have been posted"
_OPEN = (Stage.READY, Stage.SENDING, Stage.UNCLEAR)


@dataclass(frozen=True)
class Courier:
    """Who brings something to a destination: a run, and how it waits."""

    store: Store
    run: str
    pause: Callable[[float], None] = pause
    looks: tuple[float, ...] = LOOKS

    def bring(
        self, planned: Publication, destination: Destination, post: Post, account: str, release: str
    ) -> Publication:
        """Publish a post, which is this release, or find that it was.

        Returns:
            What is on record then: sent, unclear, or being sent by another process.

        Raises:
            ProviderError: It was not sent; trying again later does no harm.
        """
        if planned.stage is Stage.SENT:
            return planned
        if isinstance(destination, Resumable):
            return self._finish(planned, destination, post, account, release)
        if isinstance(destination, OneShot):
            return self._send(planned, destination, post, account)
        raise TypeError(f"{destination.name} is neither resumable nor one-shot")

    def _finish(
        self, planned: Publication, destination: Resumable, post: Post, account: str, release: str
    ) -> Publication:
        is_new = planned.stage is Stage.READY
        there = planned
        if is_new:
            session = destination.begin(post, account)
            there = self.store.publications.adopt(planned.slot, release, session, self.run)
        if there.stage is Stage.SENT:
            return there
        if there.release != release or not there.session:
            return self._doubt(there, ENDED if there.release == release else OTHER)
        self.store.publications.join(there.slot, there.session, self.run)
        try:
            return self._sent(there, destination.finish(post, account, there.session))
        except UploadGone as error:
            left = self._lost(there, error)
            if is_new and left.stage is Stage.READY:
                raise
        return self._finish(left, destination, post, account, release) if left.stage is Stage.READY else left

    def _lost(self, there: Publication, error: UploadGone) -> Publication:
        """A person has to look, unless it was certainly never posted: then it begins anew."""
        stage, cause = (Stage.READY, "") if error.refused else (Stage.UNCLEAR, f"its upload is gone: {error.message}")
        # Who joined after us hears the same; by then there may be another upload.
        return self.store.publications.move(there.slot, stage, start={Stage.SENDING}, holder=self.run, cause=cause)

    def _send(self, planned: Publication, destination: OneShot, post: Post, account: str) -> Publication:
        holder = f"{self.run}:{uuid4().hex}"  # of this attempt: another one of the same run may not send either
        if not self.store.publications.claim(planned.slot, holder):
            return self._look(planned, destination, post, account)
        move = self.store.publications.move
        try:
            went = destination.send(post, account)
        except ProviderError as error:
            if error.refused:
                move(planned.slot, Stage.READY, start={Stage.SENDING}, holder=holder)
                raise
            cause = f"it was sent, and then: {error.message}"
            move(planned.slot, Stage.UNCLEAR, start={Stage.SENDING}, holder=holder, cause=cause)
            return self._look(planned, destination, post, account)
        return self._sent(planned, went)

    def _look(self, planned: Publication, destination: OneShot, post: Post, account: str) -> Publication:
        """Look for what somebody sent; a person has to, when they died and it cannot be found."""
        # Of a later edition the one before would be found.
        for wait in self.looks if planned.slot.edition == 1 else ():
            self.pause(wait)
            found = destination.locate(post, account)
            if found is not None:
                return self._sent(planned, found)
        return self._doubt(self.store.publications.find(planned.slot) or planned, ENDED)

    def _doubt(self, there: Publication, cause: str) -> Publication:
        """A person has to look, unless whoever began to send it is at it still."""
        if there.stage is not Stage.SENDING or self.store.runs.is_alive(there.holder.partition(":")[0]):
            return there
        return self.store.publications.move(
            there.slot, Stage.UNCLEAR, start={Stage.SENDING}, holder=there.holder, cause=cause
        )

    def _sent(self, planned: Publication, went: Published) -> Publication:
        return self.store.publications.move(planned.slot, Stage.SENT, start=_OPEN, place=went.place)
