"""What a bucket's server says no with, in our words.

The client library tells a status only inside its message, and no header of an answer: a `Retry-After` cannot be read,
so that waits double instead, long enough to reach the minute that servers usually ask for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from obstore.exceptions import PermissionDeniedError, UnauthenticatedError

from reelhouse.errors import StoreUnusable, Transient

_STATUS = re.compile(r"non-2xx status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")
#: Where a machine in a data centre asks who it is; who is asked there has no key of his own.
_METADATA = ("169.254.169.254", "metadata.google.internal", "fd00:ec2::254")
#: Busy, damaged on the way, or too late: as likely to work the next time as anything is.
_PASSING_CODES = {"SlowDown", "RequestTimeout", "BadDigest", "XAmzContentSHA256Mismatch", "InternalError"}
_CLOCK = {"RequestTimeTooSkewed", "RequestExpired"}
_RIGHTS = "Check key and secret of `artifacts` in settings.yaml, and that they may list, read, write and delete there"


def wants_whole(error: Exception) -> bool:
    """Whether the server answered a question for a part of an object with all of it."""
    return "non-partial response" in str(error)


def no_bucket(error: Exception) -> bool:
    """Whether it is the bucket that does not exist, and not the object."""
    return "NoSuchBucket" in str(error)


@dataclass(frozen=True)
class Refusals:
    """Sorts the refusals of one bucket: those that pass from those that a person has to end."""

    url: str
    where: str

    def sort(self, error: Exception) -> Transient:
        """The failure as one that is worth trying again.

        Raises:
            StoreUnusable: Trying again will not help.
        """
        text = str(error)
        status, code = _found(_STATUS, text), _found(_CODE, text)
        if any(host in text for host in _METADATA):
            raise self._final("no key was given for the shared store", _RIGHTS) from error
        if code in _CLOCK:
            raise self._final("the shared store finds our clock wrong", "Set this machine's clock") from error
        if not _passes(status, code):
            raise self._refused(error, status, code) from error
        return Transient(_reason(status, code, text), where=self.url, remedy="Wait a moment")

    def gave_up(self, error: Transient) -> StoreUnusable:
        """What is said when patience has ended."""
        return self._final(
            f"the shared store does not answer as it should ({error.message})",
            "Check the network and the endpoint, then run the same command again: what is finished is kept",
        )

    def bucket_missing(self) -> StoreUnusable:
        """The bucket does not exist."""
        return self._final(f"there is no bucket for {self.url}", "Make the bucket, or correct its name")

    def damaged(self) -> Transient:
        """Bytes came that are not those that were stored."""
        return Transient("bytes were damaged on the way", where=self.url, remedy="Wait a moment")

    def _refused(self, error: Exception, status: str, code: str) -> StoreUnusable:
        named = " ".join(part for part in (status, code) if part)
        if isinstance(error, PermissionDeniedError | UnauthenticatedError) or status in {"401", "403"}:
            return self._final(f"the shared store refuses our key ({named or 'denied'})", _RIGHTS)
        return self._final(
            f"the shared store refuses the request ({named or type(error).__name__})",
            "Check url, endpoint and region of `artifacts` in settings.yaml",
        )

    def _final(self, message: str, remedy: str) -> StoreUnusable:
        return StoreUnusable(message, where=self.where or self.url, remedy=remedy)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""


def _passes(status: str, code: str) -> bool:
    """Without a status there was no answer at all: no network, cut, or too slow."""
    return not status or status.startswith("5") or status in {"408", "429"} or code in _PASSING_CODES


def _reason(status: str, code: str, text: str) -> str:
    if status or code:
        return f"answer {' '.join(part for part in (status, code) if part)}"
    if "kind: Timeout" in text or "TimedOut" in text:
        return "no answer in time"
    return "no connection" if "kind: Connect" in text else "the connection was cut"
